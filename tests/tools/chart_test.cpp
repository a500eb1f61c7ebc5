#include "tools/chart/chart.hpp"

#include "tests/catch.hpp"
#include "tests/tools/snapshot.hpp"
#include "tests/tools/story.hpp"
#include "tests/tools/traces.hpp"
#include "tools/chart/steps.hpp"
#include "tools/terminal/text.hpp"

#include <limits>
#include <sstream>

namespace lockstep {
namespace {

std::vector<Trace> every_trace() {
  return {article(), article_in_atomic_steps(), bad_network(), crowd()};
}

std::string with_width(const Trace& trace, int width) {
  ChartOptions options;
  options.width = width;
  return drawn(trace, options, true);
}

int widest_line(const std::string& text) {
  std::istringstream lines(text);
  int widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, columns_of(line));
  return widest;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

Trace story_of(int lanes) {
  std::vector<std::string> names;
  for (int i = 1; i <= lanes; ++i) names.push_back("client " + std::to_string(i));
  Story story("mutual exclusion", "two hold the lock", names);
  for (int i = 0; i < lanes; ++i) story.step(static_cast<unsigned>(i), "acts");
  return story.told();
}

void check_chart(const std::string& name, const Trace& trace, const ChartOptions& options) {
  const std::string drawn = lockstep::drawn(trace, options, true);
  CHECK(drawn == expected_chart(name, drawn));
}

}  // namespace

TEST_CASE("the customer of the article is billed twice within 80 columns") {
  check_chart("article", article(), {});
}

TEST_CASE("a protocol of atomic steps is drawn without arrows") {
  check_chart("article_in_atomic_steps", article_in_atomic_steps(), {});
}

TEST_CASE("late and lost messages, crashes and cuts look different") {
  check_chart("bad_network", bad_network(), {});
}

TEST_CASE("five lanes fit into 100 columns") { check_chart("crowd", crowd(), {100, false, true}); }

TEST_CASE("a narrow terminal shortens texts and keeps the lanes") {
  check_chart("bad_network_40", bad_network(), {40, false, true});
}

TEST_CASE("a chart can be drawn in ASCII") {
  check_chart("bad_network_ascii", bad_network(), {80, false, false});
  for (const char c : drawn(bad_network(), {80, false, false}, true))
    REQUIRE((c == '\n' || (c >= ' ' && c <= '~')));
}

TEST_CASE("what the network does with a message is not written over the message") {
  Story story("p", "p", {"process 1", "process 2"});
  story.step(1, "asks").send(0, "request").step(0, "the network duplicates request").fault();
  story.send(1, 0, "request").step(0, "takes request").receive(1);
  const std::string chart = drawn(story.told(), {}, false);
  CHECK(chart.find("the network duplicates request") != std::string::npos);
  CHECK(count(chart, "◁─ request ─") == 2);
}

TEST_CASE("no line of a chart is wider than the terminal") {
  for (const Trace& trace : every_trace())
    for (int width = chart_width_min; width <= 140; ++width)
      REQUIRE(widest_line(with_width(trace, width)) <= width);
}

TEST_CASE("a width out of range counts as the nearest that is within") {
  CHECK(with_width(article(), 1) == with_width(article(), chart_width_min));
  CHECK(with_width(article(), 1000) == with_width(article(), chart_width_max));
}

TEST_CASE("colours change nothing but colours") {
  std::string coloured = drawn(article(), {80, true, true}, true);
  std::string plain;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b')
      i = coloured.find('m', i);
    else
      plain += coloured[i];
  }
  CHECK(plain == drawn(article(), {80, false, true}, true));
}

TEST_CASE("a late message leaves and arrives with the same letter") {
  const std::string picture = chart(bad_network(), {});
  CHECK(count(picture, "─ acquire ─▷A") == 1);
  CHECK(count(picture, "A─ acquire ─►") == 1);
}

TEST_CASE("a lost message is crossed out with its letter") {
  CHECK(count(chart(bad_network(), {}), "✕B") == 1);
}

TEST_CASE("a message that never arrives is named below the chart") {
  CHECK(count(chart(bad_network(), {}), "still in flight: E log: refused (client 2 → store)") == 1);
}

TEST_CASE("the sentence below the chart says what is false") {
  CHECK(count(chart(article(), {}), "✗ billed at most once: the customer was billed twice.") == 1);
}

TEST_CASE("a run of no steps is a start state that violates the property") {
  Trace trace = story_of(2);
  trace.steps.clear();
  trace.start_bars = {{0, BarKind::critical_section, ""}, {1, BarKind::critical_section, ""}};
  CHECK(count(drawn(trace, {}, true), "two hold the lock") == 1);
}

TEST_CASE("more lanes than fit are left out with a word about it") {
  const std::string picture = with_width(story_of(32), 60);
  CHECK(count(picture, "(32 lanes do not fit into 60 columns)") == 1);
  CHECK(widest_line(picture) <= 60);
}

TEST_CASE("time that goes on is one line, with how long, and what it changes in all") {
  Story story("p", "s", {"client 1", "client 2", "time"});
  story.step(0, "begins").step(1, "waits");
  for (const int left : {3, 2, 1}) {
    story.step(2, "time passes");
    story.change("timer", std::to_string(left), std::to_string(left - 1));
  }
  story.step(0, "is late");
  Trace trace = story.told();
  const std::string ticks = drawn(trace, {}, true);
  CHECK(count(ticks, "3–5") == 2);
  CHECK(count(ticks, "time passes: 3 ticks") == 2);
  CHECK(count(ticks, "timer: 3 → 0") == 1);
  trace.tick_nanoseconds = 5'000'000'000;
  CHECK(count(drawn(trace, {}, true), "time passes: 15 s") == 2);
  trace.tick_nanoseconds = std::numeric_limits<long>::max();  // three of them fit no number
  CHECK(count(drawn(trace, {}, true), "time passes: 3 ticks") == 2);
}

TEST_CASE("time that goes on is no one line across a loop, a change of bars or the last step") {
  Story story("p", "s", {"client 1", "client 2", "time"});
  story.step(1, "waits").step(0, "begins").begin(0, BarKind::critical_section);
  story.step(2, "time passes").step(2, "time passes").end(0, BarKind::critical_section);
  story.step(2, "time passes").step(2, "time passes");
  Trace trace = story.told();
  const std::string ended = drawn(trace, {}, false);
  CHECK(count(ended, "time passes") == 3);
  CHECK(count(ended, "time passes: 2 ticks") == 1);
  trace.loop_from = 4;
  CHECK(count(drawn(trace, {}, false), "time passes: 2 ticks") == 0);
}

TEST_CASE("text in a trace cannot steer the terminal") {
  Trace trace = story_of(2);
  trace.steps[0].label = "client 1 \x1b[2J clears the screen";
  trace.sentence = "the bell \a rings";
  const std::string picture = drawn(trace, {}, true);
  CHECK(picture.find('\x1b') == std::string::npos);
  CHECK(picture.find('\a') == std::string::npos);
}

}  // namespace lockstep
