#include "checker/counterexample/shortest.hpp"

#include "checker/search.hpp"
#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"

#include <map>

namespace lockstep {
namespace {

struct Edge {
  std::uint64_t to;
  std::string name;
  unsigned lane = 0;
  bool fault = false;
};

// A drawn graph that is never to reach state 9.
struct Drawing : Toy {
  explicit Drawing(std::map<std::uint64_t, std::vector<Edge>> drawn) : edges(std::move(drawn)) {
    form.actions = {{"right", false}, {"wrong", true}};
    claim(When::always, [](std::uint64_t state) { return state == 9; });
    go = [this](std::uint64_t state, const Emit& emit) {
      const auto at = edges.find(state);
      if (at == edges.end()) return;
      for (std::uint16_t i = 0; i < at->second.size(); ++i)
        emit({at->second[i].fault ? std::uint16_t{1} : std::uint16_t{0}, i}, at->second[i].to);
    };
    name = [this](Move move, std::uint64_t from) { return edges[from][move.argument].name; };
    actor = [this](Move move, std::uint64_t from) { return edges[from][move.argument].lane; };
  }

  // The names of the steps of the counterexample, as one word.
  std::string told() const {
    Options options;
    options.threads = 1;
    const Report report = check(*this, options);
    const Run& run = report.properties[0].run.value();
    std::string names;
    for (std::size_t i = 0; i < run.moves.size(); ++i)
      names += name(run.moves[i], number(run.states[i].data()));
    return names;
  }

  mutable std::map<std::uint64_t, std::vector<Edge>> edges;
};

TEST_CASE("A short run with faults is shown before a long run without") {
  CHECK(Drawing({{0, {{1, "a"}, {9, "b", 0, true}}}, {1, {{9, "c"}}}}).told() == "b");
}

TEST_CASE("Of two shortest runs that with fewer faults is shown") {
  CHECK(Drawing({{0, {{1, "a", 0, true}, {2, "b", 1}}}, {1, {{9, "c"}}}, {2, {{9, "d"}}}}).told() ==
        "bd");
}

TEST_CASE("Of two shortest runs with equal faults that with fewer switches of lanes is shown") {
  CHECK(Drawing({{0, {{1, "a"}, {2, "b"}}}, {1, {{9, "c", 1}}}, {2, {{9, "d"}}}}).told() == "bd");
}

TEST_CASE("Of two shortest runs that differ only in names the first by names is shown") {
  CHECK(Drawing({{0, {{1, "b"}, {2, "a"}}}, {1, {{9, "c"}}}, {2, {{9, "d"}}}}).told() == "ad");
}

TEST_CASE("Runs whose first names are equal are ordered by later names") {
  // Both runs have one switch of lanes: the one early, the other late.
  CHECK(Drawing(
            {{0, {{1, "a"}}}, {1, {{2, "b", 1}, {3, "b"}}}, {2, {{9, "d", 1}}}, {3, {{9, "c", 1}}}})
            .told() == "abc");
  CHECK(Drawing(
            {{0, {{1, "a"}}}, {1, {{2, "b", 1}, {3, "b"}}}, {2, {{9, "c", 1}}}, {3, {{9, "d", 1}}}})
            .told() == "abc");
}

TEST_CASE("A start that violates a property is a run without steps") {
  Drawing drawing({});
  drawing.begin = {4, 9};
  CHECK(drawing.told().empty());
}

TEST_CASE("Breaches of several levels each have a shortest run") {
  Toy toy = counters(2, 4);
  toy.claim(When::always, [](std::uint64_t state) { return state == 0x33; });
  toy.claim(When::always, [](std::uint64_t state) { return state == 0x20; });
  Team team(2);
  MemoryWatch memory(0);
  const auto runs = shortest_runs(toy, no_reduction, {{0, 6}, {1, 2}}, team, memory);
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].steps() == 6);
  CHECK(runs[1].steps() == 2);
  CHECK(runs[1].states.back() == Toy::bytes(0x20));
  CHECK(shortest_runs(toy, no_reduction, {}, team, memory).empty());
}

TEST_CASE("The level of a breach is not expanded again") {
  Toy toy;
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    if (state == 2) FAIL("this step may be one too many");
    emit({}, state + 1);
  };
  toy.claim(When::always, [](std::uint64_t state) { return state == 2; });
  Team team(1);
  MemoryWatch memory(0);
  CHECK(shortest_runs(toy, no_reduction, {{0, 2}}, team, memory)[0].steps() == 2);
}

}  // namespace
}  // namespace lockstep
