#include "checker/fault_sets.hpp"

#include "checker/counterexample/replay.hpp"
#include "checker/errors/errors.hpp"
#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"

#include <vector>

namespace lockstep {
namespace {

using Counts = std::vector<FaultCounts>;

// The state tells how often each of three faults was taken, a byte each. The fourth action is none
// and leads from a state to itself.
Toy faults_up_to(std::vector<unsigned> most) {
  Toy toy;
  toy.form.actions = {{"is paused", true}, {"crashes", true}, {"is lost", true}, {"waits", false}};
  toy.go = [most = std::move(most)](std::uint64_t state, const Toy::Emit& emit) {
    for (std::uint16_t fault = 0; fault < 3; ++fault)
      if ((state >> 8 * fault & 255) < most[fault])
        emit({fault, 0}, state + (std::uint64_t{1} << 8 * fault));
    emit({3, 0}, state);
  };
  return toy;
}

bool taken(std::uint64_t state, unsigned pauses, unsigned crashes, unsigned losses) {
  return (state & 255) >= pauses && (state >> 8 & 255) >= crashes && (state >> 16 & 255) >= losses;
}

Counts minimal(const FaultSets& sets) {
  Counts all;
  for (const MinimalSet& set : sets.minimal) all.push_back(set.counts);
  return all;
}

TEST_CASE("Two combinations of faults that do not contain each other are both minimal") {
  Toy toy = faults_up_to({2, 2, 2});
  toy.claim(When::always,
            [](std::uint64_t state) { return taken(state, 1, 0, 0) || taken(state, 0, 2, 1); });
  const FaultReport report = fault_sets(toy, {}, 10);
  REQUIRE(report.stopped.empty());
  const FaultSets& sets = report.properties[0];
  CHECK(sets.verdict == Verdict::violated);
  CHECK(minimal(sets) == Counts{{1, 0, 0, 0}, {0, 2, 1, 0}});
  CHECK(sets.survived == Counts{{0, 2, 0, 0}, {0, 1, 2, 0}});
}

TEST_CASE("Faults that are called the same are one kind, and others stay apart") {
  Toy toy = faults_up_to({2, 2, 2});
  toy.claim(When::always,
            [](std::uint64_t state) { return taken(state, 1, 0, 1) || taken(state, 0, 2, 0); });
  const auto found = [&] { return fault_sets(toy, {}, 10).properties[0]; };
  CHECK(minimal(found()) == Counts{{1, 0, 1, 0}, {0, 2, 0, 0}});

  toy.form.actions[0].noun = toy.form.actions[1].noun = toy.form.actions[3].noun = "stop";
  toy.form.actions[2].noun = "loss";
  const FaultSets sets = found();
  CHECK(minimal(sets) == Counts{{2, 0, 0, 0}, {1, 0, 1, 0}});
  CHECK(sets.survived == Counts{{1, 0, 0, 0}, {0, 0, 2, 0}});
  for (const MinimalSet& set : sets.minimal) CHECK(fault_in(toy, set.run, 0).empty());
}

TEST_CASE("Each minimal combination comes with a shortest run that takes just these faults") {
  Toy toy = faults_up_to({2, 2, 2});
  toy.claim(When::always,
            [](std::uint64_t state) { return taken(state, 2, 1, 0) || taken(state, 0, 0, 2); });
  const FaultReport report = fault_sets(toy, {}, 10);
  REQUIRE(minimal(report.properties[0]) == Counts{{0, 0, 2, 0}, {2, 1, 0, 0}});
  for (const MinimalSet& set : report.properties[0].minimal) {
    CHECK(set.run.steps() == faults_in(set.counts));
    CHECK(fault_in(toy, set.run, 0).empty());
  }
}

TEST_CASE("A property that no fault is needed to break is broken by the empty combination") {
  Toy toy = faults_up_to({1, 1, 1});
  toy.claim(When::always, [](std::uint64_t) { return true; });
  const FaultReport report = fault_sets(toy, {}, 10);
  CHECK(minimal(report.properties[0]) == Counts{{0, 0, 0, 0}});
  CHECK(report.properties[0].survived.empty());
}

TEST_CASE("For a property that always holds no combination is tried") {
  Toy toy = faults_up_to({100, 100, 100});
  toy.claim(When::always, [](std::uint64_t) { return false; });
  const FaultReport report = fault_sets(toy, {}, 1);
  CHECK(report.stopped.empty());
  CHECK(report.properties[0].verdict == Verdict::holds);
  CHECK(report.properties[0].minimal.empty());
  CHECK(report.properties[0].survived.empty());
}

TEST_CASE("Each property has its own minimal combinations") {
  Toy toy = faults_up_to({1, 1, 0});
  toy.claim(When::always, [](std::uint64_t state) { return taken(state, 1, 0, 0); });
  toy.claim(When::always, [](std::uint64_t state) { return taken(state, 1, 1, 0); });
  const FaultReport report = fault_sets(toy, {}, 10);
  CHECK(minimal(report.properties[0]) == Counts{{1, 0, 0, 0}});
  CHECK(report.properties[0].survived == Counts{{0, 1, 0, 0}});
  CHECK(minimal(report.properties[1]) == Counts{{1, 1, 0, 0}});
  CHECK(report.properties[1].survived == Counts{{1, 0, 0, 0}, {0, 1, 0, 0}});
}

// Only after two pauses can a crash happen: no run takes one pause and one crash.
TEST_CASE("A combination is found although no run takes the one that it seems to continue") {
  Toy toy = faults_up_to({2, 1, 0});
  const auto all = toy.go;
  toy.go = [all](std::uint64_t state, const Toy::Emit& emit) {
    all(state, [&](Move move, std::uint64_t next) {
      if (move.action != 1 || taken(state, 2, 0, 0)) emit(move, next);
    });
  };
  toy.claim(When::always, [](std::uint64_t state) { return taken(state, 0, 1, 0); });
  const FaultReport report = fault_sets(toy, {}, 10);
  CHECK(report.stopped.empty());
  CHECK(minimal(report.properties[0]) == Counts{{2, 1, 0, 0}});
  CHECK(report.properties[0].survived == Counts{{2, 0, 0, 0}});
}

TEST_CASE("Faults without a bound are tried up to the number that was asked for") {
  Toy toy;
  toy.form.actions = {{"is lost", true}};
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) { emit({0, 0}, (state + 1) % 10); };
  toy.claim(When::always, [](std::uint64_t state) { return state == 5; });
  const FaultReport few = fault_sets(toy, {}, 4);
  CHECK(few.stopped == "only combinations of up to 4 faults were tried");
  CHECK(few.faults_covered == 4);
  CHECK(few.properties[0].minimal.empty());
  CHECK(few.properties[0].survived == Counts{{4}});

  const FaultReport enough = fault_sets(toy, {}, 5);
  CHECK(enough.stopped.empty());
  CHECK(minimal(enough.properties[0]) == Counts{{5}});
}

TEST_CASE("A limit that is hit ends the search for combinations of faults and is reported") {
  Toy toy = faults_up_to({200, 200, 0});
  toy.claim(When::always, [](std::uint64_t state) { return taken(state, 1, 1, 0); });
  toy.claim(When::always, [](std::uint64_t state) { return taken(state, 100, 100, 0); });
  Options options;
  options.states_max = 5;
  const FaultReport report = fault_sets(toy, options, 10);
  CHECK(report.stopped == "the limit of 5 states was hit");
  CHECK(report.faults_covered == 2);
  CHECK(minimal(report.properties[0]) == Counts{{1, 1, 0, 0}});
  CHECK(report.properties[1].verdict == Verdict::unknown);
}

}  // namespace
}  // namespace lockstep
