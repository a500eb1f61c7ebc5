// A lock service that fails, an operator, and clients that share a name. docs/services.md derives
// the bounds.
#include "checker/contract/contract.hpp"
#include "checker/errors/errors.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/fencing.hpp"
#include "properties/progress.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

#include <algorithm>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

std::string refusal(const std::string& settings) {
  try {
    (void)find_protocol(catalogue(), "lease").make(parse_settings({settings}));
  } catch (const Refused& refused) {
    return refused.what();
  }
  return "";
}

TEST_CASE("a failover that loses the last grant gives the lock to a second client") {
  const Report report = checked("lease pauses=0 delay=0 failovers=1");
  CHECK(found(report, exclusion_at_service.name).steps == 5);
  CHECK(found(report, exclusion_in_belief.name).faults == 1);
  CHECK(found(report, no_grant_lost.name).steps == 3);
}

TEST_CASE("a standby that knows of all that was answered loses nothing in a failover") {
  for (const auto& property :
       checked("lease pauses=0 delay=0 failovers=3 replication=synchronous").properties) {
    INFO(property.name);
    CHECK_FALSE(may_be_broken(property.verdict));
  }
}

TEST_CASE("a store that checks tokens is helpless when a failover repeats them") {
  CHECK(holds(billed_at_most_once, "lease store=fenced pauses=1 delay=0"));
  CHECK_FALSE(holds(tokens_grow, "lease store=fenced pauses=0 delay=0 failovers=1"));
  CHECK_FALSE(holds(billed_at_most_once, "lease store=fenced pauses=0 delay=0 failovers=1"));
}

TEST_CASE("a new epoch of tokens with each failure gives the store what it needs") {
  for (const char* failure : {"failovers=1", "failovers=2", "failovers=1 old-primary=lives-on",
                              "service-restarts=1 fsync=never", "service-restarts=2 fsync=later",
                              "failovers=1 service-restarts=1 fsync=later",
                              "failovers=1 service-restarts=1 fsync=never"}) {
    const std::string settings = std::string("lease pauses=0 delay=0 epochs=true ") + failure;
    INFO(settings);
    CHECK_FALSE(holds(exclusion_in_belief, settings + " store=fenced"));
    CHECK(holds(exclusion_in_effect, settings + " store=fenced"));
    CHECK(holds(billed_at_most_once, settings + " store=fenced"));
    CHECK_FALSE(holds(billed_at_most_once, settings));
  }
}

TEST_CASE("an old primary that lives on grants with the older epoch after a newer one") {
  CHECK(holds(tokens_grow, "lease pauses=0 delay=0 failovers=1 epochs=true"));
  CHECK_FALSE(
      holds(tokens_grow, "lease pauses=0 delay=0 failovers=1 epochs=true old-primary=lives-on"));
}

TEST_CASE("an old primary that lives on grants a lock that the new one grants as well") {
  const Report report = checked("deadline-lease pauses=0 delay=0 failovers=1 old-primary=lives-on");
  CHECK(found(report, exclusion_at_service.name).verdict == Verdict::violated);
  CHECK(found(report, exclusion_in_belief.name).verdict == Verdict::violated);
  CHECK(found(report, no_grant_lost.name).verdict == Verdict::holds);
}

TEST_CASE("tokens are ranked only where none is issued twice") {
  CHECK((checked("lease pauses=0 delay=0 failovers=1 replication=synchronous").reductions &
         token_ranks));
  CHECK_FALSE((checked("lease pauses=0 delay=0 failovers=1").reductions & token_ranks));
  CHECK((checked("lease pauses=0 delay=0 failovers=1 epochs=true").reductions & token_ranks));
  CHECK((checked("lease pauses=0 delay=0 service-restarts=1").reductions & token_ranks));
  CHECK_FALSE(
      (checked("lease pauses=0 delay=0 service-restarts=1 fsync=later").reductions & token_ranks));
}

