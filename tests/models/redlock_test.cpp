// A server that restarts has to stay away for a time to live: docs/redlock.md.
#include "checker/errors/errors.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

namespace lockstep {
namespace {

// The steps of the shortest run in which two believe; 0 when there is none.
std::size_t two_believe(const std::string& settings) {
  return steps_to_break("redlock", exclusion_in_belief.name, settings);
}

// A server restarts once and forgets its key.
std::size_t two_believe_after_restart(int ttl, int delay, const std::string& more = "") {
  return two_believe("service-restarts=1 fsync=never" + with("ttl", ttl) + with("job", ttl) +
                     with("service-restart-delay", delay) + more);
}

TEST_CASE("two hold the lock exactly when service-restart-delay < ttl", "[large]") {
  for (int ttl = 1; ttl <= 2; ++ttl)
    for (int delay = 0; delay <= ttl + 1; ++delay) {
      INFO("ttl=" << ttl << " service-restart-delay=" << delay);
      CHECK((two_believe_after_restart(ttl, delay) > 0) == (delay < ttl));
    }
}

TEST_CASE("clients that come again and again do not move the threshold", "[large]") {
  CHECK(two_believe_after_restart(2, 2, " again=true") == 0);
  CHECK(two_believe_after_restart(2, 1, " again=true") == 12);
}

TEST_CASE("the second look at the clock is needed, and is enough") {
  CHECK(two_believe("check-validity=true ttl=2") == 0);
  CHECK(two_believe("check-validity=false ttl=2") > 0);
}

TEST_CASE(
    "one clock that steps is enough for a violation, and a margin of the same length prevents it") {
  CHECK(two_believe("ttl=2 clock-steps=1 step=1") > 0);
  CHECK(two_believe("ttl=2 margin=1 clock-steps=1 step=1") == 0);
}

TEST_CASE("a client that does not wait for all servers is as safe") {
  CHECK(two_believe("ttl=1 wait-for-all=false") == 0);
}

TEST_CASE("no store stops a late charge, because no token distinguishes it", "[large]") {
  const std::string bills = "workload=bill job=0 ttl=2 ";
  CHECK(steps_to_break("redlock", billed_at_most_once.name, bills) > 0);
  CHECK_THROWS_AS(made("redlock " + bills + "store=fenced"), Refused);
  CHECK(steps_to_break("redlock", billed_at_most_once.name, bills + "store=idempotent") == 0);
}

TEST_CASE("a client that extends its keys finishes work that takes longer than ttl") {
  const std::string bills = "workload=bill job=3 delay=0 ttl=2";
  CHECK(steps_to_break("redlock", nothing_left_unbilled.name, bills) > 0);
  CHECK(steps_to_break("redlock", nothing_left_unbilled.name, bills + " renewal=owner renew=1") ==
        0);
}

TEST_CASE("extensions do not move the threshold") {
  for (const char* renewal : {"owner", "recreates"})
    for (int delay = 1; delay <= 3; ++delay) {
      INFO(renewal << " service-restart-delay=" << delay);
      const std::string renewed = std::string(" delay=0 workload=hold renew=1 renewal=") + renewal;
      const std::string restart =
          "service-restarts=1 fsync=never ttl=2" + with("service-restart-delay", delay) + renewed;
      CHECK((two_believe(restart) > 0) == (delay < 2));
    }
}

TEST_CASE("a key that is set anew hides that a majority was lost") {
  const std::string restart =
      "service-restarts=1 fsync=never service-restart-delay=2 ttl=2 delay=0 workload=hold renew=1 ";
  CHECK(holds("redlock", held_without_a_gap.name, restart + "renewal=owner"));
  CHECK(!holds("redlock", held_without_a_gap.name, restart + "renewal=recreates"));
}

TEST_CASE("an extension of whatever key there is lets two believe without a fault") {
  CHECK(two_believe("delay=1 ttl=2 workload=hold renew=1 renewal=unchecked") == 21);
  CHECK(two_believe("delay=1 ttl=2 workload=hold renew=1 renewal=owner") == 0);
}

TEST_CASE("an extension that would come too late is refused") {
  CHECK_NOTHROW(made("redlock ttl=3 margin=1 renewal=owner renew=1"));
  CHECK_THROWS_AS(made("redlock ttl=3 margin=1 renewal=owner renew=2"), Refused);
  CHECK_THROWS_AS(made("redlock renewal=owner"), Refused);
  CHECK_THROWS_AS(made("redlock renew=1"), Refused);
}

}  // namespace
}  // namespace lockstep
