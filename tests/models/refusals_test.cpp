// A lock service that refuses, and what a client does then.
#include "checker/contract/contract.hpp"
#include "checker/contract/zeno.hpp"
#include "checker/errors/errors.hpp"
#include "models/composition/lock.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/progress.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

#include <algorithm>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

const std::string tries = "pauses=0 delay=0 wait=try ";
const std::string tries_again = tries + "when-refused=tries-again ";

TEST_CASE("a client that is refused and gives up leaves its job to one that crashes") {
  CHECK(lease_breaks(nothing_left_unbilled, tries + "crashes=1") > 0);
  CHECK(lease_breaks(nothing_left_unbilled, tries_again + "crashes=1") == 0);
}

TEST_CASE("a client that tries again for a lock that nobody will free waits forever") {
  CHECK(lease_breaks(no_deadlock, tries_again + "crashes=1 expiry=never") > 0);
  CHECK(lease_breaks(no_deadlock, tries_again + "crashes=1") == 0);
  CHECK(lease_breaks(no_deadlock, tries_again + "expiry=never clients=3") == 0);
}

TEST_CASE("a client that tries again does not keep time from passing") {
  const auto model = made(
      "lease clients=3 crashes=1 pauses=0 delay=0 wait=try "
      "when-refused=tries-again ttl=2 job=1");
  const ZenoSearch search = find_zeno(*with_time(*model), 1'000'000);
  CHECK(search.finished);
  CHECK(search.found.empty());
}

TEST_CASE("a client that works without the lock does not believe that it holds it") {
  const std::string without = tries + "when-refused=goes-on-without";
  CHECK(lease_breaks(exclusion_in_belief, without) == 0);
  CHECK(lease_breaks(exclusion_in_effect, without) > 0);
  CHECK(lease_breaks(billed_at_most_once, without) > 0);
}

TEST_CASE("a store that asks for the owner turns away who works without the lock") {
  CHECK(lease_breaks(billed_at_most_once,
                     tries + "when-refused=goes-on-without store=owner-checked clients=3") == 0);
}

TEST_CASE("requests with ids are renumbered where there is no end to them") {
  const auto model = made(
      "lease clients=3 pauses=0 delay=0 wait=try when-refused=tries-again "
      "acquire=idempotent request-ids=true restarts=1 duplicates=1");
  CHECK_NOTHROW(check(*model, {}));
}

TEST_CASE("a lock that does not refuse has no setting for clients that are refused") {
  CHECK_THROWS_WITH(made("lease when-refused=tries-again"), Contains("only with wait=try"));
  CHECK_THROWS_WITH(made("deadline-lease when-refused=tries-again"),
                    Contains("unknown parameter `when-refused`"));
}

bool tries_what_refused_clients_do(const std::string& settings) {
  const std::vector<Assumption> all = made(settings)->shape().assumptions;
  return std::any_of(all.begin(), all.end(), [](const Assumption& one) {
    return one.without == "when-refused=goes-on-without";
  });
}

TEST_CASE("a lock that leaves clients no choice refuses the setting, and tries no other") {
  CHECK_THROWS_WITH(made("row-lock start=scheduled when-refused=goes-on-without"),
                    Contains("only with start=any"));
  CHECK_THROWS_WITH(made("redlock again=true when-refused=goes-on-without"),
                    Contains("only with again=false"));
  for (const char* settled : {"row-lock start=scheduled", "redlock again=true"}) {
    INFO(settled);
    CHECK_FALSE(tries_what_refused_clients_do(settled));
  }
}

TEST_CASE("to give up is refused where clients ask for the lock again anyway") {
  CHECK_THROWS_WITH(made("row-lock when-refused=gives-up"), Contains("ask for the lock again"));
  CHECK_NOTHROW(made("row-lock when-refused=gives-up workload=bill"));
}

TEST_CASE("the ledger of a lock that refuses tries clients that go on without it") {
  for (const char* settings : {"row-lock", "timestamp-lock", "redlock"}) {
    INFO(settings);
    CHECK(tries_what_refused_clients_do(settings));
  }
}

TEST_CASE("a store that remembers every request refuses clients who make them without end") {
  CHECK_THROWS_WITH(made("lease wait=try when-refused=tries-again store=idempotent key=request"),
                    Contains("without end"));
}

// A lock that refuses everybody, and whose author has not said so.
struct Rules {};
BOOST_DESCRIBE_STRUCT(Rules, (), ())
struct Service {
  bool asked;
};
BOOST_DESCRIBE_STRUCT(Service, (), (asked))
using Refusing = Lock<Rules, Service, Nothing, Nothing, Nothing>;

void asks(const Rules&, Nothing&, Out& out) { out.send(Nothing{}); }
Heard hears(const Rules&, Nothing&, Stage, const Nothing&, Out&) { return Heard::refused; }
void serves(const Rules&, Kept<Service, Nothing>, Client c, const Nothing&, Replies& replies) {
  replies.send(c, Nothing{});
}
void gives_back(const Rules&, Nothing&, Out&) {}
bool nobody(Kept<Service, Nothing>, Client) { return false; }

void build(Refusing& m) {
  m.talks<asks, hears, serves, gives_back>();
  m.holders<nobody, nobody>();
}

TEST_CASE("a lock that refuses has to say so") {
  const auto refusing = entry<Rules>("refusing", "a lock for nobody", "", build);
  CHECK_THROWS_WITH(check(*refusing->make({}), {}), Contains("m.may_refuse"));
}

TEST_CASE("a client that does not look at the refusal believes that it has the lock") {
  for (const char* lock : {"lease wait=try ", "redlock workload=bill job=0 ",
                           "row-lock workload=bill ", "timestamp-lock workload=bill "}) {
    INFO(lock);
    const std::string blind = std::string(lock) + "delay=0 pauses=0 when-refused=";
    CHECK(!holds(exclusion_in_belief, blind + "swallows-error"));
    CHECK(holds(exclusion_in_belief, blind + "goes-on-without"));
  }
}

}  // namespace
}  // namespace lockstep
