// Clients, lock services and stores that stop and go on: thresholds of docs/faults.md.
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

namespace lockstep {
namespace {

TEST_CASE("a grant on a disk is safe iff all restarts together take less than the lease",
          "[large]") {
  for (int ttl = 1; ttl <= 3; ++ttl)
    for (int delay = 0; delay <= 3; ++delay)
      for (int restarts = 1; restarts <= 2; ++restarts) {
        const std::string settings = "pauses=0 delay=0 memory=stable request-ids=true" +
                                     with("ttl", ttl) + with("restart-delay", delay) +
                                     with("restarts", restarts);
        const bool holds = lease_breaks(exclusion_in_belief, settings) == 0;
        INFO(settings);
        CHECK(holds == (restarts * delay < ttl));
      }
}

TEST_CASE("a grant on a disk with its deadline is safe for any length of a restart, iff L <= T",
          "[large]") {
  for (int ttl = 1; ttl <= 3; ++ttl)
    for (int deadline = 1; deadline <= 4; ++deadline) {
      const std::string settings =
          "pauses=0 delay=0 restarts=1 memory=stable restart-delay=unbounded request-ids=true" +
          with("ttl", ttl) + with("deadline", deadline);
      const bool holds = steps_to_break("deadline-lease", exclusion_in_belief.name, settings) == 0;
      INFO(settings);
      CHECK(holds == (deadline <= ttl));
    }
}

TEST_CASE("a client that forgets everything takes an old grant for its own without request ids") {
  const std::string forgets = "pauses=0 delay=0 restarts=1 ttl=2 restart-delay=2";
  CHECK(lease_breaks(exclusion_in_belief, forgets) > 0);
  CHECK(lease_breaks(exclusion_in_belief, forgets + " request-ids=true") == 0);
}

// One restart before the write and one after it: with the first the grant is gone, with the second
// the client goes on with it.
TEST_CASE("a grant that was not written to the disk is lost by a restart") {
  const std::string stable = "clients=1 pauses=0 delay=0 restarts=1 memory=stable store=idempotent";
  CHECK(steps_to_break("lease", "no deadlock", stable + " expiry=never request-ids=true") > 0);
  CHECK(steps_to_break("lease", "no deadlock", stable + " expiry=prompt request-ids=true") == 0);
}

TEST_CASE("a store that is paused makes a charge late, and no deadline helps") {
  CHECK(steps_to_break("deadline-lease", billed_at_most_once.name,
                       "pauses=0 delay=0 store-pauses=1") > 0);
}

// A request is applied when the pause of the store is over: below g + L + S for a pause of S.
TEST_CASE("a store that is paused for S is safe iff L + S <= T", "[large]") {
  for (int ttl = 1; ttl <= 3; ++ttl)
    for (int deadline = 1; deadline <= 3; ++deadline)
      for (int pause = 0; pause <= 2; ++pause) {
        const std::string settings = "pauses=0 delay=0 store-pauses=1 work=any" + with("ttl", ttl) +
                                     with("deadline", deadline) + with("pause", pause);
        const bool holds =
            steps_to_break("deadline-lease", exclusion_in_effect.name, settings) == 0;
        INFO(settings);
        CHECK(holds == (deadline + pause <= ttl));
      }
}

TEST_CASE("a lock service that is paused grants late, and ends its leases in time") {
  for (const LockProperty* property :
       {&exclusion_at_service, &exclusion_in_belief, &exclusion_in_effect, &billed_at_most_once})
    CHECK(lease_breaks(*property, "pauses=0 delay=0 service-pauses=1") == 0);
}

}  // namespace
}  // namespace lockstep
