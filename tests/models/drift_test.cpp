// Clocks that are fast or slow: which ticks are taken, and where verdicts flip. docs/time.md and
// docs/leader-election.md derive the inequalities.
#include "models/kit/times/drift.hpp"

#include "checker/errors/errors.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "models/kit/protocol/time.hpp"
#include "properties/exclusion.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

#include <set>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

// A lease of the first, which the second trusts, with a delay.
struct Lease {
  Span ttl;
  Span trust;
  Span delay = 0;
  Span away = 0;
  Window term = {};
  Window belief = {};

  bool count(const Drift& drift) {
    return count_in_true_time(
        drift,
        {{{ttl, term, Counted::earliest}, {trust, belief, Counted::latest}}, {&delay}, {&away}});
  }
};

TEST_CASE("without drift nothing changes") {
  Lease lease{7, 5, 3};
  CHECK_FALSE(lease.count(0));
  CHECK(lease.term.earliest == 7);
  CHECK(lease.term.latest == 7);
  CHECK(lease.belief.latest == 5);
  CHECK(lease.delay == 3);
}

TEST_CASE("a coarse drift leaves whole ticks, and rounds only what safety does not rest on") {
  Lease lease{11, 9};
  CHECK_FALSE(lease.count(Ratio(1, 10)));
  CHECK(lease.term.earliest == 1);  // ticks of 10
  CHECK(lease.belief.latest == 1);
  CHECK(lease.term.latest == 2);
  CHECK(lease.belief.earliest == 0);
}

TEST_CASE("a fine drift takes the longest tick that keeps times in order") {
  Lease lease{30, 29};
  CHECK(lease.count(Ratio(200, 1'000'000)));
  CHECK(lease.belief.latest <= lease.term.earliest);
  CHECK(lease.belief.earliest >= 4);
  CHECK(lease.term.latest <= 6);

  Lease late{30, 20, 9};  // 20 / 0.9998 + 9 is less than 30 / 1.0002
  CHECK(late.count(Ratio(200, 1'000'000)));
  CHECK(late.belief.latest + late.delay <= late.term.earliest);
  CHECK(late.belief.latest > late.delay);
}

