// Wall clocks: what the fields promise, and where verdicts about them flip. docs/wall-clocks.md
// derives the inequalities.
#include "checker/search.hpp"
#include "models/kit/kit.hpp"
#include "models/kit/passes/instants.hpp"
#include "models/kit/passes/printed.hpp"
#include "properties/exclusion.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

#include <algorithm>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

WallClock clock_that_is(int fast) {
  WallClock clock;
  clock.step(fast);
  return clock;
}

TEST_CASE("a clock that is fast shows a later time") {
  CHECK(clock_that_is(2).now() == WallClock().now() + 2);
  CHECK(clock_that_is(-1).now() < WallClock().now());
}

TEST_CASE("an instant stays what it is when the clock steps that showed it") {
  WallClock clock;
  const Instant stamp = clock.now() + 3;
  clock.step(4);
  CHECK(stamp < clock.now());
  clock.step(-8);
  CHECK(clock.now() + 6 < stamp);
}

TEST_CASE("an instant that is not set has no place in any order") {
  CHECK_FALSE(Instant().set());
  CHECK(Instant() == Instant());
  CHECK_THROWS_WITH((Instant() < WallClock().now()), Contains("not set"));
  CHECK_THROWS_WITH(Instant() + 1, Contains("not set"));
}

TEST_CASE("what is left of a time on a wall clock steps with the clock") {
  WallTimer timer;
  timer.step(1);
  CHECK(timer.stopped());
  timer.start(3);
  timer.step(2);
  CHECK(timer.left() == 1);
  timer.step(-4);
  CHECK(timer.left() == 5);
  timer.step(9);
  CHECK(timer.expired());
}

struct Stamps {
  std::array<Instant, 3> all;
};
BOOST_DESCRIBE_STRUCT(Stamps, (), (all))

struct Bounds {
  int behind;
  int reach;
};
ClockBounds clock_bounds(const Bounds& bounds) { return {bounds.behind, bounds.reach}; }

Stamps stamps(int a, int b, int c) {
  return {{clock_that_is(a).now(), clock_that_is(b).now(), clock_that_is(c).now()}};
}

Stamps aged(Stamps state, const Bounds& bounds, int ticks) {
  for (int i = 0; i < ticks; ++i) kit::age(state, kit::aging(bounds, state, 1));
  return state;
}

TEST_CASE("with each tick all instants come closer") {
  CHECK(aged(stamps(5, 0, -1), {9, 2}, 4).all == stamps(1, -4, -5).all);
}

TEST_CASE("of what is long past, the order stays and distances that can still matter") {
  CHECK(aged(stamps(2, 1, -9), {0, 3}, 100).all == stamps(-4, -5, -9).all);
  CHECK(aged(stamps(0, 0, -2), {1, 3}, 100).all == stamps(-5, -5, -7).all);
}

TEST_CASE("in the end time changes no instant") {
  const Stamps old = aged(stamps(5, 0, -1), {2, 2}, 100);
  CHECK_FALSE(kit::aging(Bounds{2, 2}, old, 1).changes());
  CHECK(kit::aging(Bounds{2, 2}, stamps(5, 0, -1), 1).changes());
}

TEST_CASE("clocks and instants are told by what is ahead of true time") {
  CHECK(kit::clock_in_words(0) == "right");
  CHECK(kit::clock_in_words(2) == "2 fast");
  CHECK(kit::clock_in_words(-3) == "3 slow");
  CHECK(kit::moment_in_words(0) == "now");
  CHECK(kit::moment_in_words(4) == "in 4");
  CHECK(kit::moment_in_words(-1) == "1 ago");
}

std::string refusal(const std::string& protocol, const std::string& settings) {
  try {
    (void)find_protocol(catalogue(), protocol).make(parse_settings({settings}));
  } catch (const Refused& refused) {
    return refused.what();
  }
  return "";
}

bool excludes(const std::string& protocol, const std::string& settings) {
  return holds(protocol, exclusion_in_belief.name, settings);
}

TEST_CASE("row-lock on the clients' clocks is safe iff job + skew + delay <= at-most", "[large]") {
  for (int at_most = 1; at_most <= 4; ++at_most)
    for (int job = 1; job <= 3; ++job)
      for (int skew = 0; skew <= 2; ++skew)
        for (int delay = 0; delay <= 2; ++delay)
          CHECK(excludes("row-lock", with("at-most", at_most) + with("job", job) +
                                         with("skew", skew) + with("delay", delay)) ==
                (job + skew + delay <= at_most));
}

TEST_CASE("row-lock on the database's clock is safe iff job <= at-most") {
  for (int at_most = 1; at_most <= 4; ++at_most)
    for (int job = 1; job <= 5; ++job)
      CHECK(excludes("row-lock", "clock=database" + with("at-most", at_most) + with("job", job)) ==
            (job <= at_most));
}

TEST_CASE("row-lock: each step of a clock that counts adds to its skew") {
  for (const char* clock : {"app", "database"})
    for (int steps = 1; steps <= 2; ++steps)
      for (int step = 1; step <= 3; ++step)
        CHECK(excludes("row-lock", std::string("clock=") + clock + " delay=0 job=1" +
                                       with("clock-steps", steps) + with("step", step)) ==
              (1 + steps * step <= 4));
}

bool runs_once(const std::string& settings) {
  return holds("row-lock", "once for each date", "start=scheduled " + settings);
}

