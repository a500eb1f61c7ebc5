// What travels between the clients of a lock and its service, and what does not.
#include "checker/errors/errors.hpp"
#include "checker/model/narrator.hpp"
#include "checker/model/walk.hpp"
#include "checker/search.hpp"
#include "properties/exclusion.hpp"
#include "tests/catch.hpp"
#include "tests/models/desk.hpp"
#include "tests/models/verdicts.hpp"

#include <algorithm>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

std::unique_ptr<Model> made_desk(const std::string& settings) {
  static const std::unique_ptr<CatalogueEntry> entry = desk();
  return entry->make(parse_settings({settings}));
}

std::string sentences(const std::string& settings) {
  std::string all;
  const auto model = made_desk(settings);
  for (const Assumption& one : model->shape().assumptions) all += one.sentence + '\n';
  return all;
}

// A model walked by hand.
class ByHand {
 public:
  explicit ByHand(const std::string& settings)
      : model_(made_desk(settings)), state_(start_states(*model_).front()) {}

  // Takes the first step whose sentence begins like that; false when there is none.
  bool takes(const std::string& begin) {
    for (const Successor& one : successors(*model_, state_))
      if (model_->narrator().label(one.move, state_.data()).starts_with(begin)) {
        state_ = one.state;
        return true;
      }
    return false;
  }
  bool takes_all(const std::vector<std::string>& all) {
    return std::all_of(all.begin(), all.end(), [&](const std::string& one) { return takes(one); });
  }

  bool any_in_critical_section() const {
    const auto bars = model_->narrator().bars(state_.data());
    return std::any_of(bars.begin(), bars.end(),
                       [](const Bar& bar) { return bar.kind == BarKind::critical_section; });
  }
  bool any_in_flight() const { return !model_->narrator().in_flight(state_.data()).empty(); }

 private:
  std::unique_ptr<Model> model_;
  StateBytes state_;
};

std::size_t steps_until_two_believe(const std::string& settings) {
  return found(check(*made_desk(settings), {}), exclusion_in_belief.name).steps;
}

const std::vector<std::string> billing = {
    "client 1 asks whether the job is billed", "store receives", "client receives",
    "client 1 charges the customer",           "store receives", "client receives"};

TEST_CASE("an answer that does not travel saves the step in which it is heard") {
  CHECK(steps_until_two_believe("delay=0") == 9);
  CHECK(steps_until_two_believe("delay=0 way=answered") == 7);
}

TEST_CASE("a call is served and answered in the step that makes it") {
  CHECK(steps_until_two_believe("way=called") == 5);
  ByHand walk("way=called");
  REQUIRE(walk.takes("client 1 asks for the lock"));
  CHECK(walk.any_in_critical_section());
  CHECK_FALSE(walk.any_in_flight());
}

TEST_CASE("the step that serves a request brings the answer to the client that sent it") {
  ByHand walk("way=answered");
  REQUIRE(walk.takes("client 1 asks for the lock"));
  CHECK(walk.any_in_flight());
  REQUIRE(walk.takes("lock service answers take"));
  CHECK(walk.any_in_critical_section());
  CHECK_FALSE(walk.any_in_flight());
}

TEST_CASE("a client that is paused is not answered before its pause ends") {
  ByHand walk("way=answered delay=0");
  REQUIRE(walk.takes_all({"client 1 asks for the lock", "client 1 is paused"}));
  CHECK_FALSE(walk.takes("lock service answers"));
  CHECK(walk.takes_all({"the pause of client 1 ends", "lock service answers"}));
}

TEST_CASE("the request of a crashed client is served, and no client receives the answer") {
  ByHand walk("way=answered crashes=1");
  REQUIRE(
      walk.takes_all({"client 1 asks for the lock", "client 1 crashes", "lock service answers"}));
  CHECK_FALSE(walk.any_in_critical_section());
}

