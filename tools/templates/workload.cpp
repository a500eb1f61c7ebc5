// my-lock: clients that write twice. Say here what they do, and where the idea comes from.
//
// A client that has the lock sends the request of its place in the program, waits for the answer,
// goes on, and releases the lock at the end. `lockstep check lease workload=FILE` tries it.
#include "models/composition/workload.hpp"

using namespace lockstep;

namespace {

// A client's place in its program: the first at the start.
enum class Does : std::uint8_t { writes_first, writes_second };
BOOST_DESCRIBE_ENUM(Does, writes_first, writes_second)
struct Work {
  Does does;
};
BOOST_DESCRIBE_STRUCT(Work, (), (does))

// What the store keeps of it, and a request or its answer.
struct Data {
  bool half;  // somebody's first write stands there without the second
};
BOOST_DESCRIBE_STRUCT(Data, (), (half))
enum class Say : std::uint8_t { first, second, written };
BOOST_DESCRIBE_ENUM(Say, first, second, written)
struct Query {
  Say say;
};
BOOST_DESCRIBE_STRUCT(Query, (), (say))

Query sends(const Nothing&, const Work& me) {
  return {me.does == Does::writes_first ? Say::first : Say::second};
}

Then hears(const Nothing&, Work& me, const Query&) {
  if (me.does == Does::writes_second) return Then::ends;
  me.does = Does::writes_second;
  return Then::goes_on;
}

Query serves(const Nothing&, Data& data, const Query& query) {
  data.half = query.say == Say::first;
  return {Say::written};
}

Access access(const Query&) { return Access::write; }

std::string words(const Nothing&, const Query& query) {
  static constexpr const char* texts[] = {"first half", "second half", "written"};
  return texts[static_cast<std::size_t>(query.say)];
}

void observes(const Nothing&, const Data&, Observation&) {}

void build(Workload<Nothing, Work, Data, Query>& m) {
  m.deed<Does::writes_first>("writes the first half");
  m.deed<Does::writes_second>("writes the second half");
  m.program<&Work::does, sends, hears, serves, access>();
  m.words<words>();
  m.shows<observes>();
}

}  // namespace

LOCKSTEP_WORKLOAD("my-lock", "writes in two halves", "the paper, or the product", build)
