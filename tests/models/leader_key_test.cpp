// When a watchdog ends a database in time: docs/leader-key.md.
#include "properties/exclusion.hpp"
#include "properties/fencing.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

#include <algorithm>

namespace lockstep {
namespace {

bool leader_key_holds(const LockProperty& property, const std::string& settings) {
  return holds("leader-key", property.name, settings);
}

// Else it would promote its database with no key: its library, asked once more, takes the answer
// for that to another call.
TEST_CASE("an agent that waits for the key does not time out, and its database does at the store") {
  const std::string bills = "leader-key delay=0 agent-pauses=0 workload=bill timeouts=1 retry=";
  for (const char* retry : {"same", "fresh", "never"}) {
    INFO(retry);
    const Report report = checked(bills + retry);
    CHECK(found(report, one_agent_leads.name).verdict == Verdict::holds);
    CHECK(found(report, exclusion_in_belief.name).verdict == Verdict::holds);
  }
}

TEST_CASE("without a watchdog two databases accept writes iff loop + pause >= ttl") {
  for (int loop = 1; loop <= 2; ++loop)
    for (int ttl = loop + 1; ttl <= 5; ++ttl)
      for (int pause = 0; pause <= 5; ++pause) {
        const std::string settings = with("loop", loop) + with("ttl", ttl) + with("pause", pause);
        INFO(settings);
        CHECK(leader_key_holds(exclusion_in_belief, settings) == (loop + pause < ttl));
      }
}

TEST_CASE("without a watchdog the crash of an agent is enough, for any choice of the times") {
  for (int ttl = 2; ttl <= 6; ++ttl)
    CHECK_FALSE(leader_key_holds(exclusion_in_belief,
                                 "loop=1 agent-pauses=0 agent-crashes=1" + with("ttl", ttl)));
}

TEST_CASE("agents that are never paused need a watchdog with timeout <= ttl") {
  for (int ttl = 3; ttl <= 6; ++ttl)
    for (int timeout = 3; timeout <= 8; ++timeout) {
      const std::string settings = "watchdog=armed agent-pauses=0 agent-crashes=1" +
                                   with("ttl", ttl) + with("timeout", timeout);
      INFO(settings);
      CHECK(leader_key_holds(exclusion_in_belief, settings) == (timeout <= ttl));
    }
}

TEST_CASE("a pause before the keepalive has to fit between timeout and ttl", "[large]") {
  for (int ttl = 4; ttl <= 7; ++ttl)
    for (int timeout = 3; timeout <= ttl; ++timeout)
      for (int pause = 0; pause <= 4; ++pause) {
        const std::string settings = "watchdog=armed agent-pauses=1 agent-crashes=1 loop=2" +
                                     with("ttl", ttl) + with("timeout", timeout) +
                                     with("pause", pause);
        INFO(settings);
        const int late = std::min(pause, timeout - 2);  // a longer one lets the watchdog fire
        CHECK(leader_key_holds(exclusion_in_belief, settings) == (timeout + late <= ttl));
      }
}

TEST_CASE("a timeout of half the ttl is enough for any pause, and one tick more is not",
          "[large]") {
  for (int ttl = 4; ttl <= 7; ++ttl)
    for (int timeout = 2; timeout <= ttl; ++timeout) {
      const std::string settings =
          "watchdog=armed agent-pauses=2 pause=unbounded agent-crashes=1 loop=1" +
          with("ttl", ttl) + with("timeout", timeout);
      INFO(settings);
      CHECK(leader_key_holds(exclusion_in_belief, settings) == (2 * timeout <= ttl));
    }
}

TEST_CASE("with the default times of the product a pause of its safety margin is safe") {
  const std::string settings = "ttl=30s loop=10s watchdog=armed timeout=25s agent-crashes=1 ";
  CHECK(leader_key_holds(exclusion_in_belief, settings + "pause=5s"));
  CHECK_FALSE(leader_key_holds(exclusion_in_belief, settings + "pause=6s"));
}

TEST_CASE("a database that hangs when it is told to stop is a second primary, without a watchdog") {
  const std::string hangs = "agent-pauses=0 cuts=1 pauses=1";
  CHECK(leader_key_holds(one_agent_leads, hangs));
  CHECK_FALSE(leader_key_holds(exclusion_in_belief, hangs));
  CHECK(leader_key_holds(exclusion_in_belief, "agent-pauses=0 cuts=1"));
  CHECK(leader_key_holds(exclusion_in_belief, hangs + " watchdog=armed timeout=6"));
  CHECK_FALSE(leader_key_holds(exclusion_in_belief, hangs + " watchdog=armed timeout=7"));
}

// What the report says of a key that cannot be kept is drawn, and not refused.
TEST_CASE("with ttl <= loop a key is lost before it is renewed, and two databases accept writes") {
  CHECK_FALSE(leader_key_holds(exclusion_in_belief, "agent-pauses=0 ttl=2 loop=2"));
  CHECK_FALSE(leader_key_holds(exclusion_in_belief, "agent-pauses=0 ttl=1 loop=2"));
  CHECK(leader_key_holds(exclusion_in_belief, "agent-pauses=0 ttl=3 loop=2"));
}

TEST_CASE("what the database writes is stale when its agent is paused, and refused by a fence") {
  const std::string leads = "workload=lead job=1 delay=0 ";
  CHECK(leader_key_holds(no_stale_write, leads + "agent-pauses=0"));
  CHECK_FALSE(leader_key_holds(no_stale_write, leads));
  CHECK(leader_key_holds(no_stale_write, leads + "store=fenced"));
  CHECK(leader_key_holds(no_stale_write, leads + "watchdog=armed timeout=3"));
}

TEST_CASE("three nodes are as safe as two") {
  CHECK(leader_key_holds(exclusion_in_belief,
                         "clients=3 watchdog=armed timeout=3 agent-pauses=2 agent-crashes=1"));
  CHECK_FALSE(leader_key_holds(
      exclusion_in_belief, "clients=3 watchdog=armed timeout=4 agent-pauses=2 agent-crashes=1"));
}

}  // namespace
}  // namespace lockstep
