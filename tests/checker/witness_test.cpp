// Properties that are claimed to happen sometimes, and those that are not judged.
#include "checker/contract/broken_run.hpp"
#include "checker/contract/tried.hpp"
#include "checker/errors/errors.hpp"
#include "checker/fault_sets.hpp"
#include "checker/search.hpp"
#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

// Two counters to 3; a wrap of either is an action of its own, which shows "wraps".
Toy wrapping() {
  Toy toy;
  toy.form.actions = {{"counts"}, {"wraps"}};
  toy.form.actions[1].shows = "wraps";
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    for (unsigned i = 0; i < 2; ++i) {
      const std::uint64_t digit = state >> 4 * i & 15;
      const bool wraps = digit == 3;
      emit({static_cast<std::uint16_t>(wraps ? 1 : 0), static_cast<std::uint16_t>(i)},
           (state & ~(std::uint64_t{15} << 4 * i)) | (wraps ? 0 : digit + 1) << 4 * i);
    }
  };
  toy.claim(When::sometimes, [](std::uint64_t state) { return state == 0x22; });
  toy.claim(When::sometimes, [](std::uint64_t) { return false; });
  toy.claim(When::sometimes, [](std::uint64_t state) { return state == 0x99; });
  toy.form.properties[1].name = "wraps";
  return toy;
}

TEST_CASE("A witness is seen by the state or the action that shows it, at its first level") {
  const Report report = check(wrapping(), {});
  CHECK(report.properties[0].verdict == Verdict::seen);
  CHECK(report.properties[0].steps == 4);
  CHECK(report.properties[1].verdict == Verdict::seen);
  CHECK(report.properties[1].steps == 4);
  CHECK(report.properties[2].verdict == Verdict::unseen);
  CHECK(report.states == 16);
  CHECK_FALSE(report.properties[0].run.has_value());
}

TEST_CASE(
    "A run is built for the witnesses that are asked for, and shows them with its last step") {
  Options options;
  options.witnesses = 0b111;
  for (const int threads : {1, 3}) {
    options.threads = threads;
    const Report report = check(wrapping(), options);
    CHECK(report.properties[0].run->states.back() == Toy::bytes(0x22));
    CHECK(report.properties[0].run->steps() == 4);
    CHECK(report.properties[1].run->moves.back().action == 1);
    CHECK(report.properties[1].run->steps() == 4);
    CHECK_FALSE(report.properties[2].run.has_value());
  }
}

TEST_CASE("A limit leaves a witness unseen, and what was seen before stays seen") {
  Options options;
  options.states_max = 8;
  const Report report = check(wrapping(), options);
  CHECK_FALSE(report.exhausted());
  CHECK(report.properties[2].verdict == Verdict::unseen);
}

TEST_CASE("Faults are not looked for that break a witness") {
  Toy toy = wrapping();
  toy.form.actions[1].fault = true;
  for (const FaultSets& sets : fault_sets(toy, {}, 2).properties) CHECK(sets.minimal.empty());
  Options options;
  options.fewest_faults = true;
  CHECK_FALSE(check(toy, options).properties[0].run.has_value());
}

TEST_CASE("An action that shows what is claimed nowhere breaks the contract") {
  Toy toy = wrapping();
  toy.form.properties[1].name = "other";
  CHECK_THROWS_AS(check(toy, {}), ContractBroken);
}

TEST_CASE("A property that is not judged neither holds nor breaks") {
  Toy toy = counters(1, 4);
  toy.claim(When::always, [](std::uint64_t state) { return state == 2; });
  CHECK(check(toy, {}).properties[0].verdict == Verdict::violated);
  toy.form.properties[0].not_judged = "it says nothing";
  const Report report = check(toy, {});
  CHECK(report.properties[0].verdict == Verdict::not_judged);
  CHECK_FALSE(report.properties[0].run.has_value());
}

TEST_CASE("A shortest run leads to the state in which the model breaks its contract") {
  Toy toy = counters(2, 4);
  const auto go = toy.go;
  toy.go = [go](std::uint64_t state, const Toy::Emit& emit) {
    if (state == 0x21) throw ContractBroken("no more");
    go(state, emit);
  };
  const auto found = run_to_broken_contract(toy, {});
  REQUIRE(found);
  CHECK(found->sentence == "no more");
  CHECK(found->run.steps() == 3);
  CHECK(found->run.states.back() == Toy::bytes(0x21));
  CHECK_FALSE(run_to_broken_contract(counters(2, 4), {}));
}

TEST_CASE("A counterexample that cannot be taken again is blamed on a model that forgets") {
  Toy toy;
  auto asked = std::make_shared<int>(0);
  toy.go = [=](std::uint64_t state, const Toy::Emit& emit) {
    if (state == 0 && ++*asked % 4 < 2) emit({}, 1);
  };
  toy.claim(When::always, [](std::uint64_t state) { return state == 1; });
  CHECK_THROWS_WITH(check(toy, {}), Contains("answered differently when asked twice") &&
                                        Contains("\"step\"") && Contains("at the start"));
}

TEST_CASE("The contract is tried once in each state that can be reached") {
  const Toy toy = counters(2, 4);
  const ContractTrial all = try_contract(toy, no_reduction, {});
  CHECK(all.every);
  CHECK(all.states == 16);
  CHECK(all.transitions == check(toy, {}).transitions);
  const ContractTrial some = sample_contract(toy, no_reduction, 7, {});
  CHECK_FALSE(some.every);
  CHECK(some.states == 7);
}

TEST_CASE("Trying the contract is given up when that is asked") {
  const ContractTrial none = try_contract(counters(2, 4), no_reduction, {[] { return true; }, {}});
  CHECK_FALSE(none.every);
  CHECK(none.states == 0);
}

}  // namespace
}  // namespace lockstep
