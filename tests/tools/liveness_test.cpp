// Liveness on the command line: asked for by name or all of it, with the fairness that it assumes.
#include "tests/catch.hpp"
#include "tests/tools/program.hpp"
#include "tests/tools/snapshot.hpp"
#include "tests/tools/story.hpp"
#include "tools/chart/steps.hpp"
#include "tools/report/trace_json.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;
using Json = nlohmann::json;

Trace overtaken_forever() {
  Story story("starvation freedom", "client 1 waits forever",
              {"client 1", "client 2", "lock service", "time"});
  story.step(0, "asks").send(2, "acquire").step(1, "asks").send(2, "acquire");
  story.step(2, "grants").receive(2).begin(2, BarKind::lease, "client 2");
  story.step(3, "time passes").step(1, "releases").end(2, BarKind::lease);
  Trace trace = story.told();
  trace.loop_from = 1;
  trace.party = "client 1";
  trace.why = {"\"lock service grants client 1\" is possible, but not before step 4"};
  return trace;
}

}  // namespace

TEST_CASE("a loop is drawn with its bar at the side") {
  const std::string drawn = lockstep::drawn(overtaken_forever(), {}, true);
  CHECK(drawn == expected_chart("overtaken_forever", drawn));
}

TEST_CASE("a run that stops is drawn with what it says") {
  Trace trace = overtaken_forever();
  trace.loop_from = trace.steps.size();
  const std::string drawn = lockstep::drawn(trace, {}, false);
  CHECK_THAT(drawn, Contains("5 steps, then nothing"));
  CHECK_THAT(drawn, Contains("Nothing happens after that, forever."));
}

TEST_CASE("a loop survives its way through JSON") {
  const Trace trace = overtaken_forever();
  CHECK(traces_in(trace_text(trace), "text") == std::vector{trace});
}

TEST_CASE("a loop that begins after the last step is refused") {
  Json json = Json::parse(trace_text(overtaken_forever()));
  json["loop_from"] = 6;
  CHECK_THROWS_WITH(traces_in(json.dump(), "text"), Contains("loop_from"));
}

TEST_CASE("a client that Fischer's lock starves is drawn and named") {
  const Ran ran = lockstep_program("check fischer --liveness");
  CHECK(ran.status == 1);
  CHECK_THAT(ran.output, Contains("deadlock freedom    holds"));
  CHECK_THAT(ran.output, Contains("violated: 0 steps, then 6 forever"));
  CHECK_THAT(ran.output, Contains("client 1 tries to enter forever, and never does."));
  CHECK_THAT(ran.output, Contains("Steps 1 to 6 again, forever."));
}

TEST_CASE("a lock that starves nobody holds, and says under which fairness") {
  const Ran ran = lockstep_program("check peterson --property 'starvation freedom'");
  CHECK(ran.status == 0);
  CHECK_THAT(ran.output, Contains("forced if possible all the time: \"says that it came last\""));
  CHECK_THAT(ran.output, Contains("never forced: every fault, and \"wants the lock\""));
}

TEST_CASE("a check without liveness names the goals that it did not judge") {
  const std::string line = "not judged without --liveness: deadlock freedom, starvation freedom";
  CHECK_THAT(lockstep_program("check peterson").output, Contains(line));
  CHECK_THAT(lockstep_program("check lease").output, Contains("starvation freedom and 4 more\n"));
  for (const std::string asked :
       {"peterson --liveness", "peterson --quiet", "peterson --property 'mutual exclusion'",
        "abstract-lease clients=2"})
    CHECK_THAT(lockstep_program("check " + asked).output, !Contains("without --liveness"));
  const auto in_json = [](const std::string& arguments) {
    return Json::parse(lockstep_program("check --json " + arguments).output)["liveness_not_judged"];
  };
  CHECK(in_json("peterson") == Json{"deadlock freedom", "starvation freedom"});
  CHECK(in_json("peterson --property 'deadlock freedom'") == Json{"starvation freedom"});
  CHECK(in_json("peterson --liveness") == Json::array());
}

TEST_CASE("reductions are for the other properties alone, and the report says why") {
  const std::string why = "need not be fair to each of them";
  const Ran ran = lockstep_program("check fischer --liveness --reduction symmetry --width 200");
  CHECK_THAT(ran.output, Contains("reductions: symmetry"));
  CHECK_THAT(ran.output, Contains("without reductions"));
  CHECK_THAT(ran.output, Contains(why));
  CHECK_THAT(lockstep_program("check fischer --liveness --reduction none --width 200").output,
             !Contains(why));
  const auto liveness = [](const std::string& reduction) {
    Json json = Json::parse(
        lockstep_program("check fischer --liveness --json --reduction " + reduction).output);
    json["liveness"].erase("seconds");
    return json["liveness"];
  };
  CHECK(liveness("all") == liveness("none"));
}

TEST_CASE("fairness is changed on the command line") {
  const Ran ran = lockstep_program(
      "check peterson --property 'starvation freedom' --fair 'leaves the critical section=none'");
  CHECK(ran.status == 1);
  CHECK_THAT(ran.output, Contains("then nothing"));
  CHECK(
      lockstep_program("check fischer --property 'starvation freedom' --fair "
                       "'sees the variable free=strong' --fair 'finds its name and enters=strong'")
          .status == 1);
}

