#include "tests/catch.hpp"
#include "tests/tools/program.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace lockstep {
namespace {

using Json = nlohmann::json;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::map<std::string, Json> alternatives_of(const Json& explanation) {
  std::map<std::string, Json> all;
  for (const Json& one : explanation["alternatives"])
    all[one["name"].get<std::string>() + "=" + one["value"].get<std::string>()] = one;
  return all;
}

Json explained(const std::string& arguments) {
  const Ran ran = lockstep_program("explain " + arguments + " --json");
  INFO(ran.output);
  CHECK(ran.status == 0);
  return Json::parse(ran.output);
}

TEST_CASE("explain tells which setting would have prevented a second charge, and which would not") {
  const auto all = alternatives_of(explained("lease"));
  for (const char* prevents : {"store=fenced", "store=idempotent", "expiry=never"})
    CHECK(all.at(prevents)["verdict"] == "holds");
  for (const char* does_not : {"store=fenced-writes", "ttl=2", "release=checked-apart", "delay=0"})
    CHECK(all.at(does_not)["verdict"] == "violated");
  CHECK(all.at("delay=0")["of"] == "environment");
  CHECK(all.at("store=owner-checked")["breaks"][0]["property"] == "nothing left unbilled");
}

TEST_CASE("each answer of explain is that of a check with the setting changed", "[large]") {
  const Json json = explained("deadline-lease --property 'billed at most once'");
  for (const auto& [setting, one] : alternatives_of(json)) {
    if (!one.contains("verdict") || one["verdict"].is_null()) continue;
    const Json check =
        Json::parse(lockstep_program("check deadline-lease --no-ledger --json " + setting).output);
    for (const Json& property : check["properties"])
      if (property["name"] == json["property"]) {
        INFO(setting);
        CHECK(one["verdict"] == property["verdict"]);
        CHECK(one.value("steps", Json()) == property.value("steps", Json()));
      }
  }
}

TEST_CASE("explain does not try what makes it worse, another workload or fewer clients",
          "[large]") {
  const auto all = alternatives_of(explained("lease clients=3"));
  for (const auto& [setting, one] : all)
    for (const char* name : {"clients=", "workload=", "job=", "crashes=", "work=any"})
      CHECK_FALSE(setting.rfind(name, 0) == 0);
}

TEST_CASE("explain tries times with units, too") {
  const auto all = alternatives_of(explained("deadline-lease ttl=30s deadline=25s delay=10s"));
  CHECK(all.at("ttl=60s")["verdict"] == "holds");  // deadline + delay <= ttl
  CHECK(all.at("deadline=50s")["verdict"] == "violated");
  CHECK(all.at("delay=0")["of"] == "environment");
  CHECK(all.at("delay=0")["verdict"] == "holds");
}

TEST_CASE("explain has nothing to say of what is not violated, and refuses what is no property") {
  const Ran nothing =
      lockstep_program("explain lease store=fenced --property 'billed at most once'");
  CHECK(nothing.status == 0);
  CHECK(has(nothing.output, "Nothing to explain"));
  CHECK(lockstep_program("explain lease --property nonsense").status == 2);
}

TEST_CASE("the explanation in the README is the one that the program prints", "[large]") {
  const std::string text = lockstep_program("explain lease --width 80").output;
  CHECK(has(read_file(std::string(LOCKSTEP_SOURCE_DIR) + "/README.md"),
            text.substr(0, text.find("\nNot tried"))));
}

TEST_CASE("an explanation has the same bytes at any number of threads, and is open at a limit",
          "[large]") {
  const Ran one = lockstep_program("explain lease --threads 1");
  CHECK(lockstep_program("explain lease --threads 8").output == one.output);
  const Ran limited = lockstep_program("explain lease --states 1500");
  CHECK(limited.status == 4);
}

}  // namespace
}  // namespace lockstep
