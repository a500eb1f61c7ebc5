#include "checker/counterexample/replay.hpp"
#include "checker/search.hpp"
#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"

#include <map>
#include <vector>

namespace lockstep {
namespace {

constexpr std::uint16_t walks = 0, falls = 1;

// States are places; from each, the ways that lead on, a fault or none.
struct Way {
  std::uint16_t action;
  std::uint64_t to;
};

Toy map_of(std::map<std::uint64_t, std::vector<Way>> ways) {
  Toy toy;
  toy.form.actions = {{"walks", false}, {"falls", true}};
  toy.go = [ways = std::move(ways)](std::uint64_t from, const Toy::Emit& emit) {
    const auto at = ways.find(from);
    if (at == ways.end()) return;
    for (const Way& way : at->second) emit({way.action, 0}, way.to);
  };
  return toy;
}

// Three falls lead to 9 in three steps, one fall and four steps do in five, no fall in seven.
Toy three_ways() {
  Toy toy = map_of({{0, {{falls, 1}, {walks, 10}, {walks, 20}}},
                    {1, {{falls, 2}}},
                    {2, {{falls, 9}}},
                    {10, {{walks, 11}}},
                    {11, {{falls, 12}}},
                    {12, {{walks, 13}}},
                    {13, {{walks, 9}}},
                    {20, {{walks, 21}}},
                    {21, {{walks, 22}}},
                    {22, {{walks, 23}}},
                    {23, {{walks, 24}}},
                    {24, {{walks, 25}}},
                    {25, {{walks, 8}}}});
  toy.claim(When::always, [](std::uint64_t place) { return place == 9; });
  toy.claim(When::always, [](std::uint64_t place) { return place == 9 || place == 8; });
  toy.claim(When::always, [](std::uint64_t place) { return place == 100; });
  return toy;
}

Options fewest() {
  Options options;
  options.fewest_faults = true;
  return options;
}

TEST_CASE("The run with the fewest faults is shown although a shorter one has more") {
  const Toy toy = three_ways();
  const Report shortest = check(toy, {});
  CHECK(shortest.properties[0].steps == 3);
  CHECK(shortest.properties[0].faults == 3);
  CHECK_FALSE(shortest.properties[0].fewest);

  const Report report = check(toy, fewest());
  CHECK(report.properties[0].steps == 5);
  CHECK(report.properties[0].faults == 1);
  CHECK(report.properties[0].fewest);
}

TEST_CASE("Each property gets the run with the fewest faults that break it") {
  const Report report = check(three_ways(), fewest());
  CHECK(report.properties[0].faults == 1);
  CHECK(report.properties[1].faults == 0);
  CHECK(report.properties[1].steps == 7);
  CHECK(report.properties[2].verdict == Verdict::holds);
  CHECK_FALSE(report.properties[2].run);
}

TEST_CASE("The run with the fewest faults is one of the model and no wider than its states") {
  const Toy toy = three_ways();
  const Report report = check(toy, fewest());
  for (const std::size_t property : {0u, 1u}) {
    const Run& run = *report.properties[property].run;
    CHECK(run.steps() == report.properties[property].steps);
    CHECK(fault_in(toy, run, property).empty());
  }
}

TEST_CASE("Counterexamples are built for the properties that are asked for alone") {
  const Toy toy = three_ways();
  for (const bool fewest_faults : {false, true}) {
    Options options;
    options.fewest_faults = fewest_faults;
    const Report all = check(toy, options);
    options.runs = 0b010;
    const Report one = check(toy, options);
    CHECK_FALSE(one.properties[0].run.has_value());
    CHECK(one.properties[0].verdict == Verdict::violated);
    CHECK(one.properties[0].steps == 3);
    CHECK(one.properties[1].run->states == all.properties[1].run->states);
    CHECK(one.properties[2].verdict == Verdict::holds);
  }
}

TEST_CASE("Of the runs with the fewest faults a shortest is shown") {
  Toy toy = map_of(
      {{0, {{walks, 1}, {walks, 5}}}, {1, {{walks, 2}}}, {2, {{falls, 9}}}, {5, {{falls, 9}}}});
  toy.claim(When::always, [](std::uint64_t place) { return place == 9; });
  const Report report = check(toy, fewest());
  CHECK(report.properties[0].steps == 2);
  CHECK(report.properties[0].faults == 1);
}

TEST_CASE("Asking for the fewest faults does not change what is counted") {
  const Toy toy = three_ways();
  const Report plain = check(toy, {});
  const Report report = check(toy, fewest());
  CHECK(report.states == plain.states);
  CHECK(report.transitions == plain.transitions);
  CHECK(report.depth == plain.depth);
  CHECK(report.taken == plain.taken);
  CHECK(report.exhausted());
}

TEST_CASE("With few faults a violation is found before a limit that hides it otherwise") {
  Toy toy;
  toy.form.actions = {{"walks", false}, {"falls", true}};
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    if (state < 50) emit({walks, 0}, state + 1);
    for (std::uint16_t i = 0; i < 20; ++i) emit({falls, i}, 100 * (state + 1) + i);
  };
  toy.claim(When::always, [](std::uint64_t state) { return state == 50; });
  Options options = fewest();
  options.states_max = 1000;
  const Report report = check(toy, options);
  CHECK_FALSE(report.exhausted());
  CHECK(report.properties[0].verdict == Verdict::violated);
  CHECK(report.properties[0].steps == 50);
  CHECK(report.properties[0].faults == 0);
  CHECK(report.properties[0].fewest);
}

TEST_CASE("When a limit is hit before fewer faults are ruled out the report does not claim it") {
  Toy toy;
  toy.form.actions = {{"walks", false}, {"falls", true}};
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    emit({walks, 0}, 2 * state + 1);
    emit({walks, 1}, 2 * state + 2);
    if (state == 0) emit({falls, 0}, ~std::uint64_t{0});
  };
  toy.claim(When::always, [](std::uint64_t state) { return state == ~std::uint64_t{0}; });
  Options options = fewest();
  options.states_max = 1000;
  const Report report = check(toy, options);
  CHECK(report.properties[0].verdict == Verdict::violated);
  CHECK(report.properties[0].faults == 1);
  CHECK_FALSE(report.properties[0].fewest);
}

}  // namespace
}  // namespace lockstep
