#include "checker/faults/fault_budget.hpp"

#include "checker/contract/contract.hpp"
#include "checker/counterexample/replay.hpp"
#include "checker/errors/errors.hpp"
#include "checker/search.hpp"
#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"

namespace lockstep {
namespace {

constexpr std::uint16_t pause = 0, crash = 1, walk = 2;

// Counts in each byte of the state how often one action was taken: pauses and crashes, which are
// faults, and steps. No more than three of each.
Toy journey() {
  Toy toy;
  toy.form.actions = {{"is paused", true}, {"crashes", true}, {"walks", false}};
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    for (const std::uint16_t action : {pause, crash, walk})
      if ((state >> 8 * action & 255) < 3) emit({action, 0}, state + (1u << 8 * action));
  };
  return toy;
}

FaultLimits in_all(unsigned total) {
  FaultLimits limits;
  limits.total = total;
  return limits;
}

FaultLimits of_each(unsigned pauses, unsigned crashes) {
  FaultLimits limits;
  limits.each = {pauses, crashes, 0};
  return limits;
}

std::uint64_t states(const Model& model) { return check(model, {}).states; }

TEST_CASE("A budget of faults lets that many happen and no more") {
  const Toy toy = journey();
  CHECK(states(FaultBudget(toy, in_all(0))) == 4);
  CHECK(states(FaultBudget(toy, in_all(1))) == 4 * 3);
  CHECK(states(FaultBudget(toy, in_all(2))) == 4 * 6);
  CHECK(states(FaultBudget(toy, in_all(6))) == 4 * 16);
  CHECK(states(FaultBudget(toy, in_all(7))) == 4 * 16);
}

TEST_CASE("Each fault can have a budget of its own") {
  const Toy toy = journey();
  CHECK(states(FaultBudget(toy, of_each(0, 0))) == 4);
  CHECK(states(FaultBudget(toy, of_each(2, 0))) == 4 * 3);
  CHECK(states(FaultBudget(toy, of_each(2, 1))) == 4 * 3 * 2);
  CHECK(states(FaultBudget(toy, of_each(FaultLimits::unlimited, 1))) == 4 * 4 * 2);
}

TEST_CASE("Faults that are called the same have one budget") {
  Toy toy = journey();
  toy.form.actions[pause].noun = toy.form.actions[crash].noun = "mishap";
  CHECK(states(FaultBudget(toy, of_each(2, 0))) == 4 * 6);
  CHECK(states(FaultBudget(toy, of_each(0, 2))) == 4);
  CHECK(FaultBudget(toy, of_each(2, 0)).shape().width == 16);
  toy.form.actions[crash].noun = "crash";
  CHECK(states(FaultBudget(toy, of_each(2, 0))) == 4 * 3);
}

TEST_CASE("A fault is taken only when both its own budget and that of all faults allow it") {
  const Toy toy = journey();
  FaultLimits limits = of_each(2, 1);
  limits.total = 2;
  CHECK(states(FaultBudget(toy, limits)) == 4 * 5);
}

TEST_CASE("A budget of faults counts nothing that need not be counted") {
  const Toy toy = journey();
  CHECK(FaultBudget(toy, {}).shape().width == 8);
  CHECK(FaultBudget(toy, in_all(0)).shape().width == 8);
  CHECK(FaultBudget(toy, of_each(0, 0)).shape().width == 8);
  CHECK(FaultBudget(toy, in_all(1)).shape().width == 16);
  CHECK(FaultBudget(toy, of_each(1, 200)).shape().width == 16);

  Toy fickle = journey();
  fickle.form.actions.resize(9, {"fault", true});
  FaultLimits limits;
  limits.each.assign(9, 1);
  CHECK(FaultBudget(fickle, limits).shape().width == 16);  // the third is no fault
  fickle.form.actions[walk].fault = true;
  CHECK(FaultBudget(fickle, limits).shape().width == 24);
}

TEST_CASE("Steps that are not faults need no budget") {
  Toy toy = journey();
  toy.claim(When::always, [](std::uint64_t state) { return state == 0x030000; });
  FaultLimits limits;
  limits.each = {0, 0, 0};
  CHECK(check(FaultBudget(toy, limits), {}).properties[0].steps == 3);
}

TEST_CASE("A larger budget does not hide what is false at the end within a smaller one") {
  Toy toy = journey();
  toy.claim(When::at_end, [](std::uint64_t) { return true; });
  for (const unsigned faults : {0u, 1u, 6u, 7u})
    CHECK(check(FaultBudget(toy, in_all(faults)), {}).properties[0].steps == 3);
  CHECK(check(toy, {}).properties[0].steps == 3);
}

TEST_CASE("A run within a budget is a run of the model without it") {
  Toy toy = journey();
  toy.claim(When::always, [](std::uint64_t state) { return state == 0x010102; });
  const FaultBudget within(toy, of_each(2, 1));
  const Report report = check(within, {});
  CHECK_FALSE(fault_in(toy, *report.properties[0].run, 0).empty());
  CHECK(fault_in(toy, inner_run(*report.properties[0].run, toy.form.width), 0).empty());
}

TEST_CASE("A model within a budget of faults keeps the contract of models") {
  Toy toy = journey();
  toy.form.reductions = symmetry;  // faults of both kinds are alike
  toy.rename = [](std::uint64_t state) { return state | 0; };
  FaultLimits limits = of_each(1, 2);
  limits.total = 2;
  const FaultBudget within(toy, limits);
  CHECK_NOTHROW(check(Contract(within), {}));
}

TEST_CASE("A budget of faults tells in which states it is spent") {
  const Toy toy = journey();
  const auto found = [&](unsigned pauses, unsigned crashes) {
    FaultLimits limits = of_each(pauses, crashes);
    limits.tell_when_spent = true;
    return check(FaultBudget(toy, limits), {}).properties.at(0);
  };
  CHECK(found(0, 0).steps == 0);
  CHECK(found(0, 0).verdict == Verdict::violated);
  CHECK(found(2, 1).steps == 3);
  CHECK(found(3, 3).steps == 6);
  CHECK(found(4, 0).verdict == Verdict::holds);
}

TEST_CASE("A budget of faults that does not fit into a byte is refused") {
  const Toy toy = journey();
  CHECK_NOTHROW(FaultBudget(toy, in_all(255)));
  CHECK_THROWS_AS(FaultBudget(toy, in_all(256)), Refused);
}

TEST_CASE("A model of 64 properties has no room for a mark that a budget is spent") {
  Toy toy = journey();
  toy.form.properties.resize(properties_max);
  FaultLimits limits = in_all(1);
  CHECK_NOTHROW(FaultBudget(toy, limits));
  limits.tell_when_spent = true;
  CHECK_THROWS_AS(FaultBudget(toy, limits), Refused);
}

}  // namespace
}  // namespace lockstep
