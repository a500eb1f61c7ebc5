#include "checker/liveness/check_liveness.hpp"
#include "checker/liveness/components.hpp"
#include "checker/liveness/fairness.hpp"
#include "checker/liveness/replay.hpp"
#include "checker/liveness/state_index.hpp"
#include "tests/agreement/dice.hpp"
#include "tests/catch.hpp"
#include "tests/checker/live_toy.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

#include <map>
#include <set>

namespace lockstep {
namespace {

bool never(std::uint64_t) { return false; }
bool always(std::uint64_t) { return true; }

// Numbers from 0 on, in a ring, each step of an action that is `fairness`.
LiveToy ring(std::uint64_t length, Fairness fairness) {
  LiveToy toy;
  toy.toy.form.actions[0].fairness = fairness;
  toy.toy.go = [length](std::uint64_t at, const Toy::Emit& emit) {
    emit({0, static_cast<std::uint16_t>(at)}, (at + 1) % length);
  };
  return toy;
}

GoalReport judged(const LiveToy& toy, const Options& options = {}) {
  return check_liveness(toy, {0}, declared_fairness(toy.shape()), options).goals.front();
}

TEST_CASE("states are numbered in their order and given back, however their bits differ") {
  Dice dice(1);
  StateIndex index(16);
  std::map<StateBytes, std::uint32_t> numbers;
  for (int i = 0; i < 20'000; ++i) {
    StateBytes state(16);
    const std::size_t at = dice.below(i < 100 ? 1 : 16);
    state.data()[at] = static_cast<std::byte>(dice.roll(0, 255));
    state.data()[0] = static_cast<std::byte>(dice.roll(0, 255));
    const auto next = static_cast<std::uint32_t>(numbers.size());
    const auto [known, fresh] = numbers.try_emplace(state, next);
    REQUIRE(index.add(state.data()) == known->second);
  }
  REQUIRE(index.size() == numbers.size());
  for (const auto& [state, number] : numbers) {
    StateBytes back(16);
    index.get(number, back.data());
    REQUIRE(back == state);
    REQUIRE(index.find(state.data()) == number);
  }
}

TEST_CASE("a state that was never added is not found") {
  StateIndex index(8);
  CHECK(index.find(Toy::bytes(1).data()) == no_state);
  index.add(Toy::bytes(1).data());
  CHECK(index.find(Toy::bytes(2).data()) == no_state);
}

// A graph without states' bytes: only its edges matter here.
LiveGraph random_edges(Dice& dice, std::uint32_t size) {
  LiveGraph graph(8, 0);
  for (std::uint32_t from = 0; from < size; ++from) {
    graph.states.add(Toy::bytes(from).data());
    graph.first.push_back(graph.to.size());
    for (int i = dice.roll(0, 2); i > 0; --i)
      graph.to.push_back(static_cast<std::uint32_t>(dice.below(size)));
  }
  graph.first.push_back(graph.to.size());
  return graph;
}

TEST_CASE("components are those that Boost.Graph finds") {
  Dice dice(2);
  for (int round = 0; round < 500; ++round) {
    const auto size = static_cast<std::uint32_t>(dice.roll(1, 40));
    const LiveGraph graph = random_edges(dice, size);
    Region within(size);
    for (std::uint32_t i = 0; i < size; ++i) within[i] = dice.chance(80);
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> other(size);
    for (std::uint32_t from = 0; from < size; ++from)
      for (const std::uint32_t to : graph.targets(from))
        if (within[from] && within[to]) add_edge(from, to, other);
    std::vector<int> expected(size);
    boost::strong_components(other, boost::make_iterator_property_map(
                                        expected.begin(), get(boost::vertex_index, other)));
    const Components found = components_of(graph, within);
    std::set<std::pair<std::uint32_t, int>> pairs;
    for (std::uint32_t i = 0; i < size; ++i) {
      REQUIRE((found.of[i] == no_component) == !within[i]);
      if (within[i]) pairs.emplace(found.of[i], expected[i]);
    }
    std::set<std::uint32_t> ours;
    std::set<int> theirs;
    for (const auto& [one, two] : pairs) {
      ours.insert(one);
      theirs.insert(two);
    }
    REQUIRE(pairs.size() == ours.size());
    REQUIRE(pairs.size() == theirs.size());
    REQUIRE(found.count == ours.size());
  }
}

TEST_CASE("a path of a million states is one search without recursion") {
  constexpr std::uint32_t length = 1'000'000;
  LiveGraph graph(8, 0);
  for (std::uint32_t i = 0; i < length; ++i) {
    graph.states.add(Toy::bytes(i).data());
    graph.first.push_back(i);
    graph.to.push_back((i + 1) % length);
  }
  graph.first.push_back(length);
  CHECK(components_of(graph, Region(length, true)).count == 1);
}

TEST_CASE("a run may stop before a step that nothing forces") {
  LiveToy toy = ring(5, Fairness::none);
  toy.claim(always, [](std::uint64_t at) { return at == 4; });
  const GoalReport found = judged(toy);
  CHECK(found.verdict == Verdict::violated);
  CHECK(found.run.steps() == 0);
}

TEST_CASE("weak fairness takes the steps of a ring one after the other") {
  LiveToy toy = ring(5, Fairness::weak);
  toy.claim(always, [](std::uint64_t at) { return at == 4; });
  CHECK(judged(toy).verdict == Verdict::holds);
}

TEST_CASE("a step that leads back to its state is no progress") {
  LiveToy toy;
  toy.toy.form.actions = {{"stays"}, {"goes"}};
  for (Action& action : toy.toy.form.actions) action.fairness = Fairness::weak;
  toy.toy.go = [](std::uint64_t at, const Toy::Emit& emit) {
    emit({0, 0}, at);
    if (at == 0) emit({1, 0}, 1);
  };
  toy.claim(always, [](std::uint64_t at) { return at == 1; });
  CHECK(judged(toy).verdict == Verdict::holds);
}

TEST_CASE("time that waits for something has to pass") {
  LiveToy toy;
  toy.toy.form.actions = {{"time passes"}};
  toy.toy.form.actions[0].fairness = Fairness::weak;
  toy.tick = 0;
  toy.toy.go = [](std::uint64_t at, const Toy::Emit& emit) {
    if (at == 0) emit({0, 0}, 1);
  };
  toy.claim(always, [](std::uint64_t at) { return at == 1; });
  toy.waits = [](std::uint64_t at) { return at == 0; };
  CHECK(judged(toy).verdict == Verdict::holds);
  toy.waits = never;
  CHECK(judged(toy).verdict == Verdict::violated);
}

TEST_CASE("what nothing ever asks for is not judged") {
  LiveToy toy = ring(5, Fairness::weak);
  toy.claim(never, never);
  CHECK(judged(toy).verdict == Verdict::not_judged);
}

TEST_CASE("a limit that is hit leaves a goal unknown") {
  LiveToy toy = ring(10'000, Fairness::weak);
  toy.claim(always, always);
  CHECK(judged(toy).verdict == Verdict::holds);
  Options options;
  options.states_max = 5'000;
  const LivenessReport report = check_liveness(toy, {0}, declared_fairness(toy.shape()), options);
  CHECK(report.goals.front().verdict == Verdict::unknown);
  CHECK(report.stopped == "the limit of 5000 states was hit");
}

// Steps back and forth between 0 and each of 1 to `spokes`, all fair: a loop has to go everywhere.
TEST_CASE("a loop sees to more constraints than one search has room for") {
  for (const std::uint64_t spokes : {3u, 16u, 40u}) {
    LiveToy toy;
    toy.toy.form.actions[0].fairness = Fairness::strong;
    toy.toy.go = [spokes](std::uint64_t at, const Toy::Emit& emit) {
      if (at > 0) return emit({0, 0}, 0);
      for (std::uint64_t to = 1; to <= spokes; ++to) emit({0, static_cast<std::uint16_t>(to)}, to);
    };
    toy.claim(always, never);
    const GoalReport found = judged(toy);
    REQUIRE(found.verdict == Verdict::violated);
    CHECK(found.run.steps() - *found.run.loop_from == 2 * spokes);
  }
}

// 0 goes to 1 fairly, and 1 back; from 1 a weakly fair step leads out.
LiveToy two_and_a_way_out() {
  LiveToy toy;
  toy.toy.form.actions = {{"goes"}, {"gets out"}};
  for (Action& action : toy.toy.form.actions) action.fairness = Fairness::weak;
  toy.toy.go = [](std::uint64_t at, const Toy::Emit& emit) {
    if (at < 2) emit({0, 0}, 1 - at);
    if (at == 1) emit({1, 0}, 2);
  };
  toy.claim(always, [](std::uint64_t at) { return at == 2; });
  return toy;
}

TEST_CASE("a step that is possible off and on is forced by strong fairness only") {
  LiveToy toy = two_and_a_way_out();
  CHECK(judged(toy).verdict == Verdict::violated);
  CHECK(judged(toy).why == std::vector<Why>{{"goes 0", Put::done, 1, Fairness::weak},
                                            {"gets out 0", Put::off_and_on, 1, Fairness::weak}});
  toy.toy.form.actions[1].fairness = Fairness::strong;
  CHECK(judged(toy).verdict == Verdict::holds);
}

std::string complaint(const LiveToy& toy, const Run& run) {
  return fault_in_lasso(toy, 0, 0, declared_fairness(toy.shape()), run);
}

TEST_CASE("the replay tells what is wrong with a lasso") {
  const LiveToy toy = two_and_a_way_out();
  const Run good = judged(toy).run;
  REQUIRE(complaint(toy, good).empty());
  Run run = good;
  run.loop_from.reset();
  CHECK(complaint(toy, run) == "it has no loop");
  run = good;
  run.states[0] = Toy::bytes(1);
  CHECK(complaint(toy, run) == "it does not begin at a start");
  run = good;
  run.moves[0].action = 1;
  CHECK(complaint(toy, run) == "step 1 is not a step of the protocol");
  run = good;
  run.states.pop_back();
  run.moves.pop_back();
  CHECK(complaint(toy, run) == "its loop does not close");
  run.loop_from = 1;
  CHECK(complaint(toy, run) == "`goes` is put off forever");
  run.states.push_back(Toy::bytes(2));
  run.moves.push_back({1, 0});
  run.loop_from = 2;
  CHECK(complaint(toy, run) == "it does not break the goal");
}

}  // namespace
}  // namespace lockstep
