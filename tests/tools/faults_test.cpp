#include "tests/catch.hpp"
#include "tests/tools/program.hpp"
#include "tools/report/fault_words.hpp"

#include <nlohmann/json.hpp>

namespace lockstep {
namespace {

using Json = nlohmann::json;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a combination of faults is put into words") {
  Shape shape;
  shape.actions = {{"is paused", true, "pause"},
                   {"crashes", true, "crash"},
                   {"loses a letter", true},
                   {"acts", false}};
  CHECK(faults_in_words({0, 0, 0, 0}, shape) == "no faults");
  CHECK(faults_in_words({1, 0, 0, 0}, shape) == "one pause");
  CHECK(faults_in_words({1, 2, 0, 0}, shape) == "one pause and 2 crashes");
  CHECK(faults_in_words({2, 0, 1, 0}, shape) == "2 pauses and `loses a letter` once");
  CHECK(faults_in_words({1, 1, 3, 0}, shape) ==
        "one pause, one crash and `loses a letter` 3 times");
}

TEST_CASE("faults reports what violates each property and what it holds under", "[large]") {
  const Ran ran = lockstep_program("faults lease delay=0 pauses=2 crashes=2 --ascii");
  CHECK(ran.status == 1);
  CHECK(has(ran.output,
            "mutual exclusion at the service: holds under every combination of faults\n"));
  CHECK(has(ran.output,
            "billed at most once\n"
            "      violated by one pause (20 steps) [4]\n"
            "      holds with  2 crashes\n"));
}

TEST_CASE("the run of a combination can be drawn by its number") {
  const Ran ran =
      lockstep_program("faults lease delay=0 --property 'billed at most once' --draw 1");
  CHECK(ran.status == 1);
  CHECK(has(ran.output,
            "Shortest run with one pause that violates \"billed at most once\": 20 steps, 1"));
  const Ran none = lockstep_program("faults lease delay=0 --draw 9");
  CHECK(none.status == 2);
  CHECK(has(none.output, "there are 1 to 4"));
}

TEST_CASE("combinations of faults in JSON come with their runs") {
  const Ran ran =
      lockstep_program("faults lease delay=0 crashes=1 --property 'billed at most once' --json");
  const Json json = Json::parse(ran.output);
  CHECK(json["format"] == "lockstep-faults");
  CHECK(json["verdict"] == "violated");
  CHECK(json["stopped"].is_null());
  const Json& property = json["properties"][0];
  CHECK(property["broken_by"][0]["sentence"] == "one pause");
  CHECK(property["broken_by"][0]["faults"][0]["times"] == 1);
  CHECK(property["broken_by"][0]["trace"]["steps"].size() == 20);
  CHECK(property["survives"][0]["sentence"] == "one crash");
}

TEST_CASE("a protocol that no fault violates holds under every combination") {
  const Ran ran = lockstep_program("faults lease expiry=never delay=0 pauses=2");
  CHECK(ran.status == 0);
  CHECK_FALSE(has(ran.output, "violated by"));
}

TEST_CASE("allowing a second crash does not hide what the first one violates") {
  for (const char* crashes : {"1", "2"}) {
    const Ran ran =
        lockstep_program(std::string("faults lease expiry=never delay=0 crashes=") + crashes);
    CHECK(has(ran.output, "violated by one crash (5 steps)"));
  }
}

TEST_CASE("combinations larger than was asked for are not tried, and the report says so") {
  const Ran ran = lockstep_program("faults lease delay=0 crashes=2 --faults 1");
  CHECK(has(ran.output, "only combinations of up to 1 fault were tried"));
}

TEST_CASE("check shows the run with the fewest faults when it is asked to", "[large]") {
  const Ran ran = lockstep_program("check lease --fewest-faults");
  CHECK(ran.status == 1);
  CHECK(has(ran.output, "violated in 18 steps (no faults)"));
  CHECK(has(ran.output, "Run with the fewest faults that violates \"billed at most once\""));
  const Ran one = lockstep_program("check lease delay=0 --fewest-faults");
  CHECK(has(one.output, "violated in 20 steps (1 fault, minimum)"));
}

}  // namespace
}  // namespace lockstep
