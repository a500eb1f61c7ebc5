#include "checker/liveness/lasso.hpp"

#include "checker/liveness/fair_components.hpp"
#include "checker/liveness/loop.hpp"

#include <algorithm>

namespace lockstep {
namespace {

// States from which a run may go on badly forever, once it has opened.
struct Traps {
  Components fair;  // by going round
  Region stops;     // by stopping
};

Traps traps_of(const LiveGraph& graph, const BadRuns& bad) {
  const Region* visits = bad.visits ? &*bad.visits : nullptr;
  Traps traps{fair_components(graph, bad.stays, visits), Region(graph.size())};
  for (std::uint32_t state = 0; state < graph.size(); ++state)
    traps.stops[state] =
        bad.stays[state] && (visits == nullptr || (*visits)[state]) && may_stop(graph, state);
  return traps;
}

// A breadth-first search through the levels of the graph that goes over into a second one, within
// `stays`, wherever a state opens.
class StemSearch {
 public:
  StemSearch(const LiveGraph& graph, const BadRuns& bad, const Traps& traps)
      : graph_(graph),
        bad_(bad),
        traps_(traps),
        found_from_(graph.size(), no_state),
        came_from_(graph.size(), no_state) {}

  // The state at which the stem ends; no_state when there is none.
  std::uint32_t run() {
    mark_starts();
    std::vector<std::uint32_t> open;
    for (std::uint32_t level = 0, end = level_end_; level < graph_.size() || !open.empty();) {
      for (std::uint32_t state = level; state < end; ++state)
        if (bad_.opens[state] && came_from_[state] == no_state) {
          came_from_[state] = state;
          open.push_back(state);
        }
      if (const std::uint32_t trap = trap_in(open); trap != no_state) return trap;
      open = next(open);
      for (; level < end; ++level) discover(level);
      end = level_end_;
    }
    return no_state;
  }

  std::vector<GraphStep> way_to(std::uint32_t state) const {
    std::vector<GraphStep> way;
    for (; came_from_[state] != state; state = came_from_[state])
      way.push_back(step(came_from_[state], state));
    for (; found_from_[state] != state; state = found_from_[state])
      way.push_back(step(found_from_[state], state));
    std::reverse(way.begin(), way.end());
    return way;
  }

 private:
  void mark_starts() {
    for (const std::uint32_t start : graph_.starts) found_from_[start] = start;
    level_end_ = static_cast<std::uint32_t>(graph_.starts.size());
  }

  // States are numbered in the order in which they are found here as well.
  void discover(std::uint32_t state) {
    for (const std::uint32_t target : graph_.targets(state))
      if (found_from_[target] == no_state) {
        found_from_[target] = state;
        ++level_end_;
      }
  }

  // One in which the run may stop is easier to understand.
  std::uint32_t trap_in(const std::vector<std::uint32_t>& open) const {
    for (const std::uint32_t state : open)
      if (traps_.stops[state]) return state;
    for (const std::uint32_t state : open)
      if (traps_.fair.of[state] != no_component) return state;
    return no_state;
  }

  std::vector<std::uint32_t> next(const std::vector<std::uint32_t>& open) {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t state : open)
      for (const std::uint32_t target : graph_.targets(state))
        if (bad_.stays[target] && came_from_[target] == no_state) {
          came_from_[target] = state;
          found.push_back(target);
        }
    return found;
  }

  GraphStep step(std::uint32_t from, std::uint32_t to) const {
    const auto targets = graph_.targets(from);
    const auto at = std::find(targets.begin(), targets.end(), to);
    return {from, static_cast<std::uint32_t>(at - targets.begin())};
  }

  const LiveGraph& graph_;
  const BadRuns& bad_;
  const Traps& traps_;
  std::vector<std::uint32_t> found_from_;  // from a start, a state itself
  std::vector<std::uint32_t> came_from_;   // the same after a state opened
  std::uint32_t level_end_ = 0;            // states that were found
};

}  // namespace

std::optional<Lasso> find_lasso(const LiveGraph& graph, const BadRuns& bad) {
  const Traps traps = traps_of(graph, bad);
  StemSearch search(graph, bad, traps);
  const std::uint32_t trap = search.run();
  if (trap == no_state) return std::nullopt;
  Lasso lasso{trap, search.way_to(trap), {}};
  if (!lasso.stem.empty()) lasso.start = lasso.stem.front().from;
  if (!traps.stops[trap])
    lasso.loop = fair_loop(graph, traps.fair, trap, bad.visits ? &*bad.visits : nullptr);
  return lasso;
}

}  // namespace lockstep
