// Two lead at the same time if and only if lease < retry-period + renew: docs/leader-election.md.
#include "checker/errors/errors.hpp"
#include "checker/search.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "properties/exclusion.hpp"
#include "properties/fencing.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

namespace lockstep {
namespace {

Report election(const std::vector<std::string>& settings) {
  return check(*find_protocol(catalogue(), "leader-election").make(parse_settings(settings)), {});
}

Verdict verdict(const Report& report, const LockProperty& property) {
  for (const PropertyReport& found : report.properties)
    if (found.name == property.name) return found.verdict;
  return Verdict::unknown;
}

std::vector<std::string> times(int lease, int renew, int retry) {
  return {"lease=" + std::to_string(lease), "renew=" + std::to_string(renew),
          "retry-period=" + std::to_string(retry)};
}

TEST_CASE("two lead at the same time exactly when lease < retry-period + renew", "[large]") {
  for (int lease = 3; lease <= 9; ++lease)
    for (int renew = 2; renew < lease; ++renew)
      for (int retry = 1; retry < renew; ++retry) {
        INFO("lease=" << lease << " renew=" << renew << " retry-period=" << retry);
        const Report report = election(times(lease, renew, retry));
        const bool safe = lease >= retry + renew;
        CHECK(verdict(report, exclusion_in_belief) == (safe ? Verdict::holds : Verdict::violated));
        CHECK(verdict(report, exclusion_at_service) == Verdict::holds);
      }
}

TEST_CASE("a third candidate and more partitions do not move the threshold", "[large]") {
  for (int lease = 4; lease <= 6; ++lease) {
    INFO("lease=" << lease);
    std::vector<std::string> settings = times(lease, 3, 2);
    settings.insert(settings.end(), {"clients=3", "cuts=3"});
    CHECK((verdict(election(settings), exclusion_in_belief) == Verdict::holds) == (lease >= 5));
  }
}

TEST_CASE("only the ratios of the times matter, and the scale is reported") {
  const auto states = [](int factor) {
    return election(times(9 * factor, 8 * factor, 2 * factor)).states;
  };
  CHECK(states(1) == states(30));
  const auto assumptions = [](int factor) {
    const auto settings = parse_settings(times(9 * factor, 8 * factor, 2 * factor));
    return find_protocol(catalogue(), "leader-election").make(settings)->shape().assumptions;
  };
  CHECK(assumptions(30).size() == assumptions(1).size() + 1);
}

TEST_CASE("the partition of one client is fault enough") {
  const Report report = election({"lease=270", "renew=240", "retry-period=60"});
  const PropertyReport& belief = found(report, exclusion_in_belief.name);
  CHECK(belief.faults == 1);
  CHECK(belief.steps == 19);
}

bool election_holds(const LockProperty& property, const std::string& settings) {
  return holds("leader-election", property.name, settings);
}

TEST_CASE("with pauses within a bound two lead exactly when lease < retry-period + renew + pause",
          "[large]") {
  for (int lease = 4; lease <= 7; ++lease)
    for (int pause = 0; pause <= 3; ++pause) {
      const std::string settings =
          "renew=3 retry-period=2 pauses=1" + with("lease", lease) + with("pause", pause);
      INFO(settings);
      CHECK(election_holds(exclusion_in_belief, settings) == (lease >= 5 + pause));
    }
}

TEST_CASE("a late write is stale exactly when lease + job < retry-period + renew + delay",
          "[large]") {
  for (int lease = 5; lease <= 7; ++lease)
    for (int delay = 0; delay <= 3; ++delay) {
      const std::string settings = "renew=3 retry-period=2 workload=lead job=1" +
                                   with("lease", lease) + with("delay", delay);
      INFO(settings);
      CHECK(election_holds(no_stale_write, settings) == (lease + 1 >= 5 + delay));
      CHECK(election_holds(no_stale_write, settings + " store=fenced"));
      CHECK(election_holds(exclusion_in_belief, settings));
    }
}

TEST_CASE("a client that leads again begins another critical section") {
  const std::string settings = "lease=5 renew=3 retry-period=2 cuts=2 workload=lead job=1 delay=0 ";
  CHECK(election_holds(exclusion_in_effect, settings));
  CHECK(election_holds(exclusion_in_effect, settings + "pauses=1 store=fenced"));
}

TEST_CASE("a lock has defaults of its own for parameters of the library") {
  const auto default_of = [](const std::string& protocol, const std::string& name) {
    for (const Parameter& one : find_protocol(catalogue(), protocol).parameters())
      if (one.name == name) return one.default_value;
    return std::string();
  };
  CHECK(default_of("leader-election", "cuts") == "1");
  CHECK(default_of("leader-election", "workload") == "hold");
  CHECK(default_of("lease", "cuts") == "0");
  CHECK(election(std::vector<std::string>{}).states ==
        election({"cuts=1", "pauses=0", "workload=hold"}).states);
}

TEST_CASE("settings that the library refuses are refused") {
  CHECK_THROWS_AS(election(times(8, 8, 2)), Refused);
  CHECK_THROWS_AS(election(times(9, 2, 2)), Refused);
  CHECK_THROWS_AS(election(times(257, 8, 2)), Refused);
}

}  // namespace
}  // namespace lockstep
