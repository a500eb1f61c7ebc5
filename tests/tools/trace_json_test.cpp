#include "tools/report/trace_json.hpp"

#include "checker/errors/errors.hpp"
#include "tests/catch.hpp"
#include "tests/tools/traces.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <limits>

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

// What is said about a trace file with one thing changed.
std::string refusal(const std::function<void(Json&)>& change) {
  Json json = trace_to_json(article());
  change(json);
  try {
    traces_in(json.dump(), "t.json");
  } catch (const Refused& refused) {
    return refused.what();
  }
  return "accepted";
}

bool says(const std::string& message, const std::string& part) {
  return message.starts_with("t.json: ") && message.find(part) != std::string::npos &&
         message.find("write") != std::string::npos;
}

}  // namespace

TEST_CASE("a trace that is written and read again is the same") {
  for (const Trace& trace : {article(), article_in_atomic_steps(), bad_network(), crowd()}) {
    const auto read = traces_in(trace_text(trace), "t.json");
    REQUIRE(read.size() == 1);
    CHECK(read[0] == trace);
  }
}

TEST_CASE("a trace of times with units is read again, however long a tick is") {
  Trace trace = article();
  for (const long tick : {1L, 172'800'000'000'000L, std::numeric_limits<long>::max()}) {
    trace.tick_nanoseconds = tick;
    CHECK(traces_in(trace_text(trace), "t.json").at(0) == trace);
  }
}

TEST_CASE("a trace file that is cut off anywhere is refused") {
  const std::string text = trace_text(article_in_atomic_steps());
  const std::size_t whole = text.rfind('}') + 1;  // then comes only a line end
  for (std::size_t length = 0; length < whole; ++length)
    REQUIRE_THROWS_AS(traces_in(text.substr(0, length), "t.json"), Refused);
  CHECK_NOTHROW(traces_in(text.substr(0, whole), "t.json"));
}

TEST_CASE("a lane out of range is refused with its place") {
  CHECK(says(refusal([](Json& json) { json["steps"][3]["lane"] = 5; }), "`steps[3].lane`"));
  CHECK(says(refusal([](Json& json) { json["steps"][0]["sent"][0]["to"] = 99; }),
             "`steps[0].sent[0].to`"));
  CHECK(says(refusal([](Json& json) { json["steps"][1]["bars"][0]["lane"] = -1; }),
             "`steps[1].bars[0].lane`"));
}

TEST_CASE("a member that is missing or of another type is refused with its place") {
  CHECK(says(refusal([](Json& json) { json.erase("lanes"); }), "has no \"lanes\""));
  CHECK(says(refusal([](Json& json) { json["steps"] = 3; }), "`steps` must be an array"));
  CHECK(says(refusal([](Json& json) { json["steps"][0]["fault"] = "no"; }), "`steps[0].fault`"));
  CHECK(says(refusal([](Json& json) { json["start"] = "idle"; }), "`start` must be an object"));
  CHECK(says(refusal([](Json& json) { json["lanes"] = Json::array(); }), "`lanes`"));
  CHECK(says(refusal([](Json& json) { json = 7; }), "must be an object"));
}

TEST_CASE("another format or a later version is refused") {
  CHECK(says(refusal([](Json& json) { json["format"] = "itf"; }), "`format`"));
  CHECK(says(refusal([](Json& json) { json["version"] = 2; }), "`version`"));
}

TEST_CASE("a message that arrives twice is refused") {
  CHECK(says(refusal([](Json& json) {
               json["steps"][2]["received"].push_back(json["steps"][2]["received"][0]);
             }),
             "receives message 2 a second time"));
  CHECK(says(refusal([](Json& json) { json["steps"][3]["sent"][0]["id"] = 1; }),
             "sends message 1 a second time"));
}

TEST_CASE("an unknown kind of bar is refused") {
  CHECK(says(refusal([](Json& json) { json["steps"][1]["bars"][0]["kind"] = "sleeping"; }),
             "is not a kind of bar"));
}

TEST_CASE("members that are not known are ignored") {
  CHECK(refusal([](Json& json) { json["steps"][0]["colour"] = "red"; }) == "accepted");
}

TEST_CASE("the traces of a report can be read from it") {
  const Json report{{"format", "lockstep-report"},
                    {"version", 1},
                    {"properties",
                     {{{"name", "holds"}, {"trace", nullptr}},
                      {{"name", "broken"}, {"trace", trace_to_json(article())}},
                      {{"name", "broken too"}, {"trace", trace_to_json(crowd())}}}}};
  CHECK(traces_in(report.dump(), "r.json") == std::vector<Trace>{article(), crowd()});
}

}  // namespace lockstep
