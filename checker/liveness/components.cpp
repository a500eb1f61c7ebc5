#include "checker/liveness/components.hpp"

#include <algorithm>

namespace lockstep {
namespace {

class DepthFirst {
 public:
  DepthFirst(const LiveGraph& graph, const Region& within)
      : graph_(graph), within_(within), rank_(graph.size()), last_(graph.size()) {}

  Components run() {
    for (std::uint32_t state = 0; state < graph_.size(); ++state)
      if (within_[state] && rank_[state] == 0) search(state);
    // Components were numbered downward from the number of states.
    Components found{graph_.size() - last_, std::move(rank_)};
    for (std::uint32_t& number : found.of) number = number == 0 ? no_component : number - last_ - 1;
    return found;
  }

 private:
  struct Frame {
    std::uint32_t state;
    std::uint32_t next : 31;  // of its edges
    std::uint32_t root : 1;   // of its component, as far as is known
  };

  void enter(std::uint32_t state) {
    frames_.push_back({state, 0, 1});
    rank_[state] = ++entered_;
  }

  void search(std::uint32_t start) {
    enter(start);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const auto targets = graph_.targets(frame.state);
      if (frame.next == targets.size()) {
        leave();
        continue;
      }
      const std::uint32_t target = targets[frame.next];
      if (!within_[target]) {
        ++frame.next;
      } else if (rank_[target] == 0) {
        enter(target);  // and comes back to this edge
      } else {
        ++frame.next;
        if (rank_[target] < rank_[frame.state]) {
          rank_[frame.state] = rank_[target];
          frame.root = 0;
        }
      }
    }
  }

  // Ranks of states whose component is known are higher than those of all others.
  void leave() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    if (!frame.root) return path_.push_back(frame.state);
    --entered_;
    while (!path_.empty() && rank_[frame.state] <= rank_[path_.back()]) {
      rank_[path_.back()] = last_;
      path_.pop_back();
      --entered_;
    }
    rank_[frame.state] = last_--;
  }

  const LiveGraph& graph_;
  const Region& within_;
  std::vector<std::uint32_t> rank_;  // 0: not entered
  std::uint32_t entered_ = 0;
  std::uint32_t last_;  // the number of the next component
  std::vector<Frame> frames_;
  std::vector<std::uint32_t> path_;  // left, and their component is not known yet
};

}  // namespace

Components components_of(const LiveGraph& graph, const Region& within) {
  return DepthFirst(graph, within).run();
}

}  // namespace lockstep