TEST_CASE("a restart from a disk that has everything violates nothing") {
  for (const auto& property : checked("lease pauses=0 delay=0 service-restarts=3").properties) {
    INFO(property.name);
    CHECK_FALSE(may_be_broken(property.verdict));
  }
}

TEST_CASE(
    "after a restart that forgets, a delay of at least the time to live keeps the lock safe") {
  for (const char* fsync : {" fsync=later", " fsync=never"})
    for (int ttl = 1; ttl <= 2; ++ttl)
      for (int delay = ttl - 1; delay <= ttl + 1; ++delay) {
        const std::string settings =
            "deadline-lease deadline=1 pauses=0 delay=0 work=any service-restarts=1" +
            (fsync + with("ttl", ttl)) + with("service-restart-delay", delay);
        INFO(settings);
        CHECK(holds(exclusion_at_service, settings) == (delay >= ttl));
      }
}

TEST_CASE("after a restart that forgets, belief is exclusive iff deadline <= restart delay and ttl",
          "[large]") {
  for (int ttl = 1; ttl <= 2; ++ttl)
    for (int deadline = 1; deadline <= 2; ++deadline)
      for (int delay = 0; delay <= 3; ++delay) {
        const std::string settings =
            "deadline-lease pauses=0 delay=0 work=any service-restarts=1 fsync=never" +
            with("ttl", ttl) + with("deadline", deadline) + with("service-restart-delay", delay);
        INFO(settings);
        CHECK(holds(exclusion_in_belief, settings) == (deadline <= std::min(ttl, delay)));
      }
}

// A standby that takes over serves immediately, while a primary that restarts would be down first.
TEST_CASE("a failover to a standby that knows all moves no bound on the delay of a restart") {
  for (const char* fsync : {" fsync=never", " fsync=later"})
    for (int ttl = 1; ttl <= 3; ++ttl)
      for (int delay = ttl - 1; delay <= ttl + 1; ++delay) {
        const std::string settings =
            "lease pauses=0 delay=0 service-restarts=1 failovers=1 replication=synchronous" +
            (fsync + with("ttl", ttl)) + with("service-restart-delay", delay);
        INFO(settings);
        CHECK(holds(exclusion_at_service, settings) == (delay >= ttl));
      }
}

TEST_CASE("a violation by a failover or a restart takes as few steps where both may happen",
          "[large]") {
  for (const LockProperty* property : {&exclusion_at_service, &exclusion_in_effect, &no_grant_lost,
                                       &tokens_grow, &billed_at_most_once, &no_deadlock})
    for (const char* rest : {"", " epochs=true store=fenced", " expiry=never"}) {
      const auto steps = [&](const char* failures) {
        return lease_breaks(*property, "pauses=0 delay=0 " + std::string(failures) + rest);
      };
      const auto failover = steps("failovers=1");
      const auto restart = steps("service-restarts=1 fsync=later");
      const auto both = steps("failovers=1 service-restarts=1 fsync=later");
      INFO(property->name << rest);
      CHECK(both == std::min(failover, restart));
    }
}

TEST_CASE("each restart has its own delay, and a second one does not move the bound") {
  const std::string twice =
      "deadline-lease deadline=2 pauses=0 delay=0 work=any service-restarts=2 fsync=never";
  CHECK(holds(exclusion_in_belief, twice + " service-restart-delay=2"));
  CHECK_FALSE(holds(exclusion_in_belief, twice + " service-restart-delay=1"));
}

TEST_CASE("with drift the delay of a restart is counted in true time") {
  const std::string slow =
      "deadline-lease drift=1/3 ttl=6 deadline=2 pauses=0 delay=0 work=any "
      "service-restarts=1 fsync=never";
  CHECK(holds(exclusion_in_belief, slow + " service-restart-delay=3"));
  CHECK_FALSE(holds(exclusion_in_belief, slow + " service-restart-delay=2"));
}

