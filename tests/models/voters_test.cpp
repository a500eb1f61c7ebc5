// A lock with several services: each keeps, is late and fails by itself.
#include "tests/models/voters.hpp"

#include "checker/contract/contract.hpp"
#include "checker/errors/errors.hpp"
#include "checker/model/narrator.hpp"
#include "checker/model/walk.hpp"
#include "checker/search.hpp"
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

std::unique_ptr<Model> made_voters(const std::string& settings) {
  static const std::unique_ptr<CatalogueEntry> entry = voters();
  return entry->make(parse_settings({settings}));
}

Report report_of(const std::string& settings) { return check(*made_voters(settings), {}); }

std::string refusal(const std::string& settings) {
  try {
    (void)made_voters(settings);
  } catch (const Refused& refused) {
    return refused.what();
  }
  return "";
}

// The sentences of all steps that are possible after the first step of a client.
std::vector<std::string> after_asking(const std::string& settings) {
  const auto model = made_voters(settings);
  const StateBytes state = successors(*model, start_states(*model).front()).front().state;
  std::vector<std::string> labels;
  for (const Successor& one : successors(*model, state))
    labels.push_back(model->narrator().label(one.move, state.data()));
  return labels;
}

long count_of(const std::vector<std::string>& all, const std::string& one) {
  return std::count(all.begin(), all.end(), one);
}

TEST_CASE("a majority of votes is exclusive, and two clients always get one") {
  for (const auto& property : report_of("pauses=1").properties) {
    INFO(property.name);
    CHECK_FALSE(may_be_broken(property.verdict));
  }
}

TEST_CASE("three clients can have a vote each, and wait forever") {
  const Report report = report_of("clients=3 pauses=0");
  CHECK(found(report, no_deadlock.name).verdict == Verdict::violated);
  CHECK(found(report, exclusion_in_belief.name).verdict == Verdict::holds);
}

TEST_CASE("one vote of three is not a lock, and a majority has voted for at most one client") {
  const Report report = report_of("trusts-one=true pauses=0");
  CHECK(found(report, exclusion_in_belief.name).steps == 6);
  CHECK(found(report, exclusion_at_service.name).verdict == Verdict::holds);
}

TEST_CASE("a lock that may have several services may have one") {
  CHECK(found(report_of("servers=1 clients=3 pauses=0"), no_deadlock.name).verdict ==
        Verdict::holds);
}

TEST_CASE("a server that begins again without its vote gives it twice") {
  const Report report = report_of("pauses=0 service-restarts=1 fsync=never");
  CHECK(found(report, no_grant_lost.name).steps == 4);
  CHECK(found(report, exclusion_at_service.name).steps == 7);
  CHECK(found(report, billed_at_most_once.name).verdict == Verdict::violated);
}

TEST_CASE("servers that write their votes to a disk lose none") {
  const Report report = report_of("pauses=0 delay=0 service-restarts=2");
  CHECK(found(report, no_grant_lost.name).verdict == Verdict::holds);
  CHECK(found(report, exclusion_in_belief.name).verdict == Verdict::holds);
}

TEST_CASE("each of several services fails by itself, and has a lane") {
  const auto lanes = made_voters("")->shape().lanes;
  CHECK(std::find(lanes.begin(), lanes.end(), "server 3") != lanes.end());
  CHECK(std::find(lanes.begin(), lanes.end(), "lock service") == lanes.end());
  const auto steps = after_asking("pauses=0 service-restarts=1 service-pauses=1 cuts=1 cut=any");
  for (const char* server : {"server 1", "server 2", "server 3"}) {
    INFO(server);
    CHECK(count_of(steps, std::string(server) + " restarts") == 1);
    CHECK(count_of(steps, std::string(server) + " is paused") == 1);
    CHECK(count_of(steps, "client 1 is cut off from " + std::string(server)) == 1);
  }
  CHECK(count_of(steps, "client 1 is cut off from the store") == 1);
}

TEST_CASE("a server that is down after a restart serves no client until its time is over") {
  const auto model =
      made_voters("pauses=0 service-restarts=1 service-restart-delay=2 servers=1 clients=1");
  StateBytes state = start_states(*model).front();
  const auto takes = [&](const std::string& begin) {
    for (const Successor& one : successors(*model, state))
      if (model->narrator().label(one.move, state.data()).starts_with(begin)) {
        state = one.state;
        return true;
      }
    return false;
  };
  REQUIRE(takes("client 1 asks"));
  REQUIRE(takes("server 1 restarts"));
  CHECK_FALSE(takes("server receives"));
  REQUIRE(takes("time passes"));
  CHECK_FALSE(takes("server receives"));
  REQUIRE(takes("time passes"));
  CHECK(takes("server receives"));
}

TEST_CASE("what goes with one service only is refused for several, with the reason") {
  CHECK_THAT(refusal("failovers=1"), Contains("none of them has a standby"));
  CHECK_THAT(refusal("restarts=1 request-ids=true"), Contains("which requests were heard"));
  CHECK_THAT(refusal("timeouts=1 acquire=idempotent"), Contains("its author does not say"));
  CHECK_THAT(refusal("cuts=1 cut=both"), Contains("or to the store"));
  CHECK_THAT(refusal("clients=6 servers=5 duplicates=3"), Contains("fewer clients or servers"));
  CHECK(refusal("cuts=1 cut=any").empty());
}

TEST_CASE("the report says that servers fail each by itself") {
  std::string all;
  const auto model = made_voters("service-restarts=1 fsync=never");
  for (const Assumption& one : model->shape().assumptions) all += one.sentence + '\n';
  CHECK_THAT(all, Contains("servers fail and are late each by itself"));
  CHECK_THAT(all, Contains("servers restart at most once per run"));
  CHECK_THAT(all, !Contains("the lock service"));
}

TEST_CASE("the model keeps its contract, no matter what goes wrong with several services") {
  for (const char* settings :
       {"service-restarts=1 fsync=never", "service-restarts=1 fsync=later",
        "service-restarts=1 service-restart-delay=1", "cuts=1 across-cut=dropped",
        "service-pauses=1", "timeouts=1 channels=fifo"}) {
    INFO(settings);
    const auto model = made_voters(std::string("servers=2 pauses=0 delay=0 ") + settings);
    CHECK_NOTHROW(check(Contract(*model), {}));
  }
}

}  // namespace
}  // namespace lockstep
