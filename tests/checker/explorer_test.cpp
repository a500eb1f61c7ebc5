#include "checker/engine/explorer.hpp"

#include "checker/errors/errors.hpp"
#include "checker/machine/memory.hpp"
#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"
#include "tests/checker/wide.hpp"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace lockstep {
namespace {

bool never() { return false; }
bool always() { return true; }

// Whether `what` stops the program as a bug of ours does. Tried out in a process of its own.
template <class What>
bool aborts(What&& what) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);  // else Catch2 reports that the test failed
    ::close(STDERR_FILENO);
    what();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

// A line of states from 0 to `last`.
Toy line(std::uint64_t last) {
  Toy toy;
  toy.go = [=](std::uint64_t state, const Toy::Emit& emit) {
    if (state < last) emit({}, state + 1);
  };
  return toy;
}

TEST_CASE("Levels are expanded one after the other until none is left") {
  const Toy toy = line(3);
  Team team(2);
  Explorer explorer(toy, team, no_reduction);
  for (std::uint64_t level = 0; level <= 3; ++level) {
    CHECK_FALSE(explorer.finished());
    CHECK(explorer.level() == level);
    CHECK(explorer.frontier().size() == 1);
    CHECK(explorer.states() == level + 1);
    CHECK(explorer.transitions() == level);
    CHECK(explorer.expand_level(never));
  }
  CHECK(explorer.finished());
  CHECK(explorer.states() == 4);
  CHECK(explorer.taken() == std::vector<std::uint64_t>{3});
}

TEST_CASE("States that are folded are counted as they are, at any number of threads") {
  const Toy toy = counters(5, 9);
  const Wide wide(toy);
  for (const int threads : {1, 2, 8}) {
    Team team(threads);
    Explorer explorer(wide, team, no_reduction);
    while (!explorer.finished()) explorer.expand_level(never);
    CHECK(explorer.states() == 59049);
    CHECK(explorer.transitions() == 295245);
    CHECK(explorer.level() == 41);
  }
}

TEST_CASE("Equal starts are one state") {
  Toy toy = line(3);
  toy.begin = {2, 0, 2};
  Team team(1);
  const Explorer explorer(toy, team, no_reduction);
  CHECK(explorer.states() == 2);
}

TEST_CASE("A model without a start breaks its contract") {
  Toy toy = line(3);
  toy.begin = {};
  Team team(1);
  CHECK_THROWS_AS(Explorer(toy, team, no_reduction), ContractBroken);
}

TEST_CASE("A model may have starts and no actions") {
  Toy toy;
  toy.form.actions = {};
  toy.begin = {1, 2};
  Team team(1);
  Explorer explorer(toy, team, no_reduction);
  CHECK(explorer.expand_level(never));
  CHECK(explorer.states() == 2);
}

TEST_CASE("Levels that are done are kept when asked for") {
  const Toy toy = counters(3, 5);
  Team team(2);
  Explorer explorer(toy, team, no_reduction);
  std::vector<Frontier> levels;
  explorer.keep_levels(&levels);
  std::vector<std::size_t> sizes;
  while (!explorer.finished()) {
    sizes.push_back(explorer.frontier().size());
    explorer.expand_level(never);
  }
  REQUIRE(levels.size() == sizes.size());
  for (std::size_t i = 0; i < sizes.size(); ++i) CHECK(levels[i].size() == sizes[i]);
}

TEST_CASE("A property is broken at the first level where a state breaks it") {
  Toy toy = line(6);
  toy.claim(When::always, [](std::uint64_t state) { return state >= 4; });
  toy.claim(When::at_end, [](std::uint64_t) { return true; });
  toy.claim(When::always, [](std::uint64_t state) { return state > 6; });
  Team team(1);
  Explorer explorer(toy, team, no_reduction);
  while (!explorer.finished()) explorer.expand_level(never);
  CHECK(explorer.broken_at()[0] == std::optional<std::uint64_t>(4));
  CHECK(explorer.broken_at()[1] == std::optional<std::uint64_t>(6));
  CHECK_FALSE(explorer.broken_at()[2]);
}

