// A setting that cannot change anything is refused.
#include "checker/errors/errors.hpp"
#include "models/composition/composed_entry.hpp"
#include "models/kit/protocol/parameters.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

#include <optional>
#include <set>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;
using Found = std::vector<std::size_t>;  // states, transitions, depth, and the steps of properties

std::string refusal(const std::string& line) {
  try {
    made(line);
  } catch (const Refused& refused) {
    return refused.what();
  }
  return "";
}

// Nothing when the setting is refused.
std::optional<Found> found_with(const std::string& line) {
  if (!refusal(line).empty()) return std::nullopt;
  Options options;
  options.states_max = 4000;
  const Report report = check(*made(line), options);
  Found found{report.states, report.transitions, report.depth};
  for (const PropertyReport& property : report.properties) found.push_back(property.steps);
  return found;
}

// Every other choice, or the numbers next to the default.
std::vector<std::string> other_values(const Parameter& parameter) {
  std::vector<std::string> values = parameter.choices;
  if (values.empty() && parameter.default_value == "unbounded") values = {"0", "1"};
  if (values.empty()) {
    const long usual = std::stol(parameter.default_value);
    for (const long value : {usual - 1, usual + 1})
      if (value >= parameter.min && value <= parameter.max) values.push_back(std::to_string(value));
  }
  std::erase(values, parameter.default_value);
  return values;
}

// The settings of a lock that are accepted and change nothing.
std::set<std::string> without_effect(const std::string& lock) {
  const auto plain = found_with(lock);
  std::set<std::string> all;
  for (const Parameter& parameter : find_protocol(catalogue(), lock).parameters())
    for (const std::string& value : other_values(parameter)) {
      const std::string setting = parameter.name + "=" + value;
      if (found_with(lock + " " + setting) == plain) all.insert(setting);
    }
  return all;
}

}  // namespace

// Those that are left say how a service or a network is, and nothing comes of it here: no time but
// that of the lease is measured, each channel has one message, and no message is lost.
TEST_CASE("a setting changes what is found, or is refused", "[large]") {
  const std::string fifo = "channels=fifo", unbounded = "retries=unbounded";
  CHECK(without_effect("lease") == std::set{fifo, unbounded, std::string("expiry=lazy")});
  CHECK(without_effect("row-lock") == std::set{fifo, unbounded});
  CHECK(without_effect("leader-key").empty());
  CHECK(without_effect("leader-election").empty());
}

TEST_CASE("request ids are refused where a client makes no request anew") {
  const std::string ids = "lease request-ids=true ";
  for (const char* same : {"", "duplicates=1", "timeouts=1", "wait=try"})
    CHECK_THAT(refusal(ids + same), Contains("only with retry=fresh or retry=starts-over"));
  for (const char* anew : {"restarts=1", "timeouts=1 retry=fresh", "timeouts=1 retry=starts-over",
                           "wait=try when-refused=tries-again"})
    CHECK(refusal(ids + anew).empty());
}

TEST_CASE("recognising an acquire is refused where none comes again") {
  const std::string once = "lease acquire=idempotent ";
  CHECK_THAT(refusal(once), Contains("only with timeouts>0 or retries=unbounded or duplicates>0"));
  for (const char* again : {"timeouts=1", "retries=unbounded", "duplicates=1"})
    CHECK(refusal(once + again).empty());
}

TEST_CASE("recognising an acquire is refused for a lock whose service does not ask") {
  CHECK_THAT(refusal("session-lock acquire=idempotent duplicates=1"), Contains("is not for"));
  CHECK(refusal("deadline-lease acquire=idempotent duplicates=1").empty());
}

TEST_CASE("a second command for the time to live is refused where no lease expires") {
  CHECK_THAT(refusal("lease expiry=never grant=two-commands"),
             Contains("only with expiry=prompt or expiry=lazy"));
  for (const char* expires : {"", "expiry=lazy "})
    CHECK(refusal("lease grant=two-commands " + std::string(expires)).empty());
}

TEST_CASE("a client that only tries is refused where the service refuses nobody") {
  CHECK_THAT(refusal("lease wait=try identity=shared"), Contains("only with identity=own"));
  CHECK(refusal("lease wait=try").empty());
}

TEST_CASE("the time of a watchdog is refused where there is none") {
  CHECK_THAT(refusal("leader-key timeout=4"), Contains("only with watchdog=armed"));
  CHECK(refusal("leader-key timeout=4 watchdog=armed").empty());
}

TEST_CASE("what concerns the store is refused for a workload that asks no store") {
  for (const char* setting : {"store=fenced", "store-pauses=1", "cuts=1 cut=both"}) {
    INFO(setting);
    CHECK_THAT(refusal(std::string("lease workload=hold ") + setting),
               Contains("only with workload=bill, increment, ") && Contains("hold asks no store"));
    CHECK(refusal(std::string("lease workload=lead job=1 ") + setting).empty());
  }
}

