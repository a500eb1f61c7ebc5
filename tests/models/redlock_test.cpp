// A server that restarts has to stay away for a time to live: docs/redlock.md.
#include "checker/search.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "properties/exclusion.hpp"
#include "tests/catch.hpp"

namespace lockstep {
namespace {

PropertyReport exclusion(const std::vector<std::string>& settings) {
  const Report report =
      check(*find_protocol(catalogue(), "redlock").make(parse_settings(settings)), {});
  REQUIRE(report.properties[0].name == exclusion_in_belief.name);
  return report.properties[0];
}

TEST_CASE("two hold the lock exactly when restart-delay < ttl") {
  for (int ttl = 1; ttl <= 4; ++ttl)
    for (int delay = 0; delay <= 5; ++delay) {
      INFO("ttl=" << ttl << " restart-delay=" << delay);
      const PropertyReport found =
          exclusion({"ttl=" + std::to_string(ttl), "restart-delay=" + std::to_string(delay)});
      CHECK(found.verdict == (delay < ttl ? Verdict::violated : Verdict::holds));
      if (delay < ttl) CHECK(found.faults == 1);
    }
}

TEST_CASE("a second restart does not move the threshold") {
  CHECK(exclusion({"ttl=2", "restart-delay=2", "restarts=2"}).verdict == Verdict::holds);
  CHECK(exclusion({"ttl=2", "restart-delay=1", "restarts=2"}).verdict == Verdict::violated);
}

TEST_CASE("the second look at the clock is needed, and is enough") {
  CHECK(exclusion({"restarts=0", "check-validity=true"}).verdict == Verdict::holds);
  const PropertyReport found = exclusion({"restarts=0", "check-validity=false"});
  CHECK(found.verdict == Verdict::violated);
  CHECK(found.faults == 0);
}

TEST_CASE("one clock that steps is enough to break it") {
  const PropertyReport found = exclusion({"restarts=0", "clock-steps=1", "step=1"});
  CHECK(found.verdict == Verdict::violated);
  CHECK(found.faults == 1);
}

}  // namespace
}  // namespace lockstep
