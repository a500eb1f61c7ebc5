// What the author of a lock may say beyond its messages: claims of his own about the service, a
// library that stops its client, and one that knows whether a request of it is out.
#include "checker/errors/errors.hpp"
#include "properties/exclusion.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"
#include "tests/models/watched.hpp"

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

Verdict verdict(const std::string& settings, const std::string& property) {
  const Report report = check(*watched(settings), {});
  return found(report, property).verdict;
}

TEST_CASE("an author's claim about the service is judged in every state") {
  CHECK(verdict("clients=2", "few wait") == Verdict::violated);
  CHECK(verdict("clients=1", "few wait") == Verdict::holds);
  CHECK(verdict("clients=3", "terms are somebody's") == Verdict::holds);
}

TEST_CASE("a library that stops its client in time keeps belief exclusive") {
  CHECK(verdict("job=5", exclusion_in_belief.name) == Verdict::holds);
  CHECK(verdict("job=5 stops=false", exclusion_in_belief.name) == Verdict::violated);
  CHECK(verdict("job=5 trust=3", exclusion_in_belief.name) == Verdict::violated);
}

TEST_CASE("a library that waits for its answers has one request out at a time") {
  CHECK_NOTHROW(check(*watched("job=3 beats=true"), {}));
  CHECK_THROWS_WITH(check(*watched("job=3 beats=true waits-for-answers=false"), {}),
                    Contains("no room for one more message"));
}

TEST_CASE("a store that checks tokens refuses a lock that has none") {
  CHECK_THROWS_WITH(watched("store=fenced"), Contains("could fence off no client"));
  CHECK_THROWS_WITH(watched("store=fenced-writes"), Contains("m.token"));
  CHECK_NOTHROW(watched("store=idempotent"));
}

}  // namespace
}  // namespace lockstep
