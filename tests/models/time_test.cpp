// Where verdicts about time flip: at equality, on both sides of it, and around. docs/time.md
// derives the inequalities.
#include "checker/errors/errors.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "properties/exclusion.hpp"
#include "tests/catch.hpp"
#include "tests/models/bomb.hpp"
#include "tests/models/verdicts.hpp"

#include <algorithm>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

bool excludes(const LockProperty& property, const std::string& settings) {
  return holds("deadline-lease", property.name, settings);
}

TEST_CASE("Fischer's lock is safe iff the wait is longer than the write") {
  for (int clients = 2; clients <= 3; ++clients)
    for (int write = 0; write <= 3; ++write)
      for (int wait = 0; wait <= 5; ++wait) {
        const std::string settings =
            with("clients", clients) + with("write", write) + with("wait", wait);
        INFO(settings);
        CHECK(holds("fischer", "mutual exclusion", settings) == (wait >= write + 1));
      }
}

TEST_CASE("counted from sending, belief is exclusive iff L <= T, for any delay and pause",
          "[large]") {
  for (const char* late :
       {"pauses=1 delay=0", "pauses=0 delay=0 work=any", "pauses=0 delay=2 work=any",
        "pauses=1 delay=unbounded work=any expiry=lazy"})
    for (int ttl = 1; ttl <= 3; ++ttl)
      for (int deadline = 1; deadline <= 4; ++deadline) {
        const std::string settings = late + with("ttl", ttl) + with("deadline", deadline);
        INFO(settings);
        CHECK(excludes(exclusion_in_belief, settings) == (deadline <= ttl));
      }
}

TEST_CASE("with drift, belief is exclusive iff L / (1 - drift) <= T / (1 + drift)", "[large]") {
  const struct {
    const char* drift;
    int over, under;
  } drifts[] = {{"1/10", 1, 10}, {"1/5", 1, 5}, {"1/3", 1, 3}, {"1/2", 1, 2}};
  for (const auto& [drift, over, under] : drifts)
    for (int ttl = 1; ttl <= 4; ++ttl)
      for (int deadline = 1; deadline <= ttl; ++deadline) {
        const std::string settings = std::string("pauses=0 delay=0 work=any drift=") + drift +
                                     with("ttl", ttl) + with("deadline", deadline);
        INFO(settings);
        CHECK(excludes(exclusion_in_belief, settings) ==
              (deadline * (under + over) <= ttl * (under - over)));
      }
}

TEST_CASE("with drift, the verdict flips exactly at equality", "[large]") {
  CHECK(excludes(exclusion_in_belief, "drift=1/10 ttl=11 deadline=9 delay=0"));
  CHECK_FALSE(excludes(exclusion_in_belief, "drift=1/10 ttl=11 deadline=10 delay=0"));
  CHECK_FALSE(excludes(exclusion_in_belief, "drift=1/9 ttl=11 deadline=9 delay=0"));
  CHECK(excludes(exclusion_in_belief, "drift=1/10 ttl=22s deadline=18s delay=unbounded"));
}

TEST_CASE("counted from receipt, belief is exclusive iff L + delay <= T and nobody is paused",
          "[large]") {
  for (int delay = 0; delay <= 2; ++delay)
    for (int ttl = 1; ttl <= 4; ++ttl)
      for (int deadline = 1; deadline <= ttl; ++deadline) {
        const std::string settings = "counted=from-receipt pauses=0 work=any" +
                                     with("delay", delay) + with("ttl", ttl) +
                                     with("deadline", deadline);
        INFO(settings);
        CHECK(excludes(exclusion_in_belief, settings) == (deadline + delay <= ttl));
      }
}

TEST_CASE("counted from receipt, a bounded pause counts like a delay", "[large]") {
  for (int pause = 0; pause <= 2; ++pause)
    for (int ttl = 2; ttl <= 4; ++ttl) {
      const std::string settings = "counted=from-receipt pauses=1 delay=1 work=any deadline=1" +
                                   with("pause", pause) + with("ttl", ttl);
      INFO(settings);
      CHECK(excludes(exclusion_in_belief, settings) == (1 + pause + 1 <= ttl));
    }
}

TEST_CASE("counted from receipt, nothing is safe when the delay is unbounded") {
  for (int ttl = 1; ttl <= 8; ++ttl)
    CHECK_FALSE(
        excludes(exclusion_in_belief,
                 "counted=from-receipt pauses=0 delay=unbounded deadline=1" + with("ttl", ttl)));
}

TEST_CASE("check and send in one step: effect is exclusive iff L + delay <= T, for any pause",
          "[large]") {
  for (const char* pauses : {"pauses=0", "pauses=1"})
    for (int delay = 0; delay <= 2; ++delay)
      for (int ttl = 1; ttl <= 4; ++ttl)
        for (int deadline = std::max(1, ttl - delay - 1); deadline <= ttl; ++deadline) {
          const std::string settings = std::string(pauses) + " work=any" + with("delay", delay) +
                                       with("ttl", ttl) + with("deadline", deadline);
          INFO(settings);
          CHECK(excludes(exclusion_in_effect, settings) == (deadline + delay <= ttl));
        }
}