TEST_CASE("with drift a forgotten grant lasts for as long as a slow clock counts it") {
  const std::string slow =
      "deadline-lease drift=1/3 ttl=6 deadline=2 pauses=0 delay=0 "
      "service-restarts=1 fsync=never";
  CHECK(holds(exclusion_at_service, slow + " service-restart-delay=9"));
  CHECK_FALSE(holds(exclusion_at_service, slow + " service-restart-delay=8"));
  CHECK_FALSE(holds(exclusion_at_service,
                    "deadline-lease drift=unbounded pauses=0 delay=0 service-restarts=1 "
                    "fsync=never service-restart-delay=50"));
}

TEST_CASE("a renewal that takes the lock anew hides that the service had forgotten its holder") {
  const std::string alone = "lease clients=1 delay=0 pauses=0 ttl=2 renew=1 job=3 ";
  for (const char* fails : {"service-restarts=1 fsync=never", "failovers=1"}) {
    INFO(fails);
    CHECK(holds(held_without_a_gap, alone + fails + " renewal=owner"));
    CHECK(!holds(held_without_a_gap, alone + fails + " renewal=recreates"));
  }
}

TEST_CASE("an operator brings back what a crash took, where no lease expires") {
  CHECK_FALSE(holds(no_deadlock, "lease expiry=never pauses=0 delay=0 crashes=1"));
  CHECK(holds(no_deadlock, "lease expiry=never pauses=0 delay=0 crashes=1 force-unlocks=1"));
}

TEST_CASE("an operator who knows which client is gone violates no exclusion") {
  const std::string cleans = "lease expiry=never pauses=0 delay=0 crashes=1 force-unlocks=1 ";
  CHECK(!holds(exclusion_in_belief, cleans + "force-unlock=any"));
  CHECK(holds(exclusion_in_belief, cleans + "force-unlock=gone"));
  CHECK(holds(no_deadlock, cleans + "force-unlock=gone"));
  CHECK_THROWS_AS(made("lease force-unlock=gone"), Refused);
}

TEST_CASE("to free the lock of a client that works is a fault, and violates exclusion") {
  const Report report = checked("lease expiry=never pauses=0 delay=0 force-unlocks=1");
  CHECK(found(report, exclusion_in_belief.name).faults == 1);
  CHECK(found(report, exclusion_at_service.name).verdict == Verdict::holds);
}

TEST_CASE("to free the lock of a crashed or finished client is not a fault") {
  const Report report =
      checked("lease expiry=never pauses=0 delay=0 release=checked-apart force-unlocks=1");
  CHECK(found(report, no_grant_lost.name).faults == 0);
}

TEST_CASE("a release that checks and frees in two steps frees the lock of another") {
  CHECK(holds(no_grant_lost, "lease expiry=never pauses=0 delay=0 force-unlocks=1"));
  CHECK_FALSE(holds(no_grant_lost,
                    "lease expiry=never pauses=0 delay=0 force-unlocks=1 release=checked-apart"));
  CHECK(holds(no_grant_lost, "deadline-lease pauses=0 delay=1"));
  CHECK_FALSE(holds(no_grant_lost, "deadline-lease pauses=0 delay=1 release=checked-apart"));
}

TEST_CASE("clients that share a name share the lock, and the service sees nothing wrong") {
  const Report report = checked("lease pauses=0 delay=0 store=fenced identity=shared");
  CHECK(found(report, exclusion_at_service.name).verdict == Verdict::holds);
  CHECK(found(report, exclusion_in_belief.name).steps == 6);
  CHECK(found(report, tokens_grow.name).verdict == Verdict::violated);
  CHECK(found(report, billed_at_most_once.name).faults == 0);
}

TEST_CASE("a lease that is taken back late is as safe as one that is taken back in time") {
  for (const char* settings :
       {"lease pauses=0 delay=0", "deadline-lease pauses=1 delay=0 work=any"})
    for (const LockProperty* property : {&exclusion_at_service, &exclusion_in_belief, &no_deadlock})
      CHECK(holds(*property, settings + std::string(" expiry=lazy")));
}

