#include "tests/oracle/naive.hpp"

#include <algorithm>
#include <queue>

namespace lockstep::oracle {
namespace {

struct Collector final : Sink {
  explicit Collector(std::size_t w) : width(w) {}
  void operator()(Move move, const std::byte* state) override {
    found.push_back({move, State(reinterpret_cast<const char*>(state), width)});
  }
  std::size_t width;
  std::vector<Next> found;
};

}  // namespace

StateBytes aligned(const State& state) {
  return {state.size(), reinterpret_cast<const std::byte*>(state.data())};
}

std::vector<State> starts_of(const Model& model) {
  Collector sink(model.shape().width);
  model.starts(sink);
  std::vector<State> states;
  for (Next& start : sink.found) states.push_back(start.state);
  return states;
}

std::vector<Next> steps_of(const Model& model, const State& state) {
  Collector sink(model.shape().width);
  model.steps(aligned(state).data(), sink);
  return sink.found;
}

std::uint64_t broken_in(const Model& model, const State& state, bool at_end) {
  return model.broken(aligned(state).data(), at_end);
}

State canonical_of(const Model& model, const State& state, unsigned reductions) {
  StateBytes copy = aligned(state);
  if (reductions != no_reduction) model.canonicalise(copy.data(), reductions, nullptr);
  return State(copy.text());
}

std::uint64_t breaks(const Model& model, const State& state) {
  const std::vector<Next> steps = steps_of(model, state);
  const bool at_end = std::all_of(steps.begin(), steps.end(), [&](const Next& step) {
    return model.shape().actions[step.move.action].fault;
  });
  const std::uint64_t now = broken_in(model, state, false);
  const std::uint64_t then = at_end ? broken_in(model, state, true) : 0;
  std::uint64_t bits = 0;
  const auto& properties = model.shape().properties;
  for (std::size_t i = 0; i < properties.size(); ++i)
    bits |= (properties[i].when == When::at_end ? then : now) & std::uint64_t{1} << i;
  return bits;
}

Level Found::up_to(std::uint64_t level) const {
  Level sum;
  for (std::uint64_t i = 0; i < level; ++i) {
    sum.states += levels[i].states;
    sum.transitions += levels[i].transitions;
  }
  return sum;
}

Found explore(const Model& model, unsigned reductions) {
  Found found;
  found.taken.resize(model.shape().actions.size());
  found.broken_at.resize(model.shape().properties.size());
  std::queue<State> waiting;
  const auto see = [&](const State& state, std::uint64_t level) {
    const State seen = canonical_of(model, state, reductions);
    if (found.level_of.emplace(seen, level).second) waiting.push(seen);
  };
  for (const State& start : starts_of(model)) see(start, 0);
  for (; !waiting.empty(); waiting.pop()) {
    const State& state = waiting.front();
    const std::uint64_t level = found.level_of.at(state);
    found.levels.resize(level + 1);
    ++found.levels[level].states;
    const std::uint64_t bits = breaks(model, state);
    for (std::size_t i = 0; i < found.broken_at.size(); ++i)
      if (bits >> i & 1 && !found.broken_at[i]) found.broken_at[i] = level;
    for (const Next& step : steps_of(model, state)) {
      ++found.levels[level].transitions;
      ++found.taken[step.move.action];
      see(step.state, level + 1);
    }
  }
  return found;
}

}  // namespace lockstep::oracle
