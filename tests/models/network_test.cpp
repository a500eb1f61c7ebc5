// What the network does to a lock: order, cuts, and requests that are given up.
#include "checker/contract/contract.hpp"
#include "checker/errors/errors.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/progress.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

std::string refusal(const std::string& settings) {
  try {
    (void)made(std::string("lease ") + settings);
  } catch (const Refused& refused) {
    return refused.what();
  }
  return "";
}

TEST_CASE("a lock that is given up may be granted forever when the cancellation overtakes") {
  const std::string given_up = "pauses=0 delay=0 expiry=never timeouts=1 retry=never";
  CHECK(lease_breaks(no_deadlock, given_up) > 0);
  CHECK(lease_breaks(no_deadlock, given_up + " channels=fifo") == 0);
  CHECK(lease_breaks(no_deadlock, given_up + " channels=fifo reorders=1") > 0);
}

// The second fault is a timeout that comes too early, after which none is left.
TEST_CASE("a client that sends again recovers from a message that is lost") {
  const auto model =
      find_protocol(catalogue(), "lease")
          .make(parse_settings({"pauses=0 delay=0 losses=1 timeouts=1 store=idempotent"}));
  Options options;
  options.fewest_faults = true;
  const Report report = check(*model, options);
  for (const PropertyReport& property : report.properties)
    if (property.name == no_deadlock.name) CHECK(property.faults == 2);
  CHECK(lease_breaks(no_deadlock, "pauses=0 delay=0 losses=1 store=idempotent") > 0);
}

TEST_CASE("a charge that is given up may be made after the lock was released") {
  CHECK(lease_breaks(billed_at_most_once,
                     "pauses=0 delay=0 expiry=never channels=fifo timeouts=1 retry=never") > 0);
  CHECK(lease_breaks(billed_at_most_once,
                     "pauses=0 delay=0 expiry=never channels=fifo timeouts=1 retry=never "
                     "store=idempotent") == 0);
}

TEST_CASE("a charge that is sent again needs a key that is the same for every attempt") {
  const std::string again = "pauses=0 delay=0 timeouts=1 retry=fresh";
  CHECK(lease_breaks(billed_at_most_once, again) > 0);
  CHECK(lease_breaks(billed_at_most_once, again + " store=idempotent key=request") > 0);
  CHECK(lease_breaks(billed_at_most_once, again + " store=idempotent key=job") == 0);
  CHECK(lease_breaks(billed_at_most_once,
                     "pauses=0 delay=0 timeouts=1 retry=same store=idempotent key=request") == 0);
}

TEST_CASE("an idempotency key has to be the same for all clients, or a paused one bills again") {
  CHECK(lease_breaks(billed_at_most_once, "pauses=1 delay=0 store=idempotent key=job") == 0);
  CHECK(lease_breaks(billed_at_most_once, "pauses=1 delay=0 store=idempotent key=request") > 0);
}

TEST_CASE("a store with idempotency keys keeps the lock from nothing but the second bill") {
  CHECK(lease_breaks(exclusion_in_belief, "pauses=1 delay=0 store=idempotent") > 0);
  CHECK(lease_breaks(exclusion_in_effect, "pauses=1 delay=0 store=idempotent") > 0);
}

TEST_CASE("what is dropped by a cut never arrives, and what is held arrives late") {
  CHECK(lease_breaks(no_deadlock, "pauses=0 delay=0 cuts=1 across-cut=dropped") > 0);
  CHECK(lease_breaks(no_deadlock, "pauses=0 delay=0 cuts=1 across-cut=held") == 0);
  CHECK(lease_breaks(exclusion_in_belief, "pauses=0 delay=0 cuts=1 across-cut=dropped") == 0);
  CHECK(lease_breaks(exclusion_in_belief, "pauses=0 delay=0 cuts=1 across-cut=held") > 0);
}

TEST_CASE("a cut that stops requests alone makes no grant late, one that stops replies does") {
  CHECK(lease_breaks(exclusion_in_belief, "pauses=0 delay=0 cuts=1 cut-stops=requests") == 0);
  CHECK(lease_breaks(exclusion_in_belief, "pauses=0 delay=0 cuts=1 cut-stops=replies") > 0);
}

TEST_CASE("where each cut picks its link, every violation by one of the links is found",
          "[large]") {
  for (const LockProperty* property :
       {&exclusion_in_belief, &exclusion_in_effect, &billed_at_most_once, &no_deadlock})
    for (const char* across : {"held", "dropped"}) {
      const auto breaks = [&](const char* link) {
        return lease_breaks(*property, "delay=0 pauses=0 cuts=1 across-cut=" + std::string(across) +
                                           " cut=" + link);
      };
      const std::size_t service = breaks("service");
      const std::size_t store = breaks("store");
      const std::size_t sooner =
          service > 0 && store > 0 ? std::min(service, store) : std::max(service, store);
      CHECK(breaks("any") == sooner);
    }
}

TEST_CASE("a holder that is cut off from the store overstays its lease") {
  CHECK(lease_breaks(billed_at_most_once, "pauses=0 delay=0 cuts=1 cut=store") > 0);
  CHECK(lease_breaks(billed_at_most_once, "pauses=0 delay=0 cuts=1 cut=store store=idempotent") ==
        0);
}