TEST_CASE("rounding is against safety") {
  for (int ttl = 20; ttl <= 30; ++ttl)
    for (int trust = 10; trust <= 30; ++trust) {
      Lease lease{ttl, trust, 2};
      REQUIRE(lease.count(Ratio(200, 1'000'000)));
      const Ratio tick = lease.ttl.tick();
      CHECK_FALSE(Ratio(ttl) / (Ratio(1'000'200, 1'000'000)) < Ratio(lease.term.earliest) * tick);
      CHECK_FALSE(Ratio(lease.belief.latest) * tick < Ratio(trust) / Ratio(999'800, 1'000'000));
      CHECK_FALSE(Ratio(static_cast<int>(lease.delay)) * tick < Ratio(2));
    }
}

TEST_CASE("what must not be rounded is not, and the settings are refused") {
  Lease lease{30, 29, 0, 5};
  CHECK_THROWS_WITH(lease.count(Ratio(200, 1'000'000)), Contains("rougher drift"));
}

bool excludes(const LockProperty& property, const std::string& settings) {
  return steps_to_break("deadline-lease", property.name, settings) == 0;
}

// The edge for 49 in 50 is a drift of 1/99, which is 10101.01 ppm.
TEST_CASE("a verdict flips between one millionth and the next") {
  CHECK(
      excludes(exclusion_in_belief, "pauses=0 delay=0 work=any ttl=50 deadline=49 drift=10101ppm"));
  CHECK_FALSE(
      excludes(exclusion_in_belief, "pauses=0 delay=0 work=any ttl=50 deadline=49 drift=10102ppm"));
  CHECK(
      excludes(exclusion_in_belief, "pauses=0 delay=0 work=any ttl=30s deadline=29s drift=200ppm"));
  CHECK_FALSE(
      excludes(exclusion_in_belief, "pauses=0 delay=0 work=any ttl=30s deadline=30s drift=200ppm"));
}

// 20 / 0.9998 + 9 <= 30 / 1.0002, and 21 / 0.9998 + 9 is more.
TEST_CASE(
    "with a fine drift and a delay, effect is exclusive iff L/(1-drift) + delay <= T/(1+drift)") {
  const std::string rest = " pauses=0 work=any ttl=30 delay=9 drift=200ppm";
  CHECK(excludes(exclusion_in_effect, "deadline=20" + rest));
  CHECK_FALSE(excludes(exclusion_in_effect, "deadline=21" + rest));
}

bool one_leads(const std::string& settings) {
  return steps_to_break("leader-election", exclusion_in_belief.name, settings) == 0;
}

TEST_CASE(
    "two lead at the same time exactly when lease / (1 + drift) < (retry-period + renew) / (1 - "
    "drift)",
    "[large]") {
  const struct {
    const char* drift;
    int over, under;
  } drifts[] = {{"1/10", 1, 10}, {"1/5", 1, 5}, {"1/3", 1, 3}};
  for (const auto& [drift, over, under] : drifts)
    for (int renew = 2; renew <= 3; ++renew)
      for (int lease = renew + 1; lease <= 8; ++lease)
        CHECK(one_leads("retry-period=1 renew=" + std::to_string(renew) +
                        " lease=" + std::to_string(lease) + " drift=" + drift) ==
              ((1 + renew) * (under + over) <= lease * (under - over)));
}

TEST_CASE("the default values of client-go tolerate 200 ppm, and those at the edge do not") {
  CHECK(one_leads("drift=200ppm"));
  CHECK(one_leads("lease=12 renew=10 retry-period=2"));
  CHECK_FALSE(one_leads("lease=12 renew=10 retry-period=2 drift=200ppm"));
}

struct Clocks {
  Timer any;
  Deadline late;
  Timer other;
};
BOOST_DESCRIBE_STRUCT(Clocks, (), (any, late, other))

TEST_CASE("time does not wait for a clock of any rate, and is not kept from passing by it") {
  Clocks clocks{};
  clocks.any.start(Timer::unbounded);
  clocks.late.start(Timer::unbounded);
  CHECK_FALSE(time_may_pass(clocks));
  clocks.other.start(1);
  CHECK(time_may_pass(clocks));
  tick(clocks);
  CHECK_FALSE(time_may_pass(clocks));
  CHECK_FALSE(deadline_expired(clocks));
}

TEST_CASE("without a bound on drift a time may be over immediately, and keeps its tick") {
  Lease lease{30, 29, 2};
  CHECK_FALSE(lease.count(Drift::any()));
  CHECK(lease.term.earliest == 0);
  CHECK(lease.belief.latest == Timer::unbounded);
  CHECK(lease.ttl == 30);
  CHECK(lease.delay == 2);
}

TEST_CASE("a client that trusts a clock of any rate excludes nobody, however short it trusts it") {
  for (const std::string times : {"ttl=2 deadline=2", "ttl=50 deadline=1"}) {
    const std::string settings = "drift=unbounded pauses=0 delay=0 " + times;
    CHECK_FALSE(excludes(exclusion_in_belief, settings));
    CHECK_FALSE(excludes(exclusion_in_effect, settings));
    CHECK(excludes(exclusion_at_service, settings));
    CHECK(excludes(exclusion_in_effect, settings + " store=fenced"));
    CHECK(excludes(exclusion_in_belief, settings + " expiry=never"));
  }
}

TEST_CASE("two lead for any choice of the times when clocks have any rate") {
  CHECK_FALSE(one_leads("drift=unbounded cuts=0"));
  CHECK_FALSE(one_leads("lease=9999 renew=2 retry-period=1 drift=unbounded cuts=0"));
  CHECK_FALSE(one_leads("lease=6 renew=2 retry-period=1 drift=unbounded"));
  CHECK(one_leads("lease=6 renew=2 retry-period=1 drift=1/3"));
}

std::set<std::string> broken_in(const std::string& protocol, const std::string& settings) {
  std::set<std::string> names;
  for (const PropertyReport& property : checked(protocol + ' ' + settings).properties)
    if (property.verdict == Verdict::violated) names.insert(property.name);
  return names;
}

// Every window of a bounded drift lies within [0, unbounded). What leader-election calls exclusion
// at the service is measured by the fastest clock allowed, and is left out.
TEST_CASE("what is violated with some drift is violated without a bound on it", "[large]") {
  const auto also_without = [](const std::string& protocol, const std::string& settings) {
    const std::set<std::string> all = broken_in(protocol, settings + " drift=unbounded");
    for (const std::string drift : {"0", "1/10", "1/3"})
      for (const std::string& name : broken_in(protocol, settings + " drift=" + drift)) {
        INFO(protocol + ' ' + settings + " drift=" + drift + ": " + name);
        CHECK(all.count(name) == 1);
      }
  };
  for (const std::string rest :
       {"ttl=3 deadline=2", "ttl=2 deadline=3 expiry=lazy",
        "ttl=3 deadline=2 store=fenced losses=1", "ttl=3 deadline=2 service-restarts=1 fsync=never",
        "ttl=2 deadline=1 counted=from-receipt failovers=1"})
    also_without("deadline-lease", rest + " pauses=0 delay=0");
  for (const std::string rest :
       {"lease=4 renew=3 retry-period=1", "lease=9 renew=3 retry-period=1 cuts=0"})
    also_without("leader-election", rest);
}

TEST_CASE("a report says how far clocks drift, and that times were rounded") {
  const auto sentences = [](const std::string& settings) {
    std::string all;
    const auto model =
        find_protocol(catalogue(), "leader-election").make(parse_settings({settings}));
    for (const Assumption& one : model->shape().assumptions) all += one.sentence + '\n';
    return all;
  };
  CHECK_THAT(sentences(""), Contains("all clocks run at the same rate"));
  CHECK_THAT(sentences("drift=200ppm"), Contains("1/5000 of the time") && Contains("rounded"));
  CHECK_THAT(sentences("lease=6 renew=2 retry-period=1 drift=1/3"), !Contains("rounded"));
  CHECK_THAT(sentences("drift=unbounded"), Contains("fast or slow to any extent"));
}

}  // namespace
}  // namespace lockstep
