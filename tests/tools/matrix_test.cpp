#include "tests/catch.hpp"
#include "tests/tools/program.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace lockstep {
namespace {

using Json = nlohmann::json;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Json matrix(const std::string& arguments) {
  const Ran ran = lockstep_program("matrix " + arguments + " --as json");
  INFO(ran.output);
  CHECK(ran.status == 0);
  return Json::parse(ran.output);
}

std::map<std::string, std::string> verdicts_of(const Json& row) {
  std::map<std::string, std::string> verdicts;
  for (const Json& cell : row["cells"]) verdicts[cell["property"]] = cell["verdict"];
  return verdicts;
}

// Locks that wait for their holder, whatever became of it, are what the theorems leave possible.
bool waits_for_its_holder(const std::string& label) {
  return label == "lease expiry=never" || label == "advisory-lock";
}

TEST_CASE("a cell of a matrix has the verdict and the steps of a check of its own", "[large]") {
  const Json json = matrix("lease 'lease store=fenced' pauses=1");
  REQUIRE(json["rows"].size() == 2);
  for (const Json& row : json["rows"]) {
    const std::string command = row["command"];
    const Json alone = Json::parse(lockstep_program(command.substr(9) + " --json").output);
    CHECK(row["states"] == alone["states"]);
    for (const Json& cell : row["cells"])
      for (const Json& property : alone["properties"])
        if (property["name"] == cell["property"]) {
          CHECK(cell["verdict"] == property["verdict"]);
          CHECK(cell.value("steps", Json()) == property.value("steps", Json()));
        }
  }
}

TEST_CASE("a matrix has the same bytes at any number of threads", "[large]") {
  const std::string arguments = "matrix lease 'lease store=fenced' advisory-lock ";
  const Ran one = lockstep_program(arguments + "--threads 1");
  CHECK(one.status == 0);
  CHECK(lockstep_program(arguments + "--threads 8").output == one.output);
}

TEST_CASE("what theory forbids no lock of the library has, unless it waits for its holder",
          "[large]") {
  const Json json = matrix(
      "lease 'lease expiry=never' deadline-lease 'deadline-lease drift=unbounded' row-lock "
      "timestamp-lock leader-key advisory-lock workload=bill pauses=1 crashes=1 --no-ledger");
  int theorems = 0;
  for (const Json& row : json["rows"]) {
    const auto verdicts = verdicts_of(row);
    for (const Json& theorem : row["impossible"]) {
      const auto& names = theorem["properties"];
      const bool broken = std::any_of(names.begin(), names.end(), [&](const Json& name) {
        return verdicts.at(name) == "violated";
      });
      INFO(row["label"] << ": " << theorem["sentence"]);
      CHECK((broken || (names.size() == 1 && waits_for_its_holder(row["label"]))));
      ++theorems;
    }
  }
  CHECK(theorems > 15);
}

TEST_CASE("a matrix over a parameter has a row for each of its values") {
  const Json json = matrix("deadline-lease --over delay=0,unbounded --no-ledger");
  REQUIRE(json["rows"].size() == 2);
  CHECK(json["rows"][0]["label"] == "deadline-lease delay=0");
  CHECK(json["rows"][1]["label"] == "deadline-lease delay=unbounded");
  CHECK(matrix("lease --over store --no-ledger")["rows"].size() == 7);
}

TEST_CASE("a matrix over the environment relaxes each assumption in a row of its own") {
  const Json json = matrix("lease --over environment delay=0 pauses=0 --no-ledger");
  std::map<std::string, std::string> billed;
  for (const Json& row : json["rows"])
    billed[row["label"]] = verdicts_of(row).at("billed at most once");
  CHECK(billed.at("lease") == "holds");
  CHECK(billed.at("lease pauses=1") == "violated");
  CHECK(billed.at("lease crashes=1") == "holds");
}

TEST_CASE("a cell that rests on an assumption names it, and one in which nothing happens says so") {
  const std::string text =
      lockstep_program("matrix lease delay=0 pauses=0 --property 'billed at most once' --ascii")
          .output;
  CHECK(has(text, "only as long as no client is paused (pauses=1 violates it)"));
  CHECK(has(text, "lease: never happened: "));
}

TEST_CASE("a matrix refuses what none of its rows has, and tells what one does not have") {
  const Ran none = lockstep_program("matrix lease bla=3");
  CHECK(none.status == 2);
  CHECK(has(none.output, "unknown parameter `bla`: no row has it"));
  const Ran number = lockstep_program("matrix lease --over pauses");
  CHECK(number.status == 2);
  CHECK(has(number.output, "say which, as in --over pauses=0,1"));
  const Ran some = lockstep_program("matrix peterson lease delay=0 --no-ledger");
  CHECK(some.status == 0);
  CHECK(has(some.output, "peterson: judged without delay=0"));
}

TEST_CASE("a cell that hit a limit is unknown, and so is the exit status") {
  const Ran ran = lockstep_program("matrix lease --states 100 --ascii");
  CHECK(ran.status == 4);
  CHECK(has(ran.output, "unknown: a limit was hit"));
}

TEST_CASE("a page of a matrix has no address of another place, and each violated cell its run") {
  const Ran ran = lockstep_program("matrix lease --as html");
  CHECK(ran.status == 0);
  CHECK_FALSE(has(ran.output, "http"));
  for (std::size_t at = ran.output.find("href=\"#"); at != std::string::npos;
       at = ran.output.find("href=\"#", at + 1)) {
    const std::size_t from = at + 7;
    const std::string place = ran.output.substr(from, ran.output.find('"', from) - from);
    CHECK(has(ran.output, "<section id=\"" + place + "\">"));
  }
  CHECK(has(ran.output, "time passes"));
}

TEST_CASE("the matrix in the documents is the one that the program prints", "[large]") {
  const Ran ran = lockstep_program("matrix --as markdown");
  CHECK(ran.status == 0);
  const std::string source = LOCKSTEP_SOURCE_DIR;
  CHECK(has(read_file(source + "/docs/matrix.md"), ran.output));
  CHECK(has(read_file(source + "/README.md"), ran.output.substr(0, ran.output.find("\n\n"))));
}

}  // namespace
}  // namespace lockstep
