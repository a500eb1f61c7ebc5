// When a watchdog ends a database in time: docs/leader-key.md.
#include "properties/exclusion.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

#include <algorithm>

namespace lockstep {
namespace {

bool leader_key_holds(const LockProperty& property, const std::string& settings) {
  return holds("leader-key", property.name, settings);
}

TEST_CASE("without a watchdog two databases accept writes iff loop + pause >= ttl") {
  for (int loop = 1; loop <= 2; ++loop)
    for (int ttl = loop + 1; ttl <= 5; ++ttl)
      for (int pause = 0; pause <= 5; ++pause) {
        const std::string settings = with("loop", loop) + with("ttl", ttl) + with("pause", pause);
        INFO(settings);
        CHECK(leader_key_holds(exclusion_in_effect, settings) == (loop + pause < ttl));
      }
}

TEST_CASE("without a watchdog the crash of an agent is enough, whatever the times") {
  for (int ttl = 2; ttl <= 6; ++ttl)
    CHECK_FALSE(
        leader_key_holds(exclusion_in_effect, "loop=1 pauses=0 crashes=1" + with("ttl", ttl)));
}

TEST_CASE("agents that are never paused need a watchdog with timeout <= ttl") {
  for (int ttl = 3; ttl <= 6; ++ttl)
    for (int timeout = 3; timeout <= 8; ++timeout) {
      const std::string settings =
          "watchdog=armed pauses=0 crashes=1" + with("ttl", ttl) + with("timeout", timeout);
      INFO(settings);
      CHECK(leader_key_holds(exclusion_in_effect, settings) == (timeout <= ttl));
    }
}

TEST_CASE("a pause before the keepalive has to fit between timeout and ttl") {
  for (int ttl = 4; ttl <= 7; ++ttl)
    for (int timeout = 3; timeout <= ttl; ++timeout)
      for (int pause = 0; pause <= 4; ++pause) {
        const std::string settings = "watchdog=armed pauses=1 crashes=1 loop=2" + with("ttl", ttl) +
                                     with("timeout", timeout) + with("pause", pause);
        INFO(settings);
        const int late = std::min(pause, timeout - 2);  // a longer one lets the watchdog fire
        CHECK(leader_key_holds(exclusion_in_effect, settings) == (timeout + late <= ttl));
      }
}

TEST_CASE("a timeout of half the ttl is enough for any pause, and one tick more is not") {
  for (int ttl = 4; ttl <= 7; ++ttl)
    for (int timeout = 2; timeout <= ttl; ++timeout) {
      const std::string settings = "watchdog=armed pauses=2 pause=unbounded crashes=1 loop=1" +
                                   with("ttl", ttl) + with("timeout", timeout);
      INFO(settings);
      CHECK(leader_key_holds(exclusion_in_effect, settings) == (2 * timeout <= ttl));
    }
}

TEST_CASE("with the standard times of the product a pause of its safety margin is survived") {
  const std::string settings = "ttl=30s loop=10s watchdog=armed timeout=25s crashes=1 ";
  CHECK(leader_key_holds(exclusion_in_effect, settings + "pause=5s"));
  CHECK_FALSE(leader_key_holds(exclusion_in_effect, settings + "pause=6s"));
}

TEST_CASE("a database that hangs when it is told to stop is a second primary, without a watchdog") {
  const std::string hangs = "pauses=0 cuts=1 hangs=1";
  CHECK(leader_key_holds(exclusion_in_belief, hangs));
  CHECK_FALSE(leader_key_holds(exclusion_in_effect, hangs));
  CHECK(leader_key_holds(exclusion_in_effect, "pauses=0 cuts=1"));
  CHECK(leader_key_holds(exclusion_in_effect, hangs + " watchdog=armed timeout=6"));
  CHECK_FALSE(leader_key_holds(exclusion_in_effect, hangs + " watchdog=armed timeout=7"));
}

TEST_CASE("three nodes are as safe as two") {
  CHECK(
      leader_key_holds(exclusion_in_effect, "nodes=3 watchdog=armed timeout=3 pauses=2 crashes=1"));
  CHECK_FALSE(
      leader_key_holds(exclusion_in_effect, "nodes=3 watchdog=armed timeout=4 pauses=2 crashes=1"));
}

}  // namespace
}  // namespace lockstep
