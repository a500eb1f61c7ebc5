// Trace files that somebody else wrote, or that were damaged: thousands of changes to valid ones,
// the same each time. What is read is refused with one sentence, or can be drawn.
#include "checker/errors/errors.hpp"
#include "tests/catch.hpp"
#include "tests/tools/traces.hpp"
#include "tools/chart/steps.hpp"
#include "tools/report/trace_json.hpp"

#include <random>

namespace lockstep {
namespace {

constexpr int changes = 4000;

// One of: a byte is another, some bytes are gone, come twice, or a value is one that is odd.
std::string changed(std::string text, std::mt19937& random) {
  const auto below = [&](std::size_t bound) { return random() % bound; };
  const std::size_t at = below(text.size()), length = 1 + below(40);
  static const std::vector<std::string> odd{
      "-1",     "1e999", "18446744073709551616", "null", "[]",   "{}",       "\"\"",
      "true",   "[[[",   "\"\\ud800\"",          "0.5",  "\x00", "\xff\xfe", "\n",
      "1000001"};
  switch (below(5)) {
    case 0: text[at] = static_cast<char>(below(256)); break;
    case 1: text.erase(at, length); break;
    case 2: text.insert(at, text.substr(below(text.size()), length)); break;
    case 3: {  // the value behind a colon
      const std::size_t value = text.find(": ", at);
      const std::size_t end = text.find_first_of(",\n", value);
      if (end != std::string::npos)
        text.replace(value + 2, end - value - 2, odd[below(odd.size())]);
      break;
    }
    default: text.insert(at, odd[below(odd.size())]);
  }
  return text;
}

// Draws it, or says why not: one sentence that names the file.
void read_or_refuse(const std::string& text) {
  try {
    for (const Trace& trace : traces_in(text, "t.json"))
      CHECK_FALSE(drawn(trace, {}, true).empty());
  } catch (const Refused& refused) {
    const std::string sentence = refused.what();
    CHECK(sentence.starts_with("t.json: "));
    CHECK(sentence.find('\n') == std::string::npos);
  }
}

}  // namespace

TEST_CASE("a trace file that was changed anywhere is drawn or refused with one sentence") {
  std::mt19937 random(20);
  for (const Trace& trace : {article(), bad_network(), crowd()}) {
    const std::string text = trace_text(trace);
    for (int i = 0; i < changes / 3; ++i) {
      std::string other = text;
      for (auto many = 1 + random() % 3; many > 0 && !other.empty(); --many)
        other = changed(std::move(other), random);
      read_or_refuse(other);
    }
  }
}

TEST_CASE("a trace file that is nested without end is refused") {
  std::string text = trace_text(article());
  const std::string start = "\"start\": {";
  const std::size_t at = text.find(start);
  REQUIRE(at != std::string::npos);
  const std::string deep(200'000, '[');
  text.insert(at + start.size(), "\"x\": " + deep + std::string(deep.size(), ']') + ", ");
  CHECK_THROWS_AS(traces_in(text, "t.json"), Refused);
}

}  // namespace lockstep
