// Declarations that cannot be meant so, and that no compiler finds.
#include "checker/errors/errors.hpp"
#include "models/kit/kit.hpp"
#include "tests/catch.hpp"

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

struct Params {
  int rounds = 1;
  int wait = 2;
};
BOOST_DESCRIBE_STRUCT(Params, (), (rounds, wait))

struct State {
  bool held;
  Timer left;
};
BOOST_DESCRIBE_STRUCT(State, (), (held, left))

State start(const Params&) { return {}; }
Step takes(const Params&, State& s) {
  s.held = true;
  return taken;
}
bool is_fine(const State&) { return true; }

// Sound, but for what `spoil` adds.
template <void (*spoil)(Protocol<Params, State>&), int wait_max = 9>
void build(Protocol<Params, State>& m) {
  m.parameter<&Params::rounds>("how many rounds", 1, 3);
  if (wait_max > 0) m.parameter<&Params::wait>("how long it waits", 0, wait_max);
  m.lane("worker");
  m.start<start>();
  m.action<takes>("takes the lock").lane("worker");
  m.always<is_fine>("fine", "everything is fine");
  spoil(m);
}

void with_time(Protocol<Params, State>& m) { m.time<nothing_else_due<Params, State>>(); }
void without_time(Protocol<Params, State>&) {}
void with_action_twice(Protocol<Params, State>& m) {
  with_time(m);
  m.action<takes>("takes it once more").lane("worker");
}
void with_property_twice(Protocol<Params, State>& m) {
  with_time(m);
  m.always<is_fine>("fine", "once more");
}
void with_parameter_twice(Protocol<Params, State>& m) {
  with_time(m);
  m.parameter<&Params::rounds>("once more", 1, 3);
}
void with_lane_twice(Protocol<Params, State>& m) {
  with_time(m);
  m.lane("worker");
}

template <void (*spoil)(Protocol<Params, State>&), int wait_max = 9>
void make() {
  entry<Params, State>("small", "", "", build<spoil, wait_max>)->make({});
}

TEST_CASE("a protocol with nothing to complain of is made") { CHECK_NOTHROW(make<with_time>()); }

TEST_CASE("timers that no action lets run are refused") {
  CHECK_THROWS_AS(make<without_time>(), ContractBroken);
  CHECK_THROWS_WITH(make<without_time>(), Contains("no action lets time pass"));
}

TEST_CASE("an action that is registered twice is refused by both of its names") {
  CHECK_THROWS_WITH(make<with_action_twice>(),
                    Contains("takes the lock") && Contains("takes it once more"));
}

TEST_CASE("two properties of one name are refused") {
  CHECK_THROWS_WITH(make<with_property_twice>(), Contains("two properties are called `fine`"));
}

TEST_CASE("two parameters of one name are refused") {
  CHECK_THROWS_WITH(make<with_parameter_twice>(), Contains("two parameters are called `rounds`"));
}

TEST_CASE("two lanes of one name are refused") {
  CHECK_THROWS_WITH(make<with_lane_twice>(), Contains("two lanes are called `worker`"));
}

TEST_CASE("a member that is described and no parameter is refused") {
  CHECK_THROWS_WITH((make<with_time, 0>()), Contains("`wait`") && Contains("m.parameter"));
}

TEST_CASE("a default that its parameter may not have is refused") {
  CHECK_THROWS_WITH((make<with_time, 1>()), Contains("default") && Contains("wait"));
}

}  // namespace
}  // namespace lockstep