TEST_CASE("a call across a cut fails, and can be made again when the link is whole") {
  ByHand walk("way=called cuts=1 pauses=0 again=true clients=1 ttl=50 workload=job job=1");
  REQUIRE(walk.takes_all({"client 1 asks for the lock", "client 1 is cut off"}));
  REQUIRE(walk.takes_all({"client 1 has done its job", "client 1 asks for the lock"}));
  CHECK_FALSE(walk.any_in_critical_section());
  REQUIRE(walk.takes("client 1 reaches the lock service again"));
  CHECK(walk.takes("client 1 asks once more"));
}

TEST_CASE("a call to a service that is paused fails") {
  ByHand walk("way=called service-pauses=1");
  REQUIRE(walk.takes_all({"the lock service is paused", "client 1 asks for the lock"}));
  CHECK_FALSE(walk.any_in_critical_section());
  REQUIRE(walk.takes_all({"the pause of the lock service ends", "client 1 asks once more"}));
  CHECK(walk.any_in_critical_section());
}

TEST_CASE("a client may want the lock again when it has given it back") {
  ByHand walk("way=called again=true clients=1 workload=job job=1");
  CHECK(walk.takes_all(
      {"client 1 asks for the lock", "client 1 has done its job", "client 1 asks for the lock"}));
}

TEST_CASE("a client that has billed its customer does not come again") {
  ByHand walk("way=called again=true clients=1");
  REQUIRE(walk.takes("client 1 asks for the lock"));
  REQUIRE(walk.takes_all(billing));
  REQUIRE(walk.takes("client 1 releases the lock"));
  CHECK_FALSE(walk.takes("client 1 asks for the lock"));
}

TEST_CASE("a job takes some time") {
  CHECK_THROWS_WITH(made("lease workload=job"), Contains("needs `job`"));
  CHECK(holds(exclusion_in_belief, "lease delay=0 pauses=0 ttl=2 workload=job job=2"));
  CHECK_FALSE(holds(exclusion_in_belief, "lease delay=0 pauses=0 ttl=2 workload=job job=3"));
}

TEST_CASE("a client that is paused in the middle of its job still has it to do") {
  const std::string lease = "lease delay=0 ttl=4 workload=job job=2 ";
  CHECK(holds(exclusion_in_belief, lease + "pause=2"));
  CHECK_FALSE(holds(exclusion_in_belief, lease + "pause=3"));
  CHECK(holds(exclusion_in_belief, "lease delay=0 ttl=4 workload=job job=4 pause=0"));
}

TEST_CASE("the report says what does not travel") {
  CHECK_THAT(sentences("way=called"), Contains("a call to the lock service and the answer take no "
                                               "time"));
  CHECK_THAT(sentences("way=answered"),
             Contains("comes in the step in which the lock service serves it"));
  CHECK_THAT(sentences(""), !Contains("lock service serves it") && !Contains("take no time"));
}

TEST_CASE("a cut that stops answers alone is refused where answers do not travel") {
  for (const char* settings :
       {"way=called cuts=1 cut-stops=replies", "way=answered cuts=1 cut-stops=replies cut=any"})
    CHECK_THROWS_WITH(made_desk(settings), Contains("answers in the step"));
  CHECK_NOTHROW(made_desk("way=answered cuts=1 cut-stops=replies cut=store"));
  CHECK_NOTHROW(made_desk("cuts=1 cut-stops=replies"));
}

TEST_CASE("requests are not distinguished where clients come again without end") {
  CHECK_THROWS_WITH(made_desk("again=true restarts=1 request-ids=true"),
                    Contains("again and again"));
}

TEST_CASE("a lock that says otherwise than it does breaks the contract") {
  CHECK_THROWS_WITH(check(*made_desk("way=undeclared"), {}), Contains("m.calls_take_no_time()"));
  CHECK_THROWS_WITH(check(*made_desk("way=calls-in-vain"), {}), Contains("asks with Out::call"));
  CHECK_THROWS_WITH(check(*made_desk("way=speaks-up"), {}), Contains("its service only answers"));
  CHECK_THROWS_WITH(check(*made_desk("way=tells-time"), {}), Contains("m.wall_clocks<…>()"));
}

}  // namespace
}  // namespace lockstep
