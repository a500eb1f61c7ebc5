// A lock that belongs to a session of the database: docs/advisory-lock.md.
#include "checker/errors/errors.hpp"
#include "properties/exclusion.hpp"
#include "properties/progress.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

namespace lockstep {
namespace {

const std::string lock = "advisory-lock delay=0 pauses=0 workload=job job=1 ";

TEST_CASE("a pooler lends the backend that has the lock to a second client") {
  CHECK(!holds(exclusion_in_belief, lock + "through=pool"));
  CHECK(!holds(exclusion_in_belief, lock + "through=pool backends=1"));
  CHECK(holds(exclusion_in_belief, lock + "through=direct"));
}

TEST_CASE("an unlock on another backend leaves the lock taken forever") {
  CHECK(!holds(no_deadlock, lock + "through=pool"));
  CHECK(holds(no_deadlock, lock + "through=pool backends=1"));
  CHECK(holds(no_deadlock, lock + "through=direct"));
}

TEST_CASE("a lock that ends with its transaction is safe behind a pooler") {
  for (const char* backends : {"1", "2", "3"}) {
    INFO(backends);
    const std::string pooled =
        lock + "clients=3 through=pool scope=transaction backends=" + backends;
    CHECK(holds(exclusion_in_belief, pooled));
    CHECK(holds(no_deadlock, pooled));
  }
}

TEST_CASE("a client that looks at the answer to its unlock frees the lock") {
  const std::string looks = lock + "through=pool retries=unbounded release-answer=awaited";
  CHECK(holds(no_deadlock, looks));
  CHECK(!holds(exclusion_in_belief, looks));
}

TEST_CASE("an inner unlock frees the lock exactly where the database does not count") {
  for (const char* clients : {"2", "3"}) {
    const std::string nested = lock + "nests=true clients=" + clients;
    INFO(clients);
    CHECK(holds(exclusion_in_belief, nested));
    CHECK(holds(no_deadlock, nested));
    CHECK(!holds(exclusion_in_belief, nested + " reentry=uncounted"));
  }
}

TEST_CASE("a lock without tokens has no store that checks them, and no pool without a pooler") {
  CHECK_THROWS_AS(made("advisory-lock store=fenced"), Refused);
  CHECK_THROWS_AS(made("advisory-lock backends=3"), Refused);
}

}  // namespace
}  // namespace lockstep