TEST_CASE("a change of fairness that means nothing is refused") {
  const auto refusal = [](const std::string& arguments) {
    const Ran ran = lockstep_program("check " + arguments);
    CHECK(ran.status == 2);
    return ran.output;
  };
  CHECK_THAT(refusal("peterson --fair leaves=weak"), Contains("only with --liveness"));
  CHECK_THAT(refusal("peterson --liveness --fair 'wants the lok=weak'"),
             Contains("did you mean `wants the lock`?"));
  CHECK_THAT(refusal("peterson --liveness --fair wants"), Contains("must be ACTION=none"));
  CHECK_THAT(refusal("lease crashes=1 --liveness --fair crashes=weak"), Contains("is a fault"));
}

TEST_CASE("liveness in JSON is the same at any number of threads and can be drawn again") {
  const auto report = [](const std::string& threads) {
    Json json = Json::parse(
        lockstep_program("check lamport-fast --liveness --json --threads " + threads).output);
    json["liveness"].erase("seconds");
    return json["liveness"];
  };
  const Json one = report("1");
  CHECK(one == report("2"));
  CHECK(one == report("8"));
  CHECK(one["goals"][0]["verdict"] == "holds");
  CHECK(one["goals"][1]["verdict"] == "violated");
  CHECK(one["goals"][1]["party"] == "client 1");
  CHECK(one["goals"][1]["trace"]["loop_from"] == one["goals"][1]["stem"]);
  const std::string path = scratch_file("starves.json");
  const Ran saved =
      lockstep_program("check fischer --property 'starvation freedom' --quiet --trace " + path);
  CHECK(saved.status == 1);
  CHECK_THAT(lockstep_program("trace " + path).output, Contains("Steps 1 to 6 again, forever."));
}

TEST_CASE("a limit makes liveness unknown") {
  const Ran ran =
      lockstep_program("check lamport-fast clients=3 --property 'deadlock freedom' --states 500");
  CHECK(ran.status == 4);
  CHECK_THAT(ran.output, Contains("liveness is unknown: the limit of 500 states was hit"));
}

TEST_CASE("a goal that nothing asks for is not judged") {
  const Ran ran = lockstep_program("check lease --property 'freed after a crash' --width 200");
  CHECK(ran.status == 4);
  CHECK_THAT(ran.output, Contains("because no client crashes while it holds the lock"));
}

TEST_CASE("what does not judge goals refuses them by what they are") {
  for (const std::string verb : {"faults", "simulate"}) {
    const Ran ran = lockstep_program(verb + " fischer --property 'starvation freedom'");
    CHECK(ran.status == 2);
    CHECK_THAT(ran.output, Contains("is a liveness property: only `lockstep check` judges it"));
  }
}

TEST_CASE("verify runs claims of liveness and tells them in JSON") {
  const Json json = Json::parse(lockstep_program("verify two-phase-commit --json").output);
  CHECK(json["verdict"] == "met");
  std::vector<Json> claims;
  for (const Json& claim : json["claims"])
    if (claim["liveness"]) claims.push_back(claim);
  REQUIRE(claims.size() == 2);
  CHECK(claims[0]["found"] == Json{{{"property", "non-blocking"}, {"steps", 2}, {"loop", 0}}});
  CHECK(claims[1]["fair"] == Json{"decides to abort=weak"});
  CHECK(claims[1]["found"] == Json::array());
}

// The lines of the ledger that say what rests on the fairness of an action.
std::map<std::string, Json> fairness_lines(const Json& report) {
  std::map<std::string, Json> found;
  for (const Json& line : report["assumptions"])
    if (line["without"].is_string() &&
        line["without"].get<std::string>().find("--fair") != std::string::npos)
      found[line["without"]] = line;
  return found;
}

TEST_CASE("the ledger says which fairness a liveness property rests on") {
  const auto lines =
      fairness_lines(Json::parse(lockstep_program("check peterson --liveness --json").output));
  REQUIRE(lines.size() == 3);
  const Json& leaves = lines.at("--fair \"leaves the critical section=none\"");
  CHECK(leaves["tried"] == "yes");
  REQUIRE(leaves["carries"].size() == 1);
  CHECK(leaves["carries"][0]["property"] == "starvation freedom");
  CHECK(leaves["carries"][0]["steps"] == 6);
  CHECK(leaves["carries"][0]["loop"] == 0);
  const Ran drawn = lockstep_program(
      "check peterson --property 'starvation freedom' --fair 'leaves the critical section=none'");
  CHECK_THAT(drawn.output, Contains("violated: 6 steps, then nothing"));
}

TEST_CASE("forced actions on which no verdict rests are named together") {
  const Ran ran = lockstep_program("check fischer --liveness --width 200");
  CHECK_THAT(ran.output, Contains("no verdict rests on any one of them: \"writes its name"));
  CHECK_THAT(ran.output, Contains("--fair \"time passes=none\" violates \"deadlock freedom\""));
}

TEST_CASE("the ledger relaxes bounds and faults for liveness properties") {
  const Ran ran = lockstep_program(
      "check lease delay=0 pauses=0 expiry=never --property 'deadlock freedom' --width 200");
  CHECK(ran.status == 0);
  CHECK_THAT(ran.output, Contains("load-bearing: crashes=1 violates \"deadlock freedom\" ("));
  CHECK_THAT(ran.output, Contains("(force-unlocks=1: no further violations)"));
}

TEST_CASE("without a ledger no fairness is dropped") {
  const Json report =
      Json::parse(lockstep_program("check peterson --liveness --no-ledger --json").output);
  CHECK(fairness_lines(report).empty());
}

TEST_CASE("the list of a protocol names its liveness properties") {
  CHECK_THAT(lockstep_program("list fischer").output, Contains("starvation freedom"));
}

}  // namespace lockstep