TEST_CASE("row-lock: a job of one date is done once iff at-least > skew, on the database's clock") {
  for (int skew = 0; skew <= 3; ++skew)
    for (int at_least = 0; at_least <= 4; ++at_least)
      CHECK(runs_once("clock=database delay=0" + with("skew", skew) + with("at-least", at_least)) ==
            (at_least > skew));
}

TEST_CASE("row-lock: on the clients' own clocks at-least=1 is enough, for any skew") {
  for (int skew = 0; skew <= 3; ++skew)
    for (int at_least = 0; at_least <= 2; ++at_least)
      CHECK(runs_once(with("skew", skew) + with("at-least", at_least)) == (at_least >= 1));
}

TEST_CASE("row-lock: clients ask again and again, but once for a date") {
  CHECK(holds("row-lock", "no deadlock", "clients=1 delay=0"));
  CHECK(holds("row-lock", "no deadlock", "clients=1 delay=0 start=scheduled"));
  const Report any = checked("row-lock clients=1 delay=0");
  const Report once = checked("row-lock clients=1 delay=0 start=scheduled");
  CHECK(any.properties.size() + 1 == once.properties.size());
}

TEST_CASE("timestamp-lock is safe iff job + skew + delay <= ttl + 2, if nobody deletes keys",
          "[large]") {
  for (int ttl = 1; ttl <= 2; ++ttl)
    for (int job = 1; job <= 5; ++job)
      for (int skew = 0; skew <= 2; ++skew)
        for (int delay = 0; delay <= 2; ++delay)
          CHECK(excludes("timestamp-lock", with("ttl", ttl) + with("job", job) +
                                               with("skew", skew) + with("delay", delay)) ==
                (job + skew + delay <= ttl + 2));
}

TEST_CASE("timestamp-lock: a third client does not move the threshold") {
  CHECK(excludes("timestamp-lock", "clients=3 ttl=1 job=1 skew=1 delay=1"));
  CHECK_FALSE(excludes("timestamp-lock", "clients=3 ttl=1 job=1 skew=1 delay=2"));
}

TEST_CASE("timestamp-lock: to delete the key is safe iff it cannot come when another has it",
          "[large]") {
  for (const auto& [ttl, job] :
       {std::pair{1, 2}, std::pair{2, 1}, std::pair{2, 2}, std::pair{3, 1}})
    for (int skew = 0; skew <= 2; ++skew)
      for (int delay = 0; delay <= 2; ++delay)
        CHECK(excludes("timestamp-lock", "clients=3 release=checked" + with("ttl", ttl) +
                                             with("job", job) + with("skew", skew) +
                                             with("delay", delay)) ==
              (job + skew + delay <= ttl + 2 && std::min(job, ttl) + skew + 2 * delay <= ttl + 1));
}

TEST_CASE("redlock tolerates steps of its servers' clocks iff together they fit the margin",
          "[large]") {
  for (int margin = 0; margin <= 1; ++margin)
    for (int step = 1; step <= 2; ++step)
      CHECK(excludes("redlock", "ttl=2 clock-steps=1" + with("margin", margin) +
                                    with("step", step)) == (step <= margin));
}

TEST_CASE("redlock: the margin is taken off the delay of a restart, and a step adds to it",
          "[large]") {
  const std::string restarts = "ttl=2 job=2 margin=1 service-restarts=1 fsync=never";
  for (int delay = 0; delay <= 2; ++delay) {
    const std::string away = restarts + with("service-restart-delay", delay);
    CHECK(excludes("redlock", away) == (delay >= 1));
    CHECK(excludes("redlock", away + " clock-steps=1 step=1") == (delay - 1 >= 1));
  }
}

TEST_CASE("a clock that steps needs a size of the step") {
  CHECK_THAT(refusal("row-lock", "clock-steps=1"), Contains("needs `step`"));
  CHECK_THAT(refusal("row-lock", "clock-steps=4 step=1"), Contains("0..3"));
  CHECK_THAT(refusal("redlock", "margin=3"), Contains("margin must be shorter"));
}

TEST_CASE("what drops an assumption on wall clocks is written as the other times are") {
  const auto without = [](const std::string& settings) {
    std::string all;
    const auto model = find_protocol(catalogue(), "row-lock").make(parse_settings({settings}));
    for (const Assumption& one : model->shape().assumptions) all += one.without + '\n';
    return all;
  };
  CHECK_THAT(without(""), Contains("clock-steps=1 step=1\n") && Contains("skew=1\n"));
  CHECK_THAT(without("at-most=30s job=10s delay=5s"),
             Contains("clock-steps=1 step=5s\n") && Contains("skew=5s\n"));
  CHECK_THAT(without("at-most=30s job=10s delay=5s skew=5s clock-steps=1 step=1500ms"),
             Contains("skew=5500ms\n"));
}

TEST_CASE("wall clocks are in the report") {
  const auto sentences = [](const std::string& settings) {
    std::string all;
    const auto model = find_protocol(catalogue(), "row-lock").make(parse_settings({settings}));
    for (const Assumption& one : model->shape().assumptions) all += one.sentence + '\n';
    return all;
  };
  CHECK_THAT(sentences(""), Contains("no wall clock is set") && Contains("show the same"));
  CHECK_THAT(
      sentences("skew=2 clock-steps=2 step=3"),
      Contains("differ by at most 2 ticks") && Contains("at most 2 times per run, by 3 ticks"));
}

}  // namespace
}  // namespace lockstep
