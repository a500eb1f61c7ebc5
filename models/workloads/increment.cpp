// A client increments a counter: it reads it, adds one, and writes it back.
//
// A read-modify-write is what a lock is most often there for. Two clients that both read before
// either writes lose an update, and tokens that are checked on writes only do not help: both writes
// come in the order of their tokens.
#include "models/composition/workload.hpp"
#include "properties/updates.hpp"

namespace lockstep {
namespace {

enum class Does : std::uint8_t { reads, writes };
BOOST_DESCRIBE_ENUM(Does, reads, writes)

using Value = Count<clients_max * 2>;

struct Work {
  Does does;
  Value read;  // what the counter was
};
BOOST_DESCRIBE_STRUCT(Work, (), (does, read))

struct Data {
  Value counter;
  Value updates;  // history: how many writes were applied
};
BOOST_DESCRIBE_STRUCT(Data, (), (counter, updates))

enum class Say : std::uint8_t { read, it_is, write, written };
BOOST_DESCRIBE_ENUM(Say, read, it_is, write, written)

struct Query {
  Say say;
  Value value;
};
BOOST_DESCRIBE_STRUCT(Query, (), (say, value))

Query sends(const Nothing&, const Work& me) {
  if (me.does == Does::reads) return {Say::read, {}};
  return {Say::write, me.read + 1};
}

Then hears(const Nothing&, Work& me, const Query& answer) {
  const bool of_write = answer.say == Say::written;
  if (of_write != (me.does == Does::writes)) return Then::waits_on;
  if (of_write) return Then::ends;
  me = {Does::writes, answer.value};
  return Then::goes_on;
}

Query serves(const Nothing&, Data& data, const Query& query) {
  if (query.say == Say::read) return {Say::it_is, data.counter};
  data.counter = query.value;
  ++data.updates;
  return {Say::written, {}};
}

Access access(const Query& query) { return query.say == Say::write ? Access::write : Access::read; }

bool unchanged(const Data& data, const Query& write) { return data.counter + 1 == write.value; }

std::string words(const Nothing&, const Query& query) {
  static constexpr const char* texts[] = {"read", "it is ", "write ", "written"};
  const bool has_value = query.say == Say::it_is || query.say == Say::write;
  return texts[static_cast<std::size_t>(query.say)] +
         (has_value ? std::to_string(int{query.value}) : "");
}

void observes(const Nothing&, const Data& data, Observation& seen) {
  seen.counter = data.counter;
  seen.updates = data.updates;
}

void build(Workload<Nothing, Work, Data, Query>& m) {
  m.deed<Does::reads>("reads the counter");
  m.deed<Does::writes>("writes the counter");
  m.program<&Work::does, sends, hears, serves, access>();
  m.compares<unchanged>();
  m.words<words>();
  m.shows<observes>();
  m.property(no_lost_update);
  m.each_client_once();
}

}  // namespace

LOCKSTEP_WORKLOAD("increment", "increments a counter: reads it, then writes it back",
                  "Berenson and others, A critique of ANSI SQL isolation levels, 1995", build)

}  // namespace lockstep
