// Clients that send again for as long as it takes, and releases that come twice.
#include "checker/contract/zeno.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/progress.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

const std::string lossy = "pauses=0 delay=0 losses=1 store=idempotent ";

TEST_CASE("a client that sends again as often as needed gets over every lost message") {
  CHECK(lease_breaks(no_deadlock, lossy) > 0);
  for (const char* retry : {"same", "fresh", "never", "goes-on-without"})
    CHECK(lease_breaks(no_deadlock, lossy + "retries=unbounded retry=" + retry) == 0);
}

TEST_CASE("a client that sends again forever still waits forever for a crashed one") {
  CHECK(lease_breaks(no_deadlock, lossy + "retries=unbounded expiry=never crashes=1") > 0);
}

TEST_CASE("a release that is lost is sent again where its answer is awaited") {
  const std::string for_ever = lossy + "expiry=never acquire=idempotent retries=unbounded ";
  CHECK(lease_breaks(no_deadlock, for_ever) > 0);
  CHECK(lease_breaks(no_deadlock, for_ever + "release-answer=awaited") == 0);
}

TEST_CASE("a duplicated release frees the lock of another unless the owner is checked") {
  const std::string twice = "pauses=0 delay=0 clients=3 timeouts=1 store=idempotent ";
  CHECK(lease_breaks(exclusion_at_service, twice + "release=blind") == 0);
  CHECK(lease_breaks(exclusion_at_service, twice + "release=blind release-answer=awaited") > 0);
  CHECK(lease_breaks(exclusion_at_service, twice + "release=owner release-answer=awaited") == 0);
}

TEST_CASE("a client that gets no answer and goes on without the lock bills twice") {
  const std::string unheard = "pauses=0 delay=0 timeouts=1 ";
  CHECK(lease_breaks(exclusion_in_belief, unheard + "retry=goes-on-without") == 0);
  CHECK(lease_breaks(billed_at_most_once, unheard + "retry=goes-on-without") > 0);
}

TEST_CASE("a client that swallows an error believes that it has the lock") {
  const std::string unheard = "pauses=0 delay=0 timeouts=1 ";
  CHECK(lease_breaks(exclusion_in_belief, unheard + "retry=swallows-error") > 0);
  CHECK(lease_breaks(exclusion_in_belief, unheard + "retry=never") == 0);
}

TEST_CASE("a client that gives up sends its cancel until it is answered") {
  const std::string gives_up =
      "pauses=0 delay=0 expiry=never channels=fifo losses=2 timeouts=1 retries=unbounded "
      "retry=never ";
  CHECK(lease_breaks(no_deadlock, gives_up) > 0);
  CHECK(lease_breaks(no_deadlock, gives_up + "release-answer=awaited") == 0);
}

TEST_CASE("a client that tries again is not refused by its own lock if the service knows it") {
  const std::string tries = lossy +
                            "expiry=never wait=try when-refused=tries-again retries=unbounded "
                            "release-answer=awaited ";
  CHECK(lease_breaks(no_deadlock, tries) > 0);
  CHECK(lease_breaks(no_deadlock, tries + "acquire=idempotent") == 0);
}

TEST_CASE("a client that sends again as often as needed does not keep time from passing") {
  const auto model = made("lease " + lossy +
                          "retries=unbounded retry=fresh request-ids=true "
                          "release-answer=awaited");
  const ZenoSearch search = find_zeno(*with_time(*model), 1'000'000);
  CHECK(search.finished);
  CHECK(search.found.empty());
}

TEST_CASE("a lock whose service answers no release has no client that awaits the answer") {
  CHECK_THROWS_WITH(made("deadline-lease release-answer=awaited"),
                    Contains("unknown parameter `release-answer`"));
}

}  // namespace
}  // namespace lockstep
