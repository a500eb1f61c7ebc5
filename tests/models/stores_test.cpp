// Stores: for how long one remembers a key, what it compares, and when its answer is there.
#include "checker/errors/errors.hpp"
#include "models/composition/composed_entry.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/progress.hpp"
#include "properties/updates.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

std::string refusal(const std::string& line) {
  try {
    (void)made(line);
  } catch (const Refused& refused) {
    return refused.what();
  }
  return "";
}

TEST_CASE("A key that is forgotten before a paused client wakes lets it charge again") {
  for (int ttl = 1; ttl <= 2; ++ttl)
    for (int pause = 0; pause <= 3; ++pause)
      for (int window = 0; window <= 3; ++window) {
        const std::string line = "lease delay=0 store=idempotent" + with("ttl", ttl) +
                                 with("pause", pause) + with("window", window);
        INFO(line);
        CHECK(holds(billed_at_most_once, line) == (window > pause - ttl));
      }
}

TEST_CASE("A store that remembers a key forever never charges twice") {
  CHECK(holds(billed_at_most_once, "lease store=idempotent timeouts=1"));
  CHECK(holds(billed_at_most_once, "lease store=idempotent timeouts=1 window=unbounded"));
  CHECK_FALSE(holds(billed_at_most_once, "lease store=idempotent timeouts=1 window=5"));
}

TEST_CASE("A window for keys of single requests is refused") {
  CHECK_THAT(refusal("lease store=idempotent key=request window=1"), Contains("needs key=job"));
}

TEST_CASE("A store that compares values needs a workload that says what it computes from") {
  CHECK_THAT(refusal("lease store=compare-and-swap compares=value workload=lead job=1"),
             Contains("does not say from what its writes are computed"));
  CHECK(refusal("lease store=compare-and-swap workload=lead job=1").empty());
}

TEST_CASE("A value that comes back takes two writes between the read and the write of a third") {
  const std::string toggles = "lease delay=0 workload=toggle store=compare-and-swap compares=value";
  CHECK(holds(no_lost_update, toggles));
  CHECK_FALSE(holds(no_lost_update, toggles + " clients=3"));
}

TEST_CASE("A counter that only grows never has a value twice") {
  CHECK(holds(no_lost_update,
              "lease delay=0 clients=3 workload=increment store=compare-and-swap compares=value"));
}

TEST_CASE("A store that compares lets nobody charge twice") {
  CHECK(holds(billed_at_most_once, "lease store=compare-and-swap"));
  CHECK(holds(billed_at_most_once, "lease store=compare-and-swap compares=value"));
}

TEST_CASE("An answer that comes in the step of the effect cannot be lost") {
  const std::string lost =
      "lease delay=0 expiry=never pauses=0 cuts=1 cut=store cut-stops=replies across-cut=dropped";
  CHECK_FALSE(holds(no_deadlock, lost));
  CHECK(holds(no_deadlock, lost + " store=in-one-step"));
}

TEST_CASE("A request that is lost on the way to a store that answers in the same step is lost") {
  CHECK_FALSE(holds(no_deadlock, "lease delay=0 pauses=0 losses=1 store=in-one-step"));
}

// Every store with every workload: refused, or searched with work that takes time. A workload that
// leads, or holds the lock, never ends by itself.
TEST_CASE("Work that is shorter than the lease violates nothing with any store and workload",
          "[large]") {
  for (const auto& store : composition::stores())
    for (const auto& workload : composition::workloads()) {
      const bool leads = workload->name == "lead" || workload->name == "hold";
      const bool works = workload->name != "hold";
      const std::string line = "lease delay=0 pauses=0 store=" + store->name +
                               " workload=" + workload->name + (works ? " job=1" : "") +
                               (leads ? " ttl=2 renewal=owner renew=1" : " ttl=3");
      INFO(line);
      if (const std::string why = refusal(line); !why.empty()) {
        CHECK_THAT(why, Contains("remembers the version of one") || Contains("asks no store"));
        continue;
      }
      CHECK(holds(exclusion_in_effect, line));
      CHECK(holds(no_deadlock, line));
    }
}

TEST_CASE(
    "Work that takes as long as the lease breaks mutual exclusion with every unfenced store") {
  for (const char* store : {"unfenced", "idempotent", "in-one-step"})
    for (const char* workload : {"bill", "increment", "toggle", "snapshot", "two-stores"}) {
      const std::string line = std::string("lease delay=0 pauses=0 ttl=2 job=2 store=") + store +
                               " workload=" + workload;
      INFO(line);
      CHECK_FALSE(holds(exclusion_in_effect, line));
    }
}

TEST_CASE(
    "a write that timed out is refused where a newer attempt has a newer token and reads anew") {
  const std::string attempt = "delay=0 pauses=0 timeouts=1 store=fenced ";
  CHECK(lease_breaks(billed_at_most_once, attempt + "retry=starts-over attempts=true") == 0);
  CHECK(lease_breaks(billed_at_most_once, attempt + "retry=starts-over") > 0);
  CHECK(lease_breaks(billed_at_most_once, attempt + "retry=fresh attempts=true") > 0);
}

}  // namespace
}  // namespace lockstep
