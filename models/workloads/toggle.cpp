// A client toggles a switch and counts: it reads whether the switch is on and how often it was
// toggled, and writes both back.
//
// The switch comes back to what it was after two toggles, and the count does not. A store that
// compares the switch alone, as `UPDATE … WHERE on = :read` does, takes a write that was computed
// before two others, and the count loses them: the ABA problem.
#include "models/composition/workload.hpp"
#include "properties/updates.hpp"

namespace lockstep {
namespace {

enum class Does : std::uint8_t { reads, writes };
BOOST_DESCRIBE_ENUM(Does, reads, writes)

using Toggles = Count<clients_max * 2>;

struct Work {
  Does does;
  bool on;        // as it was read
  Toggles count;  // as it was read
};
BOOST_DESCRIBE_STRUCT(Work, (), (does, on, count))

struct Data {
  bool on;
  Toggles count;
  Toggles updates;  // history: how many writes were applied
};
BOOST_DESCRIBE_STRUCT(Data, (), (on, count, updates))

enum class Say : std::uint8_t { read, it_is, write, written };
BOOST_DESCRIBE_ENUM(Say, read, it_is, write, written)

struct Query {
  Say say;
  bool on;
  Toggles count;
};
BOOST_DESCRIBE_STRUCT(Query, (), (say, on, count))

Query sends(const Nothing&, const Work& me) {
  if (me.does == Does::reads) return {Say::read, false, {}};
  return {Say::write, !me.on, me.count + 1};
}

Then hears(const Nothing&, Work& me, const Query& answer) {
  const bool of_write = answer.say == Say::written;
  if (of_write != (me.does == Does::writes)) return Then::waits_on;
  if (of_write) return Then::ends;
  me = {Does::writes, answer.on, answer.count};
  return Then::goes_on;
}

Query serves(const Nothing&, Data& data, const Query& query) {
  if (query.say == Say::read) return {Say::it_is, data.on, data.count};
  data.on = query.on;
  data.count = query.count;
  ++data.updates;
  return {Say::written, false, {}};
}

Access access(const Query& query) { return query.say == Say::write ? Access::write : Access::read; }

// The switch is compared, and the count is not.
bool unchanged(const Data& data, const Query& write) { return data.on == !write.on; }

std::string words(const Nothing&, const Query& query) {
  static constexpr const char* texts[] = {"read", "it is ", "write ", "written"};
  const bool has_value = query.say == Say::it_is || query.say == Say::write;
  return texts[static_cast<std::size_t>(query.say)] +
         (has_value ? (query.on ? "on, " : "off, ") + std::to_string(int{query.count}) : "");
}

void observes(const Nothing&, const Data& data, Observation& seen) {
  seen.counter = data.count;
  seen.updates = data.updates;
}

void build(Workload<Nothing, Work, Data, Query>& m) {
  m.deed<Does::reads>("reads the switch");
  m.deed<Does::writes>("toggles the switch");
  m.program<&Work::does, sends, hears, serves, access>();
  m.compares<unchanged>();
  m.words<words>();
  m.shows<observes>();
  m.property(no_lost_update);
  m.each_client_once();
}

}  // namespace

LOCKSTEP_WORKLOAD("toggle", "toggles a switch and counts: reads both, then writes both back",
                  "Herlihy and Shavit, The art of multiprocessor programming, 2008, on ABA", build)

}  // namespace lockstep