// Client 1 asks for the lock and crashes; the request is granted all the same, and forever.
TEST_CASE("a message outlives the client that sent it") {
  CHECK(lease_breaks(no_deadlock, "pauses=0 delay=0 crashes=1 expiry=never") == 5);
}

TEST_CASE("an answer to an earlier request is trusted for too long unless it is recognised") {
  const auto breaks = [](const std::string& settings) {
    return steps_to_break("deadline-lease", exclusion_in_belief.name, settings);
  };
  const std::string again = "pauses=0 timeouts=1 delay=1 work=any";
  CHECK(breaks(again + " retry=fresh") > 0);
  CHECK(breaks(again + " retry=fresh request-ids=true") == 0);
  CHECK(breaks(again + " retry=same") == 0);
}

TEST_CASE("an acquire that is sent again is granted to a finished client unless it is recognised") {
  for (const char* again : {"timeouts=1 delay=0", "timeouts=1", "duplicates=1"}) {
    const std::string settings = std::string("expiry=never pauses=0 store=idempotent ") + again;
    INFO(settings);
    CHECK(lease_breaks(no_deadlock, settings) == 16);
    CHECK(lease_breaks(no_deadlock, settings + " acquire=idempotent") == 0);
  }
}

// It is granted anew: another request.
TEST_CASE("the lock service does not recognise an acquire that is a new request") {
  const std::string anew = "delay=0 expiry=never pauses=0 timeouts=1 retry=fresh store=idempotent";
  CHECK(lease_breaks(no_deadlock, anew) == 8);
  CHECK(lease_breaks(no_deadlock, anew + " acquire=idempotent") == 8);
}

// A lost grant alone makes a client wait for itself; with a service that repeats it, only the
// release is left, which nobody sends again.
TEST_CASE("a grant that is lost is repeated by a lock service that recognises the request") {
  const auto lost = [](const std::string& settings) {
    Options options;
    options.fewest_faults = true;
    const Report report = check(*made("lease " + settings), options);
    return found(report, nothing_left_unbilled.name).faults;
  };
  const std::string once =
      "clients=1 delay=0 expiry=never pauses=0 losses=1 timeouts=1 store=idempotent";
  CHECK(lost(once) == 1);
  CHECK(lost(once + " acquire=idempotent") == 2);
}

TEST_CASE("a grant that is repeated is trusted no longer than the first time") {
  for (int ttl = 1; ttl <= 2; ++ttl)
    for (int deadline = ttl; deadline <= ttl + 1; ++deadline) {
      const std::string settings =
          "pauses=0 delay=0 work=any timeouts=1 acquire=idempotent ttl=" + std::to_string(ttl) +
          " deadline=" + std::to_string(deadline);
      const bool holds = steps_to_break("deadline-lease", exclusion_in_belief.name, settings) == 0;
      CHECK(holds == (deadline <= ttl));
    }
}

TEST_CASE("reductions change no verdict and no length, no matter what goes wrong on the way",
          "[large]") {
  for (const char* settings :
       {"pauses=0 delay=0 channels=fifo duplicates=1 reorders=1",
        "pauses=0 delay=0 channels=fifo cuts=1 cut=both across-cut=dropped",
        "pauses=0 delay=0 timeouts=1 retry=fresh request-ids=true store=idempotent key=request",
        "pauses=0 delay=0 cuts=2 cut=any across-cut=dropped",
        "pauses=0 timeouts=1 retry=fresh acquire=idempotent expiry=never",
        "pauses=0 delay=0 timeouts=1 retry=never cuts=1 cut-stops=replies",
        "pauses=0 delay=0 restarts=1 memory=stable restart-delay=1 request-ids=true",
        "pauses=0 delay=0 service-pauses=1 store-pauses=1 pause=1"}) {
    INFO(settings);
    const auto model = made(std::string("lease ") + settings);
    Options plain;
    plain.reductions = no_reduction;
    const Report with_all = check(*model, {});
    const Report without = check(*model, plain);
    CHECK(with_all.states < without.states);
    for (std::size_t i = 0; i < without.properties.size(); ++i)
      CHECK(with_all.properties[i].steps == without.properties[i].steps);
  }
}

TEST_CASE("the model keeps its contract, no matter what goes wrong on the way") {
  for (const char* settings :
       {"pauses=0 delay=0 channels=fifo reorders=1 timeouts=1",
        "pauses=0 delay=0 expiry=never timeouts=1 acquire=idempotent",
        "pauses=0 delay=0 cuts=1 across-cut=dropped",
        "pauses=0 delay=0 restarts=1 memory=stable restart-delay=1 request-ids=true"}) {
    INFO(settings);
    CHECK_NOTHROW(check(Contract(*made(std::string("lease ") + settings)), {}));
  }
}

TEST_CASE("reordering needs channels that keep the order") {
  CHECK_THAT(refusal("reorders=1"), Contains("channels=fifo"));
  CHECK(refusal("reorders=1 channels=fifo").empty());
}

TEST_CASE("more messages than there is room for are refused") {
  CHECK_THAT(refusal("clients=4 duplicates=3 timeouts=3 restarts=3"), Contains("at most"));
  CHECK(refusal("clients=3 duplicates=3 timeouts=3 restarts=3").empty());
}

}  // namespace
}  // namespace lockstep