TEST_CASE("how long the work takes is refused for a workload that does nothing") {
  CHECK_THAT(refusal("lease workload=hold job=1"), Contains("only with workload=bill"));
  CHECK_THAT(refusal("lease workload=hold work=any"), Contains("could put off"));
  CHECK(refusal("lease workload=job job=1 work=any").empty());
}

TEST_CASE("what concerns messages is refused where none is sent") {
  for (const char* setting :
       {"delay=0", "losses=1", "duplicates=1", "channels=fifo", "channels=fifo reorders=1"}) {
    INFO(setting);
    CHECK_THAT(refusal(std::string("leader-key ") + setting), Contains("no message is sent"));
    CHECK(refusal(std::string("leader-key workload=bill ") + setting).empty());
  }
}

TEST_CASE("how the lock is given back is refused where no client ever does so") {
  for (const char* line :
       {"lease release=blind", "lease release-answer=awaited", "session-lock release=any",
        "row-lock at-least=1", "timestamp-lock release=checked",
        "leader-election release=after-work"}) {
    INFO(line);
    CHECK_THAT(refusal(std::string(line) + " workload=hold"),
               Contains("workload hold never gives the lock back"));
    CHECK(refusal(std::string(line) + " workload=bill").empty());
  }
  CHECK(refusal("leader-election release=before-work-ends workload=hold").empty());
  CHECK(refusal("lease release-answer=awaited timeouts=1 retry=never workload=hold").empty());
}

TEST_CASE("a lock that says when a parameter is read has that parameter") {
  const auto lock = std::make_shared<composition::LockPart>();
  lock->read_only.push_back({"relase", ReadWhen::lock_is_given_back});
  CHECK_THROWS_WITH(composition::composed_entry(lock, ""),
                    Contains("names `relase`, which is not a parameter of it"));
}

TEST_CASE("when a client looks at its clock is refused where it sends nothing to the store") {
  CHECK_THAT(refusal("deadline-lease check=separate workload=hold"), Contains("asks no store"));
  CHECK(refusal("deadline-lease check=separate").empty());
}

TEST_CASE("timeouts are refused where no client waits for an answer") {
  for (const char* lock : {"leader-election ", "leader-key "})
    for (const char* setting : {"timeouts=1", "retries=unbounded", "timeouts=1 retry=never"}) {
      CHECK_THAT(refusal(std::string(lock) + setting),
                 Contains("answered, or fails, in the step that makes it") &&
                     Contains("hold asks no store"));
      CHECK(refusal(std::string(lock) + "workload=bill " + setting).empty());
    }
}

TEST_CASE("what a cut does to messages is refused where it is in a link without any") {
  const std::string bills = "leader-election workload=bill ";
  for (const char* setting : {"cut-stops=requests", "across-cut=dropped"}) {
    INFO(setting);
    CHECK_THAT(refusal(bills + setting), Contains("over the link that is cut"));
    CHECK(refusal(bills + "cut=store " + setting).empty());
  }
}

TEST_CASE("that wall clocks differ is refused where only one is read") {
  CHECK_THAT(refusal("row-lock clock=database skew=1"), Contains("only one wall clock is read"));
  CHECK(refusal("row-lock clock=database skew=1 start=scheduled").empty());
  CHECK(refusal("row-lock skew=1").empty());
}

TEST_CASE("epochs are refused where the lock service forgets no token") {
  for (const char* safe : {"failovers=1 replication=synchronous", "service-restarts=1"})
    CHECK_THAT(refusal(std::string("lease epochs=true ") + safe), Contains("forgets no token"));
  for (const char* forgetful : {"failovers=1", "service-restarts=1 fsync=later"})
    CHECK(refusal(std::string("lease epochs=true ") + forgetful).empty());
  CHECK_THAT(refusal("redlock epochs=true service-restarts=1 fsync=never"),
             Contains("forgets no token"));
}

TEST_CASE("where no message is sent no verdict depends on messages or on a store") {
  const auto model = made("leader-key");
  for (const Assumption& assumption : model->shape().assumptions)
    CHECK_THAT(assumption.sentence, !Contains("message") && !Contains("store"));
}

TEST_CASE("a setting that had an effect only beside another is dropped with it") {
  const auto known = find_protocol(catalogue(), "lease").parameters();
  const std::vector<Setting> retries{{"retry", "fresh"}, {"request-ids", "true"}};
  CHECK(kit::with_effect(retries, known).empty());
  std::vector<Setting> all = retries;
  all.push_back({"timeouts", "1"});
  CHECK(kit::with_effect(all, known) == all);
}

}  // namespace lockstep
