#include "checker/counterexample/replay.hpp"
#include "checker/errors/errors.hpp"
#include "checker/simulation/dice.hpp"
#include "checker/simulation/shorten.hpp"
#include "checker/simulation/simulate.hpp"
#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"

#include <algorithm>
#include <set>

namespace lockstep {
namespace {

// Eight switches in the bits of a state, each of which can be turned on and off. Broken when the
// first three are on: three steps, whatever the other five do.
Toy switches() {
  Toy toy;
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    for (std::uint16_t i = 0; i < 8; ++i) emit({0, i}, state ^ std::uint64_t{1} << i);
  };
  toy.claim(When::always, [](std::uint64_t state) { return (state & 7) == 7; });
  return toy;
}

SimulationOptions options(std::uint64_t runs, std::uint64_t depth = 1'000, int threads = 1) {
  SimulationOptions how;
  how.runs_max = runs;
  how.choosing.depth_max = depth;
  how.threads = threads;
  return how;
}

bool same(const SimulationReport& a, const SimulationReport& b) {
  const auto moves = [](const SimulationReport& report) {
    std::vector<Move> all;
    for (const SimulatedBreach& breach : report.breaches)
      all.insert(all.end(), breach.run.moves.begin(), breach.run.moves.end());
    return all;
  };
  return a.runs == b.runs && a.ended == b.ended && a.steps == b.steps && a.longest == b.longest &&
         a.taken == b.taken && moves(a) == moves(b);
}

TEST_CASE("dice of one seed and run fall the same, and those of others otherwise") {
  std::set<std::uint64_t> first;
  for (std::uint64_t seed = 0; seed < 10; ++seed)
    for (std::uint64_t run = 0; run < 10; ++run) {
      SeededDice dice(seed, run), again(seed, run);
      const std::uint64_t value = dice.below(~std::uint64_t{0});
      CHECK(value == again.below(~std::uint64_t{0}));
      first.insert(value);
    }
  CHECK(first.size() == 100);
}

TEST_CASE("dice fall on every side about as often") {
  SeededDice dice(1, 1);
  std::vector<int> falls(6);
  for (int i = 0; i < 6'000; ++i) ++falls[dice.below(6)];
  for (const int count : falls) {
    CHECK(count > 850);
    CHECK(count < 1'150);
  }
}

TEST_CASE("a run that violates a property is found, shortened and replayed") {
  const Toy toy = switches();
  const SimulationReport report = simulate(toy, options(1'000));
  REQUIRE(report.breaches.size() == 1);
  const SimulatedBreach& breach = report.breaches[0];
  CHECK(breach.run.steps() == 3);
  CHECK(breach.steps_found >= 3);
  CHECK(breach.minimal);
  CHECK(fault_in(toy, breach.run, 0).empty());
}

TEST_CASE("a step is left out together with those that rest on it") {
  // A number is counted up to 9; a second one, which has nothing to do with it, up and down.
  Toy toy;
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    const std::uint64_t one = state & 255, two = state >> 8;
    if (one < 9) emit({0, 0}, (one + 1) | two << 8);
    if (two < 99) emit({0, 1}, one | (two + 1) << 8);
    if (two > 0) emit({0, 2}, one | (two - 1) << 8);
  };
  toy.claim(When::always, [](std::uint64_t state) { return (state & 255) == 9; });
  const SimulationReport report = simulate(toy, options(100));
  REQUIRE(report.breaches.size() == 1);
  CHECK(report.breaches[0].steps_found > 9);
  CHECK(report.breaches[0].run.steps() == 9);
}

TEST_CASE("a simulation is the same at any number of threads") {
  Toy rare = switches();
  rare.breaks[0] = [](std::uint64_t state) { return (state & 255) == 255; };
  for (const Toy& toy : {switches(), rare})
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
      SimulationOptions how = options(200, 60);
      how.choosing.seed = seed;
      const SimulationReport one = simulate(toy, how);
      for (const int threads : {2, 3, 8}) {
        how.threads = threads;
        CHECK(same(simulate(toy, how), one));
      }
    }
}

TEST_CASE("another seed makes other runs") {
  SimulationOptions how = options(1, 50);
  how.wanted = 0;
  std::set<std::vector<std::uint64_t>> found;
  const Toy toy = [] {
    Toy made = switches();
    made.form.actions = {{"a"}, {"b"}};
    made.go = [](std::uint64_t state, const Toy::Emit& emit) {
      emit({0, 0}, state + 1);
      emit({1, 0}, state + 2);
    };
    return made;
  }();
  for (how.choosing.seed = 1; how.choosing.seed <= 20; ++how.choosing.seed)
    found.insert(simulate(toy, how).taken);
  CHECK(found.size() > 5);
}

TEST_CASE("a simulation without a violation makes all of its runs and counts what it took") {
  Toy toy = counters(1, 10);  // counted up forever
  toy.form.actions = {{"step", false}, {"never", false}};
  const SimulationReport report = simulate(toy, options(100, 50, 2));
  CHECK(report.runs == 100);
  CHECK(report.steps == 5'000);
  CHECK(report.longest == 50);
  CHECK(report.ended == 0);
  CHECK(report.taken == std::vector<std::uint64_t>{5'000, 0});
  CHECK(report.breaches.empty());
  CHECK(report.stopped.empty());
}

TEST_CASE("what is claimed at the end is judged at the end of a run only") {
  Toy toy;
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    if (state < 5) emit({0, 0}, state + 1);
  };
  toy.form.actions = {{"step", false}};
  toy.claim(When::at_end, [](std::uint64_t) { return true; });
  struct Judging final : Model {
    explicit Judging(const Toy& t) : toy(t) {}
    const Shape& shape() const override { return toy.shape(); }
    void starts(Sink& sink) const override { toy.starts(sink); }
    void steps(const std::byte* state, Sink& sink) const override { toy.steps(state, sink); }
    std::uint64_t broken(const std::byte*, bool at_end) const override { return at_end ? 1 : 0; }
    const Narrator& narrator() const override { return toy; }
    const Toy& toy;
  };
  const SimulationReport report = simulate(Judging(toy), options(10));
  REQUIRE(report.breaches.size() == 1);
  CHECK(report.breaches[0].run.steps() == 5);
  CHECK(report.ended == 1);
}

TEST_CASE("a run goes on after a violation, and reports later violations") {
  Toy toy = switches();
  toy.claim(When::always, [](std::uint64_t state) { return (state & 31) == 31; });
  const SimulationReport report = simulate(toy, options(1'000));
  REQUIRE(report.breaches.size() == 2);
  CHECK(report.runs == 1);
  CHECK(report.breaches[0].run.steps() == 3);
  CHECK(report.breaches[1].run.steps() == 5);
}

TEST_CASE("a property that is not wanted ends no simulation") {
  SimulationOptions how = options(20, 100);
  how.wanted = 0;
  const SimulationReport report = simulate(switches(), how);
  CHECK(report.runs == 20);
  CHECK(report.breaches.empty());
}

TEST_CASE("faults are taken as often as their weight says") {
  Toy toy;
  toy.form.actions = {{"step", false}, {"fault", true}};
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    emit({0, 0}, state + 1);
    emit({1, 0}, state + 1);
  };
  const auto share = [&](unsigned weight) {
    SimulationOptions how = options(10, 1'000);
    how.choosing.fault_weight = weight;
    return static_cast<double>(simulate(toy, how).taken.at(1)) / 10'000;
  };
  CHECK(share(0) == 0);
  CHECK(share(25) == Approx(0.2).margin(0.02));
  CHECK(share(100) == Approx(0.5).margin(0.02));
}

TEST_CASE("a run ends where only faults are possible and none may be chosen") {
  Toy toy;
  toy.form.actions = {{"step", false}, {"fault", true}};
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) { emit({1, 0}, state + 1); };
  SimulationOptions how = options(1, 100);
  how.choosing.fault_weight = 0;
  const SimulationReport report = simulate(toy, how);
  CHECK(report.steps == 0);
  CHECK(report.ended == 1);
}

TEST_CASE("a simulation that is interrupted says so, and counts whole runs only") {
  std::atomic<bool> interrupted = false;
  Toy toy = counters(1, 10);
  std::atomic<int> steps = 0;
  const auto go = toy.go;
  toy.go = [&, go](std::uint64_t state, const Toy::Emit& emit) {
    if (++steps == 250) interrupted = true;
    go(state, emit);
  };
  SimulationOptions how = options(1'000'000, 100);
  how.interrupted = &interrupted;
  const SimulationReport report = simulate(toy, how);
  CHECK(report.stopped == "it was interrupted");
  CHECK(report.steps == 100 * report.runs);
  CHECK(report.runs == 2);
}

TEST_CASE("a model that breaks its contract ends the simulation on any thread") {
  for (const int threads : {1, 4}) {
    Toy toy;
    toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
      if (state == 40) throw ContractBroken("too far");
      emit({0, 0}, state + 1);
    };
    CHECK_THROWS_AS(simulate(toy, options(100, 100, threads)), ContractBroken);
  }
}

// A token that is counted up and, when tokens are renumbered, is 1 again.
TEST_CASE("a run whose tokens grow without end goes to any depth, and is shown with them") {
  Toy toy;
  toy.form.reductions = token_ranks;
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    if ((state & 255) > 250) throw ContractBroken("overflow");
    emit({0, 0}, (state & 255) + 1);
    emit({0, 1}, ((state & 255) + 1) | 1 << 8);
    emit({0, 2}, (state & 255) | 1 << 9);
  };
  toy.rename = [](std::uint64_t state) { return state >> 8 << 8; };
  toy.claim(When::always, [](std::uint64_t state) { return (state >> 8 & 1) == 1; });
  SimulationOptions how = options(1, 5'000);
  how.wanted = 0;
  CHECK(simulate(toy, how).steps == 5'000);
  how.wanted = 1;
  const SimulationReport report = simulate(toy, how);
  REQUIRE(report.breaches.size() == 1);
  CHECK(report.breaches[0].run.states.back() == Toy::bytes(1 | 1 << 8));
}

}  // namespace
}  // namespace lockstep
