// The lock of a client that crashes is free within a time.
#include "checker/search.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "properties/progress.hpp"
#include "tests/catch.hpp"

#include <algorithm>

namespace lockstep {
namespace {

std::unique_ptr<Model> lease(const std::string& settings) {
  return find_protocol(catalogue(), "lease")
      .make(parse_settings({"delay=0 pauses=0 crashes=1 " + settings}));
}

Verdict verdict(const std::string& settings) {
  for (const PropertyReport& property : check(*lease(settings), {}).properties)
    if (property.name == free_in_time.name) return property.verdict;
  return Verdict::not_judged;
}

std::string ticks(int number) { return std::to_string(number); }

}  // namespace

TEST_CASE("a lease is free when its time to live is over, and not before") {
  for (int ttl = 2; ttl <= 5; ++ttl) {
    INFO("ttl " << ttl);
    const std::string lasts = "ttl=" + ticks(ttl) + " free-within=";
    CHECK(verdict(lasts + ticks(ttl)) == Verdict::holds);
    CHECK(verdict(lasts + ticks(ttl - 1)) == Verdict::violated);
  }
}

TEST_CASE("a lock that is freed by its holder alone is not free in any time") {
  for (const int within : {1, 7, 50})
    CHECK(verdict("expiry=never free-within=" + ticks(within)) == Verdict::violated);
}

TEST_CASE("a time within which a lock has to be free leaves the others' verdicts alone") {
  CHECK(verdict("ttl=3") == Verdict::not_judged);  // there is no such property
  const Report without = check(*lease("ttl=3"), {});
  const Report with = check(*lease("ttl=3 free-within=2"), {});
  REQUIRE(with.properties.size() == without.properties.size() + 1);
  for (const PropertyReport& one : without.properties) {
    const auto same =
        std::find_if(with.properties.begin(), with.properties.end(),
                     [&](const PropertyReport& other) { return other.name == one.name; });
    REQUIRE(same != with.properties.end());
    CHECK(same->verdict == one.verdict);
    CHECK(same->steps == one.steps);
  }
}

}  // namespace lockstep
