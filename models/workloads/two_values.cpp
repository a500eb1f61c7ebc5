// A client reads two values that belong together, and writes both anew.
//
// `snapshot`: two values in one store, which a client reads one after the other. What is written in
// one transaction (`writes=together`) is torn all the same for a reader that lost the lock between
// its two reads, so a store that checks tokens on writes only does not protect it.
// `two-stores`: a value in each of two stores, and a lock that is to make one transaction of two
// writes. Whoever has the lock next finds half of it when the writer crashed or lost the lock
// between them; each store checks the tokens that it has seen itself, which does not help.
#include "models/composition/workload.hpp"
#include "properties/agreement.hpp"

namespace lockstep {
namespace {

enum class Writes : std::uint8_t {
  together,  // in one request
  apart,     // one after the other
};
BOOST_DESCRIBE_ENUM(Writes, together, apart)

struct Snapshot {
  Writes writes = Writes::together;
};
BOOST_DESCRIBE_STRUCT(Snapshot, (), (writes))

struct TwoStores {};
BOOST_DESCRIBE_STRUCT(TwoStores, (), ())

bool apart(const Snapshot& p) { return p.writes == Writes::apart; }
bool apart(const TwoStores&) { return true; }
bool together(const Snapshot& p) { return !apart(p); }
bool together(const TwoStores&) { return false; }

enum class Does : std::uint8_t { reads_first, reads_second, writes_first, writes_second, writes };
BOOST_DESCRIBE_ENUM(Does, reads_first, reads_second, writes_first, writes_second, writes)

// Of one write: no two writes have the same.
using Value = Count<clients_max * 2>;

struct Work {
  Does does;
  Value read;  // of the first value
  Value own;   // what it writes
};
BOOST_DESCRIBE_STRUCT(Work, (), (does, read, own))

struct Data {
  Value first;
  Value second;
  Value given;  // the newest that a client was given to write, as if it had drawn it at random
  bool torn;    // history: a client has read one of each of two writes
};
BOOST_DESCRIBE_STRUCT(Data, (), (first, second, given, torn))

enum class Say : std::uint8_t {
  read_first,
  first_is,
  read_second,
  second_is,
  write_first,
  first_written,
  write_second,
  second_written,
  write,
  written
};
BOOST_DESCRIBE_ENUM(Say, read_first, first_is, read_second, second_is, write_first, first_written,
                    write_second, second_written, write, written)

struct Query {
  Say say;
  Value value;  // read or written; with read-second, history: what the client read of the first
  Value own;    // with first-is: what the client will write
};
BOOST_DESCRIBE_STRUCT(Query, (), (say, value, own))

// Requests and answers alternate, in the order of places.
Say request_of(Does place) { return static_cast<Say>(2 * static_cast<int>(place)); }
Say answer_to(Say request) { return static_cast<Say>(static_cast<int>(request) + 1); }

template <class P>
Query sends(const P&, const Work& me) {
  const bool writes = me.does >= Does::writes_first;
  if (writes) return {request_of(me.does), me.own, {}};
  return {request_of(me.does), me.does == Does::reads_second ? me.read : Value(0), {}};
}

template <class P>
Then hears(const P& p, Work& me, const Query& answer) {
  if (answer.say != answer_to(request_of(me.does))) return Then::waits_on;
  switch (me.does) {
    case Does::reads_first: me = {Does::reads_second, answer.value, answer.own}; break;
    case Does::reads_second:
      me = {together(p) ? Does::writes : Does::writes_first, {}, me.own};
      break;
    case Does::writes_first: me.does = Does::writes_second; break;
    default: return Then::ends;
  }
  return Then::goes_on;
}

template <class P>
Query serves(const P&, Data& data, const Query& query) {
  const Say answer = answer_to(query.say);
  switch (query.say) {
    case Say::read_first: return {answer, data.first, ++data.given};
    case Say::read_second:
      if (query.value != data.second) data.torn = true;
      return {answer, data.second, {}};
    case Say::write_first: data.first = query.value; break;
    case Say::write_second: data.second = query.value; break;
    default: data.first = data.second = query.value;
  }
  return {answer, {}, {}};
}

Access access(const Query& query) {
  return query.say < Say::write_first ? Access::read : Access::write;
}

bool at_second_store(const Query& query) {
  return query.say == Say::read_second || query.say == Say::second_is ||
         query.say == Say::write_second || query.say == Say::second_written;
}

template <class P>
std::string words(const P&, const Query& query) {
  static constexpr const char* texts[] = {
      "read first",    "first is ",  "read second",    "second is ", "first := ",
      "first written", "second := ", "second written", "both := ",   "written"};
  const bool has_value = query.say == Say::first_is || query.say == Say::second_is ||
                         query.say == Say::write_first || query.say == Say::write_second ||
                         query.say == Say::write;
  return texts[static_cast<std::size_t>(query.say)] +
         (has_value ? std::to_string(int{query.value}) : "");
}

template <class P>
void observes(const P&, const Data& data, Observation& seen) {
  seen.torn = data.torn;
  seen.half_written = data.first != data.second;
}

template <class P>
void declare(Workload<P, Work, Data, Query>& m) {
  m.template deed<Does::reads_first>("reads the first value");
  m.template deed<Does::reads_second>("reads the second value");
  m.template deed<Does::writes_first, static_cast<bool (*)(const P&)>(apart)>(
      "writes the first value");
  m.template deed<Does::writes_second, static_cast<bool (*)(const P&)>(apart)>(
      "writes the second value");
  m.template deed<Does::writes, static_cast<bool (*)(const P&)>(together)>("writes both values");
  m.template program<&Work::does, sends<P>, hears<P>, serves<P>, access>();
  m.template words<words<P>>();
  m.template shows<observes<P>>();
  m.property(no_torn_read);
  m.property(nothing_half_written);
  m.each_client_once();
}

void build_snapshot(Workload<Snapshot, Work, Data, Query>& m) {
  m.parameter<&Snapshot::writes>(
       "how a client writes the two values: together (in one request), apart (one after the other)")
      .rare();
  declare(m);
}
void build_two_stores(Workload<TwoStores, Work, Data, Query>& m) {
  declare(m);
  m.second_store<at_second_store>("second store");
}

}  // namespace

LOCKSTEP_WORKLOAD("snapshot", "reads two values that belong together, then writes both",
                  "Berenson and others, A critique of ANSI SQL isolation levels, 1995",
                  build_snapshot)
LOCKSTEP_WORKLOAD("two-stores", "reads a value in each of two stores, then writes both",
                  "Kleppmann, How to do distributed locking, 2016", build_two_stores)

}  // namespace lockstep
