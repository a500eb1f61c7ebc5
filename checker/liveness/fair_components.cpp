#include "checker/liveness/fair_components.hpp"

#include <algorithm>
#include <utility>

namespace lockstep {
namespace {

// The states of each component, side by side.
class Members {
 public:
  explicit Members(const Components& components) : begin_(components.count + 1) {
    for (const std::uint32_t component : components.of)
      if (component != no_component) ++begin_[component + 1];
    for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
    states_.resize(begin_.back());
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
    for (std::uint32_t state = 0; state < components.of.size(); ++state)
      if (components.of[state] != no_component) states_[next[components.of[state]]++] = state;
  }

  std::span<const std::uint32_t> of(std::uint32_t component) const {
    return {states_.data() + begin_[component], states_.data() + begin_[component + 1]};
  }

 private:
  std::vector<std::uint32_t> begin_;
  std::vector<std::uint32_t> states_;
};

enum class Finding : std::uint8_t { fair, unfair, in_part };

// What the edges of one component do for the constraints.
class Judge {
 public:
  explicit Judge(const LiveGraph& graph) : graph_(graph), tallies_(graph.constraints.size()) {}

  Finding judge(std::span<const std::uint32_t> states, const Components& components) {
    for (const Label label : met_) tallies_[label] = {};
    met_.clear();
    for (const std::uint32_t state : states) count(state, components);
    Finding finding = Finding::fair;
    for (const Label label : met_) {
      if (tallies_[label].satisfied) continue;
      if (graph_.constraints[label].fairness == Fairness::strong)
        finding = Finding::in_part;
      else if (tallies_[label].possible_in == states.size())
        return Finding::unfair;
    }
    return finding;
  }

  // A strong constraint that no edge of the component satisfies is possible here.
  bool is_in_vain(std::uint32_t state) const {
    const auto labels = graph_.labels_of(state);
    return std::any_of(labels.begin(), labels.end(), [&](Label label) {
      return label != unfair_label && !tallies_[label].satisfied &&
             graph_.constraints[label].fairness == Fairness::strong;
    });
  }

 private:
  struct Tally {
    std::uint32_t possible_in = 0;  // states
    std::uint32_t last = no_state;  // of them
    bool satisfied = false;
  };

  void possible(Label label, std::uint32_t state) {
    Tally& tally = tallies_[label];
    if (tally.last == no_state) met_.push_back(label);
    if (tally.last == state) return;
    tally.last = state;
    ++tally.possible_in;
  }

  void count(std::uint32_t state, const Components& components) {
    const auto targets = graph_.targets(state);
    const auto labels = graph_.labels_of(state);
    if (graph_.waits[state]) possible(time_passes_label, state);
    for (std::size_t i = 0; i < targets.size(); ++i) {
      if (labels[i] == unfair_label) continue;
      if (labels[i] != time_passes_label) possible(labels[i], state);
      if (components.of[targets[i]] == components.of[state]) tallies_[labels[i]].satisfied = true;
    }
  }

  const LiveGraph& graph_;
  std::vector<Tally> tallies_;  // by label
  std::vector<Label> met_;
};

bool any_in(const Region& region, std::span<const std::uint32_t> states) {
  return std::any_of(states.begin(), states.end(),
                     [&](std::uint32_t state) { return region[state]; });
}

}  // namespace

Components fair_components(const LiveGraph& graph, Region within, const Region* visits) {
  Components fair{0, std::vector<std::uint32_t>(graph.size(), no_component)};
  Judge judge(graph);
  for (bool again = true; again;) {
    again = false;
    const Components components = components_of(graph, within);
    const Members members(components);
    for (std::uint32_t number = 0; number < components.count; ++number) {
      const auto states = members.of(number);
      const bool goes_round = states.size() > 1 && (visits == nullptr || any_in(*visits, states));
      const Finding finding = goes_round ? judge.judge(states, components) : Finding::unfair;
      again |= finding == Finding::in_part;
      for (const std::uint32_t state : states) {
        within[state] = finding == Finding::in_part && !judge.is_in_vain(state);
        if (finding == Finding::fair) fair.of[state] = fair.count;
      }
      if (finding == Finding::fair) ++fair.count;
    }
  }
  return fair;
}

bool may_stop(const LiveGraph& graph, std::uint32_t state) {
  const auto labels = graph.labels_of(state);
  const auto forced = [](Label label) {
    return label != unfair_label && label != time_passes_label;
  };
  return !graph.waits[state] && std::none_of(labels.begin(), labels.end(), forced);
}

}  // namespace lockstep