// One of each kind of trouble, with three clients where that is not too many.
constexpr const char* troubles[] = {
    "lease pauses=0 delay=0 clients=3 failovers=1",
    "lease pauses=0 delay=0 failovers=1 restarts=1",  // ranking tokens would hide a stale write
    "lease pauses=0 delay=0 failovers=1 old-primary=lives-on expiry=never crashes=1",
    "lease pauses=0 delay=0 failovers=1 restarts=1 epochs=true store=fenced",
    "deadline-lease pauses=0 delay=0 failovers=1 old-primary=lives-on",
    "lease pauses=0 delay=0 failovers=1 old-primary=lives-on epochs=true store=fenced",
    "deadline-lease pauses=0 delay=0 service-restarts=1 fsync=later service-restart-delay=1",
    "lease pauses=0 delay=0 failovers=1 service-restarts=1 fsync=later",
    "lease pauses=0 delay=0 failovers=1 service-restarts=1 fsync=later epochs=true",
    ("deadline-lease pauses=0 delay=0 failovers=1 replication=synchronous service-restarts=1 "
     "fsync=never service-restart-delay=1"),
    "lease pauses=0 delay=0 force-unlocks=2 crashes=1 expiry=never",
    "lease pauses=0 delay=0 clients=3 release=checked-apart force-unlocks=1",
    "lease pauses=0 delay=0 clients=3 identity=shared expiry=lazy",
};

TEST_CASE("reductions change no verdict and no length, no matter what goes wrong with the service",
          "[large]") {
  for (const char* settings : troubles) {
    INFO(settings);
    Options plain;
    plain.reductions = no_reduction;
    const Report with_all = checked(settings);
    const Report without = check(*made(settings), plain);
    CHECK(with_all.states < without.states);
    for (std::size_t i = 0; i < without.properties.size(); ++i) {
      INFO(without.properties[i].name);
      CHECK(with_all.properties[i].verdict == without.properties[i].verdict);
      CHECK(with_all.properties[i].steps == without.properties[i].steps);
    }
  }
}

TEST_CASE("the model keeps its contract, no matter what goes wrong with the service") {
  for (const char* settings :
       {"lease pauses=0 delay=0 failovers=1",
        "lease pauses=0 delay=0 failovers=1 old-primary=lives-on expiry=never",
        "lease pauses=0 delay=0 service-restarts=1 fsync=later",
        "lease pauses=0 delay=0 failovers=1 service-restarts=1 fsync=later",
        "lease pauses=0 delay=0 release=checked-apart force-unlocks=1",
        "lease pauses=0 delay=0 identity=shared"}) {
    INFO(settings);
    CHECK_NOTHROW(check(Contract(*made(settings)), {}));
  }
}

TEST_CASE("the standby has a lane where an old primary lives on, and only there") {
  const auto shows = [](const std::string& settings) {
    const auto lanes = made(settings)->shape().lanes;
    return std::find(lanes.begin(), lanes.end(), "standby") != lanes.end();
  };
  CHECK(shows("lease failovers=1 old-primary=lives-on"));
  CHECK_FALSE(shows("lease failovers=1"));
}

TEST_CASE("faults of the service that do not go together are refused, with the reason") {
  CHECK_THAT(refusal("failovers=1 service-restarts=1 old-primary=lives-on"),
             Contains("two services to restart"));
  CHECK(refusal("failovers=1 service-restarts=1 fsync=later").empty());
  CHECK_THAT(refusal("failovers=2 old-primary=lives-on"), Contains("at most one failover"));
  CHECK_THAT(refusal("failovers=1 old-primary=lives-on replication=synchronous"),
             Contains("can answer nothing"));
  CHECK_THAT(refusal("failovers=1 restarts=1 request-ids=true"), Contains("is not copied"));
  CHECK_THAT(refusal("failovers=1 timeouts=1 acquire=idempotent"), Contains("is not copied"));
  CHECK_THAT(refusal("expiry=timed"), Contains("prompt"));
}

}  // namespace
}  // namespace lockstep