TEST_CASE("check and send in two steps: effect is exclusive iff L + pause + delay <= T",
          "[large]") {
  for (int pause = 0; pause <= 2; ++pause)
    for (int delay = 0; delay <= 1; ++delay)
      for (int ttl = 1; ttl <= 4; ++ttl)
        for (int deadline = std::max(1, ttl - pause - delay - 1); deadline <= ttl; ++deadline) {
          const std::string settings = "check=separate pauses=1 work=any" + with("pause", pause) +
                                       with("delay", delay) + with("ttl", ttl) +
                                       with("deadline", deadline);
          INFO(settings);
          CHECK(excludes(exclusion_in_effect, settings) == (deadline + pause + delay <= ttl));
        }
}

TEST_CASE("check and send in two steps: two pauses in one gap add up") {
  CHECK(excludes(exclusion_in_effect,
                 "check=separate pauses=2 delay=0 work=any pause=1 ttl=3 deadline=1"));
  CHECK_FALSE(excludes(exclusion_in_effect,
                       "check=separate pauses=2 delay=0 work=any pause=1 ttl=3 deadline=2"));
}

std::vector<Assumption> assumed(const std::string& protocol, const std::string& settings) {
  return find_protocol(catalogue(), protocol).make(parse_settings({settings}))->shape().assumptions;
}

bool says(const std::vector<Assumption>& all, const std::string& sentence) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Assumption& one) { return one.sentence == sentence; });
}

TEST_CASE("times with units are counted in their greatest common divisor, which is reported") {
  CHECK(says(assumed("lease", "ttl=30s delay=500ms pause=2s"), "one tick is 500 ms"));
  CHECK(says(assumed("lease", "ttl=30s delay=500ms pause=2s"),
             "messages are delivered within 500 ms, unless the receiver is paused"));
  CHECK(says(assumed("lease", "ttl=1min delay=90s"), "one tick is 30 s"));
  CHECK(says(assumed("deadline-lease", "ttl=10s deadline=10s drift=1/3"), "one tick is 7500 ms"));
  CHECK(says(assumed("deadline-lease", "ttl=11 deadline=9 drift=1/10"),
             "one tick is 10 ticks of the settings"));
  for (const Assumption& one : assumed("lease", "ttl=3 delay=2"))
    CHECK_THAT(one.sentence, !Contains("one tick"));
}

std::string refusal(const std::string& protocol, const std::string& settings) {
  try {
    (void)find_protocol(catalogue(), protocol).make(parse_settings({settings}));
  } catch (const Refused& refused) {
    return refused.what();
  }
  return "";
}

TEST_CASE("times that are none are refused, with what is allowed") {
  CHECK_THAT(refusal("lease", "delay=-1"), Contains("0..50") && Contains("or unbounded"));
  CHECK_THAT(refusal("lease", "delay=3x"), Contains("min, s, ms"));
  CHECK_THAT(refusal("lease", "ttl=0"), Contains("within 1.."));
  CHECK_THAT(refusal("lease", "ttl=unbounded"), Contains("a number of ticks"));
  CHECK_THAT(refusal("lease", "ttl=30s delay=2"), Contains("give all times with units"));
  CHECK_THAT(refusal("lease", "ttl=1h delay=1ms"), Contains("greatest common measure"));
  CHECK_THAT(refusal("deadline-lease", "drift=1"), Contains("below 1"));
  CHECK_THAT(refusal("deadline-lease", "drift=1/0"), Contains("200ppm"));
  CHECK_THAT(refusal("deadline-lease", "drift=unbound"), Contains("or unbounded"));
}

TEST_CASE("a zero needs no unit, and neither does what is unbounded") {
  CHECK(refusal("lease", "ttl=30s delay=0 pause=unbounded").empty());
}

TEST_CASE(
    "a client that is partitioned gets no message of the service, and its deadline protects it") {
  CHECK_FALSE(holds("lease", exclusion_in_belief.name, "pauses=0 delay=0 cuts=1"));
  CHECK(holds("deadline-lease", exclusion_in_belief.name, "pauses=0 delay=0 cuts=1 work=any"));
  CHECK(holds("deadline-lease", exclusion_in_effect.name, "pauses=0 delay=0 cuts=1 work=any"));
}

// Fencing looks at tokens: a request that comes twice has the newest token both times.
TEST_CASE("a duplicated charge is charged twice, with any check of the store") {
  CHECK(holds("deadline-lease", "billed at most once", "store=fenced pauses=0 delay=0"));
  CHECK_FALSE(
      holds("deadline-lease", "billed at most once", "store=fenced pauses=0 delay=0 duplicates=1"));
}

TEST_CASE("a timelock is a mistake of the model, and no end of the protocol") {
  CHECK_NOTHROW(check(*bomb()->make({{"goes-off", "true"}}), {}));
  CHECK_THROWS_WITH(check(*bomb()->make({}), {}), Contains("timelock"));
}

}  // namespace
}  // namespace lockstep
