// docs/lease.md: what happens with each of the locks of Redis.
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/fencing.hpp"
#include "properties/progress.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

#include <vector>

namespace lockstep {
namespace {

// 0 steps: it holds.
struct Row {
  std::string protocol, settings, property;
  std::size_t steps;
};

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.protocol << ' ' << row.settings << ": " << row.property);
    CHECK(steps_to_break(row.protocol, row.property, row.settings) == row.steps);
  }
}

const std::string belief = exclusion_in_belief.name;
const std::string twice = billed_at_most_once.name;
const std::string stuck = no_deadlock.name;

TEST_CASE("how a client gets a lock of Redis") {
  const std::string again =
      "delay=0 pauses=0 losses=1 retries=unbounded wait=try expiry=never store=idempotent";
  check_rows({{"lease", "delay=0", belief, 9},
              {"lease", "delay=0", twice, 20},
              {"lease", "delay=0 pauses=0 expiry=never crashes=1", stuck, 5},
              {"lease", "expiry=never", belief, 0},
              {"lease", "expiry=never", twice, 0},
              {"lease", "delay=0 pauses=0 grant=two-commands crashes=1", stuck, 5},
              {"lease", "delay=0 pauses=0 crashes=1", stuck, 0},
              {"lease", again, nothing_left_unbilled.name, 9},
              {"lease", again + " acquire=idempotent", nothing_left_unbilled.name, 0}});
}

TEST_CASE("how a client keeps a lock of Redis") {
  const std::string works = "delay=0 pauses=0 ttl=3 job=5";
  const std::string renews = " ttl=3 job=5 renewal=owner renew=1";
  const std::string recreates = "delay=0 ttl=2 job=2 renewal=recreates renew=1";
  check_rows({{"lease", works, belief, 13},
              {"lease", works + " store=fenced", twice, 0},
              {"lease", "delay=0 pauses=0" + renews, belief, 0},
              {"lease", "delay=0 pauses=1 renewed-by=agent" + renews, belief, 0},
              {"lease", "delay=0 pauses=0 cuts=1 renewed-by=agent" + renews, belief, 12},
              {"lease", "delay=0 pauses=0 cuts=1 renewed-by=agent store=fenced" + renews, twice, 0},
              {"lease", recreates, held_without_a_gap.name, 10},
              {"lease", recreates + " store=fenced", twice, 0},
              {"deadline-lease", "delay=0", belief, 0},
              {"deadline-lease", "delay=0", twice, 0}});
}

TEST_CASE("how a client gives a lock of Redis back") {
  const std::string late = "pauses=0 delay=1 clients=3 store=idempotent release=";
  check_rows({{"deadline-lease", late + "blind", belief, 16},
              {"deadline-lease", late + "checked-apart", belief, 18},
              {"deadline-lease", late + "owner", belief, 0}});
}

TEST_CASE("a Redis that fails") {
  const std::string restarts = "delay=0 pauses=0 service-restarts=1 fsync=later";
  const std::string fails_over = "delay=0 pauses=0 failovers=1";
  check_rows({{"lease", restarts, belief, 7},
              {"lease", restarts + " store=fenced", tokens_grow.name, 5},
              {"lease", restarts + " store=fenced", twice, 17},
              {"lease", fails_over + " store=fenced", tokens_grow.name, 5},
              {"lease", fails_over + " store=fenced", twice, 17},
              {"replicated-lock", "", "mutual exclusion", 5},
              {"replicated-lock", "wait=1", "mutual exclusion", 7},
              {"replicated-lock", "wait=1 promotes=newest", "mutual exclusion", 0}});
}

}  // namespace
}  // namespace lockstep
