#include "checker/counterexample/replay.hpp"

#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"

namespace lockstep {
namespace {

// Counts to 3, by ones with argument 1 and by twos with argument 2. Property 0 is broken by 2;
// property 1, claimed at the end, by 2 and 3.
Toy to_three() {
  Toy toy;
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    if (state + 1 <= 3) emit({0, 1}, state + 1);
    if (state + 2 <= 3) emit({0, 2}, state + 2);
  };
  toy.claim(When::always, [](std::uint64_t state) { return state == 2; });
  toy.claim(When::at_end, [](std::uint64_t state) { return state >= 2; });
  return toy;
}

Run run_of(std::vector<std::uint64_t> states, std::vector<std::uint16_t> arguments) {
  Run run;
  for (const std::uint64_t state : states) run.states.push_back(Toy::bytes(state));
  for (const std::uint16_t argument : arguments) run.moves.push_back({0, argument});
  return run;
}

TEST_CASE("A run that violates its property is accepted") {
  CHECK(fault_in(to_three(), run_of({0, 2}, {2}), 0) == "");
  CHECK(fault_in(to_three(), run_of({0, 1, 2}, {1, 1}), 0) == "");
  CHECK(fault_in(to_three(), run_of({0, 1, 3}, {1, 2}), 1) == "");
}

TEST_CASE("A run with gaps is rejected") {
  CHECK(fault_in(to_three(), run_of({0, 1, 2}, {1}), 0) == "it has gaps");
  CHECK(fault_in(to_three(), run_of({2}, {1}), 0) == "it has gaps");
  CHECK(fault_in(to_three(), run_of({}, {}), 0) == "it has gaps");
}

TEST_CASE("A run whose states have another width is rejected") {
  Run run = run_of({0, 2}, {2});
  run.states[1] = StateBytes(16);
  CHECK(fault_in(to_three(), run, 0) == "its states have another width");
}

TEST_CASE("A run that does not begin at a start is rejected") {
  CHECK(fault_in(to_three(), run_of({1, 2}, {1}), 0) == "it does not begin at a start");
}

TEST_CASE("A run with a step that is not one is rejected") {
  const std::string wrong = "step 2 is not a step of the protocol";
  CHECK(fault_in(to_three(), run_of({0, 1, 1}, {1, 1}), 0) == wrong);
  CHECK(fault_in(to_three(), run_of({0, 1, 2}, {1, 2}), 0) == wrong);
  CHECK(fault_in(to_three(), run_of({0, 1, 2}, {1, 7}), 0) == wrong);
}

TEST_CASE("A run whose end violates no property is rejected") {
  CHECK(fault_in(to_three(), run_of({0, 1}, {1}), 0) == "its last state breaks nothing");
  CHECK(fault_in(to_three(), run_of({0, 1, 3}, {1, 2}), 0) == "its last state breaks nothing");
}

TEST_CASE("A run that could go on does not break what is claimed at the end") {
  CHECK(fault_in(to_three(), run_of({0, 2}, {2}), 1) == "a step is still possible at its end");
}

TEST_CASE("A run that could go on by a fault only violates what is claimed at the end") {
  Toy toy = to_three();
  toy.form.actions[0].fault = true;
  CHECK(fault_in(toy, run_of({0, 2}, {2}), 1) == "");
}

}  // namespace
}  // namespace lockstep
