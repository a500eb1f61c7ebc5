// Two lead at once if and only if lease < retry + renew: docs/leader-election.md.
#include "checker/errors/errors.hpp"
#include "checker/search.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "properties/exclusion.hpp"
#include "tests/catch.hpp"

namespace lockstep {
namespace {

Report checked(const std::vector<std::string>& settings) {
  return check(*find_protocol(catalogue(), "leader-election").make(parse_settings(settings)), {});
}

Verdict verdict(const Report& report, const LockProperty& property) {
  for (const PropertyReport& found : report.properties)
    if (found.name == property.name) return found.verdict;
  return Verdict::unknown;
}

std::vector<std::string> times(int lease, int renew, int retry) {
  return {"lease=" + std::to_string(lease), "renew=" + std::to_string(renew),
          "retry=" + std::to_string(retry)};
}

TEST_CASE("two lead at once exactly when lease < retry + renew") {
  for (int lease = 3; lease <= 9; ++lease)
    for (int renew = 2; renew < lease; ++renew)
      for (int retry = 1; retry < renew; ++retry) {
        INFO("lease=" << lease << " renew=" << renew << " retry=" << retry);
        const Report report = checked(times(lease, renew, retry));
        const bool safe = lease >= retry + renew;
        CHECK(verdict(report, exclusion_in_belief) == (safe ? Verdict::holds : Verdict::violated));
        CHECK(verdict(report, exclusion_at_service) == Verdict::holds);
      }
}

TEST_CASE("a third candidate and more partitions do not move the threshold") {
  for (int lease = 4; lease <= 6; ++lease) {
    INFO("lease=" << lease);
    std::vector<std::string> settings = times(lease, 3, 2);
    settings.insert(settings.end(), {"clients=3", "cuts=3"});
    CHECK((verdict(checked(settings), exclusion_in_belief) == Verdict::holds) == (lease >= 5));
  }
}

TEST_CASE("only the ratios of the times matter, and the scale is told") {
  const auto states = [](int factor) {
    return checked(times(9 * factor, 8 * factor, 2 * factor)).states;
  };
  CHECK(states(1) == states(30));
  const auto assumptions = [](int factor) {
    const auto settings = parse_settings(times(9 * factor, 8 * factor, 2 * factor));
    return find_protocol(catalogue(), "leader-election").make(settings)->shape().assumptions;
  };
  CHECK(assumptions(30).size() == assumptions(1).size() + 1);
}

TEST_CASE("the partition of one client is fault enough") {
  const Report report = checked({"lease=270", "renew=240", "retry=60"});
  REQUIRE(report.properties[0].name == exclusion_in_belief.name);
  CHECK(report.properties[0].faults == 1);
  CHECK(report.properties[0].steps == 19);
}

TEST_CASE("settings that the library refuses are refused") {
  CHECK_THROWS_AS(checked(times(8, 8, 2)), Refused);
  CHECK_THROWS_AS(checked(times(9, 2, 2)), Refused);
  CHECK_THROWS_AS(checked(times(257, 8, 2)), Refused);
}

}  // namespace
}  // namespace lockstep
