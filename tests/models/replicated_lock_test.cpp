// docs/services.md#wait: how many replicas must have a key.
#include "checker/errors/errors.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

namespace lockstep {
namespace {

struct Trouble {
  int replicas, wait, failovers, restarts;
};

bool one_has_it(const Trouble& t) {
  return holds("replicated-lock", "mutual exclusion",
               "promotes=newest" + with("replicas", t.replicas) + with("wait", t.wait) +
                   with("failovers", t.failovers) + with("restarts", t.restarts));
}

TEST_CASE("one client has the lock exactly when as many replicas had the key as failed") {
  for (int replicas = 1; replicas <= 3; ++replicas)
    for (int wait = 0; wait <= replicas; ++wait)
      for (int failovers = 1; failovers <= 2; ++failovers)
        for (int restarts = 0; restarts <= 2; ++restarts) {
          INFO(replicas << ' ' << wait << ' ' << failovers << ' ' << restarts);
          const bool enough = wait >= failovers + restarts;
          CHECK(one_has_it({replicas, wait, failovers, restarts}) == enough);
        }
}

TEST_CASE("a client cannot wait for more replicas than there are") {
  CHECK_THROWS_AS(made("replicated-lock replicas=1 wait=2"), Refused);
}

}  // namespace
}  // namespace lockstep