TEST_CASE("A state with no step but faults is an end") {
  Toy toy = line(6);
  toy.form.actions.push_back({"fault", true});
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    if (state < 6) emit({state == 2 ? std::uint16_t{1} : std::uint16_t{0}, 0}, state + 1);
  };
  toy.claim(When::at_end, [](std::uint64_t) { return true; });
  Team team(1);
  Explorer explorer(toy, team, no_reduction);
  while (!explorer.finished()) explorer.expand_level(never);
  CHECK(explorer.broken_at()[0] == std::optional<std::uint64_t>(2));
}

TEST_CASE("A search that stops judges the level where it stops, without its steps") {
  Toy toy = line(6);
  toy.claim(When::always, [](std::uint64_t state) { return state == 2; });
  toy.claim(When::always, [](std::uint64_t state) { return state == 3; });
  toy.claim(When::at_end, [](std::uint64_t) { return true; });
  Team team(2);
  Explorer explorer(toy, team, no_reduction);
  explorer.expand_level(never);
  explorer.expand_level(never);
  CHECK_FALSE(explorer.expand_level(always));
  explorer.stop_here();
  CHECK(explorer.level() == 2);
  CHECK(explorer.states() == 3);
  CHECK(explorer.broken_at()[0] == std::optional<std::uint64_t>(2));
  CHECK_FALSE(explorer.broken_at()[1]);
  CHECK_FALSE(explorer.broken_at()[2]);
}

TEST_CASE("A search that was given up does not go on") {
  const Toy toy = line(6);
  Team team(1);
  Explorer explorer(toy, team, no_reduction);
  CHECK_FALSE(aborts([&] { explorer.expand_level(never); }));
  CHECK_FALSE(explorer.expand_level(always));
  CHECK(aborts([&] { explorer.expand_level(never); }));
  CHECK(aborts([&] { explorer.spill(); }));
}

TEST_CASE("A search that was left by an exception is given up") {
  const Toy toy = line(6);
  Team team(1);
  Explorer explorer(toy, team, no_reduction);
  CHECK_THROWS_AS(explorer.expand_level([]() -> bool { throw MemoryLimitHit(); }), MemoryLimitHit);
  CHECK(aborts([&] { explorer.expand_level(never); }));
  CHECK_FALSE(aborts([&] { explorer.stop_here(); }));
}

TEST_CASE("A search stops within a level only when it was given up") {
  const Toy toy = line(6);
  Team team(1);
  Explorer explorer(toy, team, no_reduction);
  CHECK(aborts([&] { explorer.stop_here(); }));
  CHECK(explorer.expand_level(never));
  CHECK(aborts([&] { explorer.stop_here(); }));
}

TEST_CASE("Levels that are moved into a file are still explored and kept") {
  const Toy toy = counters(4, 8);
  Team team(2);
  Explorer explorer(toy, team, no_reduction);
  std::vector<Frontier> levels;
  explorer.keep_levels(&levels);
  while (!explorer.finished())
    explorer.expand_level([&] {
      explorer.spill();
      return false;
    });
  CHECK(explorer.states() == 8 * 8 * 8 * 8);
  CHECK(explorer.transitions() == 4 * 8 * 8 * 8 * 8);
  CHECK(levels.size() == 4 * 7 + 1);
}

TEST_CASE("States that need more and more bits are still found") {
  Toy toy;
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    if (state >> 63 == 0) {
      emit({}, 2 * state + 1);
      emit({}, 2 * state);
    }
  };
  toy.begin = {1ull << 52};  // 2^12 - 1 states, and each level has a new highest bit
  Team team(2);
  Explorer explorer(toy, team, no_reduction);
  while (!explorer.finished()) explorer.expand_level(never);
  CHECK(explorer.states() == (1 << 12) - 1);
}

}  // namespace
}  // namespace lockstep
