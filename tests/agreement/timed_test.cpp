// Timers that count down, compared with dates on a clock that grows forever.
#include "checker/errors/errors.hpp"
#include "checker/search.hpp"
#include "tests/agreement/agreement.hpp"
#include "tests/agreement/random_timed.hpp"
#include "tests/catch.hpp"
#include "tests/oracle/absolute.hpp"

namespace lockstep {
namespace {

using oracle::explore_absolute;
using oracle::explore_dates;
using oracle::TimedFound;
using oracle::TimedSystem;

std::string steps_in_words(std::optional<std::uint64_t> steps) {
  return steps ? std::to_string(*steps) : "none";
}

std::string compare(const PropertyReport& told, std::optional<std::uint64_t> level) {
  const bool violated = told.verdict == Verdict::violated;
  if (violated == level.has_value() && (!violated || told.steps == *level)) return "";
  return "\"" + told.name + "\": " + (violated ? std::to_string(told.steps) : "none") +
         " steps, and by dates " + steps_in_words(level);
}

std::string compare(const Report& report, const TimedFound& found, bool reduced) {
  if (!reduced && report.states != found.level_of.size())
    return "states: " + std::to_string(report.states) + ", and by dates " +
           std::to_string(found.level_of.size());
  if (!reduced && report.transitions != found.transitions)
    return "transitions: " + std::to_string(report.transitions);
  if (report.depth != found.depth) return "depth: " + std::to_string(report.depth);
  const std::string wrong = compare(report.properties.at(0), found.two_there);
  return wrong.empty() ? compare(report.properties.at(1), found.unfinished) : wrong;
}

std::string with(const Model& model, const TimedFound& found, int threads, bool reduced) {
  Options options;
  options.threads = threads;
  options.reductions = reduced ? model.shape().reductions : unsigned{no_reduction};
  try {
    const Report report = check(model, options);
    if (found.timelock) return "a timelock is not noticed";
    const std::string wrong = compare(report, found, reduced);
    return wrong.empty() ? "" : wrong + ", with " + std::to_string(threads) + " threads";
  } catch (const ContractBroken&) {
    return found.timelock ? "" : "a timelock that is none";
  }
}

std::string disagreement_on_time(std::uint64_t seed, TimedMistake mistake) {
  const TimedFound found = explore_absolute(draw_timed(seed));
  if (!found.complete) return "";
  const auto model = timed_model(seed, mistake);
  std::string wrong = with(*model, found, 1, false);
  if (wrong.empty()) wrong = with(*model, found, 2, false);
  if (wrong.empty()) wrong = with(*model, found, 2, true);
  return wrong;
}

std::unique_ptr<Model> correct(std::uint64_t seed) { return timed_model(seed); }

TEST_CASE("Random timed systems are searched as an oracle with dates searches them") {
  const auto in_full = [](const Model&, std::uint64_t seed) {
    return disagreement_on_time(seed, TimedMistake::none);
  };
  CHECK(first_disagreement(700, correct, in_full) == "");
}

// Whole runs by date, none taken for another: what is left of a time is all that matters.
TEST_CASE("Some of the random timed systems have wall clocks, messages, timelocks and violations") {
  int any_rate = 0, wall = 0, letters = 0, timelocks = 0, violated = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const TimedSystem system = draw_timed(seed);
    const TimedFound found = explore_absolute(system);
    if (!found.complete) continue;
    wall += system.has_wall_clocks() && found.level_of.size() >= 30 ? 1 : 0;
    letters += system.delay != oracle::never_due ? 1 : 0;
    any_rate += system.any_rate && found.two_there ? 1 : 0;
    timelocks += found.timelock ? 1 : 0;
    violated += found.two_there ? 1 : 0;
  }
  CHECK(any_rate >= 5);
  CHECK(wall >= 20);
  CHECK(letters >= 20);
  CHECK(timelocks >= 10);
  CHECK(violated >= 20);
}

TEST_CASE("States that differ in dates only behave alike") {
  const auto by_dates = [](const Model&, std::uint64_t seed) -> std::string {
    constexpr std::uint64_t depth = 7;
    const TimedSystem system = draw_timed(seed);
    const TimedFound found = explore_absolute(system);
    if (!found.complete) return "";
    std::map<oracle::Timeless, std::uint64_t> near = found.level_of;
    std::erase_if(near, [](const auto& item) { return item.second > depth; });
    return near == explore_dates(system, depth) ? "" : "other states within a few steps";
  };
  CHECK(first_disagreement(300, correct, by_dates) == "");
}

std::string finer_ticks_differ(const TimedSystem& system) {
  const TimedFound whole = explore_absolute(system);
  if (!whole.complete) return "";
  for (const int parts : {2, 3})
    if (explore_absolute(system, parts, 20'000).two_there.has_value() !=
        whole.two_there.has_value())
      return "another verdict in 1/" + std::to_string(parts) + " ticks";
  return "";
}

TEST_CASE("Whole ticks lose nothing against halves and thirds, unless a guard is strict") {
  const auto closed = [](const Model&, std::uint64_t seed) -> std::string {
    const TimedSystem system = draw_timed(seed);
    return system.has_strict_guards() ? "" : finer_ticks_differ(system);
  };
  CHECK(first_disagreement(300, correct, closed) == "");
}

// Canaries: whether one of the first systems shows a mistake that was made on purpose.
bool is_shown(TimedMistake mistake) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed)
    if (!disagreement_on_time(seed, mistake).empty()) return true;
  return false;
}

TEST_CASE("Mistakes in the keeping of time are noticed") {
  CHECK(is_shown(TimedMistake::longer_timers));
  CHECK(is_shown(TimedMistake::longer_deadlines));
  CHECK(is_shown(TimedMistake::wider_windows));
  CHECK(is_shown(TimedMistake::later_messages));
  CHECK(is_shown(TimedMistake::patient_places));
  CHECK(is_shown(TimedMistake::short_memory));
  CHECK(is_shown(TimedMistake::bounded_rates));
}

// The timer is set at 0, the deadline at a, the timer again at b < 1, and the deadline is over at
// a + 1, when the timer has yet to be: a < b < 1, for which there is room between whole ticks only.
TEST_CASE("Two strict guards in a row can lose a run in whole ticks, and the oracle shows it") {
  TimedSystem system;
  system.rules[0] = {0, 1, oracle::TimedGuard::none, oracle::TimedEffect::start_timer, 1};
  system.rules[1] = {1, 2, oracle::TimedGuard::none, oracle::TimedEffect::start_deadline, 1};
  system.rules[2] = {2, 2, oracle::TimedGuard::timer_runs, oracle::TimedEffect::start_timer, 1};
  system.rules[3] = {3, 4, oracle::TimedGuard::timer_runs, oracle::TimedEffect::none, 0};
  system.rules[4].from = system.rules[5].from = -1;  // never
  system.deadline_leads_to = 3;
  system.bad = 4;
  CHECK(finer_ticks_differ(system) == "another verdict in 1/2 ticks");
}

}  // namespace
}  // namespace lockstep
