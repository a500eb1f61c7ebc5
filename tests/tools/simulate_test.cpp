// Random runs, through the real program.
#include "tests/catch.hpp"
#include "tests/tools/program.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;
using Json = nlohmann::json;

Json simulated(const std::string& question) {
  Json json = Json::parse(lockstep_program("simulate " + question + " --json 2>/dev/null").output);
  json.erase("seconds");
  return json;
}

}  // namespace

TEST_CASE("a simulation that finds a counterexample draws it, and says that it was shortened") {
  const Ran ran =
      lockstep_program("simulate lease --property 'billed at most once' --ascii --width 100");
  CHECK(ran.status == 1);
  CHECK_THAT(ran.output,
             Contains("Random run, shortened, that violates \"billed at most once\": 18 steps"));
  CHECK_THAT(ran.output, Contains("Shortened from 22 steps."));
  CHECK_THAT(ran.output, Contains("another run may be shorter"));
}

TEST_CASE("a simulation that finds nothing is unknown, and says what it covered") {
  const Ran ran = lockstep_program("simulate peterson --runs 50 --depth 40 --width 100");
  CHECK(ran.status == 4);
  CHECK_THAT(ran.output, Contains("mutual exclusion  unknown: no run violated it"));
  CHECK_THAT(ran.output, Contains("seed 1, 50 runs, 2,000 steps, the longest run has 40 steps"));
  CHECK_THAT(ran.output, Contains("actions taken: 4 of 4"));
  CHECK_THAT(ran.output, Contains("That proves nothing"));
}

TEST_CASE("a simulation names the actions that no run took") {
  const Json json = simulated("lease pauses=0 store=fenced --runs 20 --property 'no deadlock'");
  CHECK(json["verdict"] == "unknown");
  for (const Json& action : json["actions"])
    if (action["name"] == "crashes") CHECK(action["taken"] == 0);
  CHECK_THAT(lockstep_program("simulate lease --runs 5 --width 1000").output,
             Contains("never taken: refuses; crashes; "));
}

TEST_CASE("a seed gives the same answer at any number of threads") {
  for (const char* question :
       {"lease clients=3", "redlock --runs 300", "abstract-lease --seed 9"}) {
    const Json one = simulated(std::string(question) + " --threads 1");
    for (const char* threads : {"2", "8"})
      CHECK(simulated(std::string(question) + " --threads " + threads) == one);
  }
}

TEST_CASE("what a simulation finds violated, check finds violated in as many steps or fewer",
          "[large]") {
  for (const char* question : {"lease", "lease delay=0 crashes=1 pauses=1",
                               "abstract-lease clients=3", "leader-key", "row-lock delay=0 skew=4",
                               "timestamp-lock", "deadline-lease", "peterson clients=3 skip=1"}) {
    const Json found = simulated(std::string(question) + " --runs 2000");
    const Json exact = Json::parse(
        lockstep_program("check " + std::string(question) + " --no-ledger --json 2>/dev/null")
            .output);
    CHECK(found["verdict"] == "violated");
    for (std::size_t i = 0; i < found["properties"].size(); ++i) {
      const Json& one = found["properties"][i];
      if (one["verdict"] != "violated") continue;
      INFO(question << ": " << one["name"]);
      CHECK(exact["properties"][i]["verdict"] == "violated");
      CHECK(one["steps"] >= exact["properties"][i]["steps"]);
      CHECK(one["steps"] <= one["steps_found"]);
    }
  }
}

TEST_CASE("a simulation's counterexample can be saved and drawn again") {
  const std::string path = scratch_file("simulated.json");
  CHECK(lockstep_program("simulate lease --quiet --trace " + path).status == 1);
  CHECK_THAT(lockstep_program("trace " + path).output, Contains("Random run, shortened"));
  write_file(path, lockstep_program("simulate lease --json").output);
  CHECK_THAT(lockstep_program("trace " + path).output, Contains("Random run, shortened"));
  std::filesystem::remove(path);
}

TEST_CASE("a time is a limit of a simulation in place of a number of runs") {
  const Ran ran = lockstep_program("simulate peterson --time 0.2s --width 100");
  CHECK(ran.status == 4);
  CHECK_THAT(ran.output, Contains("Incomplete: the time limit was reached."));
}

TEST_CASE("options of a simulation that make no sense are refused") {
  for (const char* option : {"--runs 0", "--depth 0", "--seed x", "--fault-weight -1"}) {
    const Ran ran = lockstep_program(std::string("simulate peterson ") + option);
    CHECK(ran.status == 2);
    CHECK_THAT(ran.output, Contains("must be an integer from"));
  }
  CHECK(lockstep_program("simulate peterson --property nonsense").status == 2);
}

}  // namespace lockstep
