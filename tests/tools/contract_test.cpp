// A model that breaks its contract, as `lockstep check` finds it: no verdict, and the run that
// leads there.
#include "checker/errors/errors.hpp"
#include "models/kit/kit.hpp"
#include "tests/catch.hpp"
#include "tests/tools/program.hpp"
#include "tests/tools/wrong.hpp"
#include "tools/commands/check.hpp"
#include "tools/questions/check.hpp"
#include "tools/questions/claims.hpp"
#include "tools/report/report_json.hpp"
#include "tools/report/trace_json.hpp"

#include <nlohmann/json.hpp>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;
using Json = nlohmann::json;

Catalogue wrong_ones() {
  Catalogue all;
  all.push_back(wrong());
  return all;
}

CheckCommand checking(const std::string& mistake) {
  CheckCommand command;
  command.protocol = "wrong";
  command.settings = {"mistake=" + mistake};
  command.display.quiet = true;
  return command;
}

int answer(const std::string& mistake) { return run(checking(mistake), wrong_ones()); }

// The run that comes with a broken contract.
ContractFault fault_of(const std::string& mistake) {
  const auto entry = wrong();
  const auto settings = parse_settings({"mistake=" + mistake});
  const auto model = entry->make(settings);
  try {
    ask({*entry, settings, *model}, {}, {});
  } catch (const ContractFault& fault) {
    return fault;
  }
  throw std::runtime_error("the contract is kept");
}

TEST_CASE("a model that keeps its contract has a verdict") { CHECK(answer("none") == exit_holds); }

TEST_CASE(
    "a guard after a change is a broken contract in every check, with a run that leads there") {
  CHECK_THROWS_WITH(
      answer("late-guard"),
      Contains("`counts` changed count (3 to 4) before a WHEN") && Contains("UNDO_UNLESS"));
  const ContractFault fault = fault_of("late-guard");
  CHECK(fault.trace.steps.size() == 3);
  CHECK(fault.trace.property == "the model's contract");
}

TEST_CASE("a change that a state has no room for is a broken contract") {
  CHECK_THROWS_WITH(
      answer("outside"),
      Contains("`lights another` changed what a state of these settings has no room"));
}

TEST_CASE("a model with a memory of its own has answered differently when asked twice") {
  CHECK_THROWS_AS(answer("memory"), ContractBroken);
  CHECK_THROWS_WITH(answer("memory"),
                    Contains("answered differently when asked twice") && Contains("\"remembers\""));
}

TEST_CASE("a counterexample that a model with a memory does not take again is its own fault") {
  CHECK_THROWS_WITH(answer("forgotten-way"), Contains("answered differently when asked twice"));
}

TEST_CASE("a count that overflows comes with a shortest run that leads there") {
  const ContractFault fault = fault_of("overflow");
  CHECK_THAT(fault.what(), Contains("`counts`") && Contains("field count"));
  CHECK(fault.trace.steps.size() == 5);
  CHECK(fault.trace.steps.back().action == "counts");
}

TEST_CASE("a timelock names the deadline that is overdue, with a shortest run that leads there") {
  const ContractFault fault = fault_of("timelock");
  CHECK_THAT(fault.what(), Contains("a timelock: `fuse` is overdue"));
  CHECK(fault.trace.steps.size() == 5);
}

TEST_CASE("a broken contract in JSON is a document from which its run can be drawn") {
  const ContractFault fault = fault_of("overflow");
  const std::string text = broken_contract_json("wrong", {}, fault.what(), &fault.trace);
  const Json json = Json::parse(text);
  CHECK(json["verdict"] == "contract broken");
  CHECK(json["properties"][0]["steps"] == 5);
  CHECK(traces_in(text, "here").at(0).steps.size() == 5);
}

TEST_CASE("a broken contract makes a claim fail and names the mistake") {
  const auto entry = wrong();
  const Options options;
  for (const char* mistake : {"late-guard", "memory", "overflow", "timelock"}) {
    ClaimRunner runner(*entry, options);
    const ClaimResult result = runner.run({std::string("mistake=") + mistake, {}});
    CHECK(result.contract_broken);
    CHECK_THAT(result.different.back(), Contains("the model broke its contract"));
  }
}

TEST_CASE("the contract is tried in every state of a small search and in a sample of a large one") {
  const auto contract = [](const std::string& question) {
    const Ran ran = lockstep_program("check " + question + " --json --no-ledger 2>/dev/null");
    return Json::parse(ran.output)["contract"];
  };
  CHECK(contract("lease delay=0") == Json{{"states", 468}, {"every", true}});
  CHECK(contract("peterson clients=4") == Json{{"states", 2000}, {"every", false}});
  const Ran ran = lockstep_program("check peterson clients=4");
  CHECK_THAT(ran.output, Contains("contract: checked on 2,000 of "));
}

TEST_CASE("the limit of time holds for all that a check asks") {
  const auto entry = wrong();
  const auto model = entry->make({});
  Options options;
  options.seconds_max = 1;
  options.began = std::chrono::steady_clock::now() - std::chrono::seconds(2);
  const Outcome found = ask({*entry, {}, *model}, {}, options);
  CHECK(found.report.stopped == "the time limit of 1 s was hit");
  CHECK(found.contract.states == 0);
  CHECK_FALSE(found.contract.every);
}

}  // namespace
}  // namespace lockstep
