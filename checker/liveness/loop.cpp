#include "checker/liveness/loop.hpp"

#include "checker/errors/ensure.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace lockstep {
namespace {

constexpr std::uint64_t nodes_max = 1 << 22;  // of one search: a second, and 200 MB
constexpr std::size_t together_max = 16;      // duties of one search

// What a loop has to see to: a constraint, or that it comes to a state of `visits`.
struct Duty {
  Label label = unfair_label;  // unfair_label: the visit
  bool weak = false;           // a state in which it is not possible will do
};

class LoopSearch {
 public:
  LoopSearch(const LiveGraph& graph, const Components& fair, std::uint32_t anchor,
             const Region* visits)
      : graph_(graph), fair_(fair), anchor_(anchor), visits_(visits) {
    find_duties();
  }

  std::vector<GraphStep> run() {
    std::vector<GraphStep> loop;
    std::uint32_t at = anchor_;
    while (duties_.size() > together_) {
      now_.assign(duties_.begin(), duties_.begin() + static_cast<std::ptrdiff_t>(together_));
      extend(loop, at, false);
    }
    now_ = duties_;
    extend(loop, at, true);
    return loop;
  }

 private:
  using Mask = std::uint32_t;
  // A state, which of the duties of now were seen to on the way, and above together_max bits, which
  // strong ones were possible.
  using Node = std::uint64_t;
  static Node node(std::uint32_t state, Mask seen) { return Node{seen} << 32 | state; }
  static std::uint32_t state_of(Node node) { return static_cast<std::uint32_t>(node); }
  static Mask seen_by(Node node) { return static_cast<Mask>(node >> 32); }

  struct Before {
    Node node;
    std::uint32_t edge;
  };

  void find_duties() {
    std::vector<bool> possible(graph_.constraints.size());
    std::uint64_t states = 0;
    for (std::uint32_t state = 0; state < graph_.size(); ++state) {
      if (!inside(state)) continue;
      ++states;
      if (graph_.waits[state]) possible[time_passes_label] = true;
      for (const Label label : graph_.labels_of(state))
        if (label != unfair_label) possible[label] = true;
    }
    for (std::size_t label = 0; label < possible.size(); ++label)
      if (possible[label])
        duties_.push_back(
            {static_cast<Label>(label), graph_.constraints[label].fairness == Fairness::weak});
    if (visits_ != nullptr) duties_.push_back({});
    std::erase_if(duties_, [&](const Duty& duty) { return is_done_in(anchor_, duty); });
    together_ = 1;
    while (together_ < together_max && states << (together_ + 1) <= nodes_max) ++together_;
    const auto strong = std::count_if(duties_.begin(), duties_.end(), is_strong);
    exact_ = duties_.size() + static_cast<std::size_t>(strong) <= together_;
  }

  bool inside(std::uint32_t state) const { return fair_.of[state] == fair_.of[anchor_]; }

  bool is_possible(std::uint32_t state, Label label) const {
    if (label == time_passes_label) return graph_.waits[state];
    const auto labels = graph_.labels_of(state);
    return std::find(labels.begin(), labels.end(), label) != labels.end();
  }

  bool is_done_in(std::uint32_t state, const Duty& duty) const {
    if (duty.label == unfair_label) return (*visits_)[state];
    return duty.weak && !is_possible(state, duty.label);
  }

  static bool is_strong(const Duty& duty) { return duty.label != unfair_label && !duty.weak; }

  Mask noted(std::uint32_t target, Label label) const {
    Mask noted = 0;
    for (std::size_t i = 0; i < now_.size(); ++i) {
      if (is_done_in(target, now_[i]) || (label != unfair_label && label == now_[i].label))
        noted |= Mask{1} << i;
      if (exact_ && is_strong(now_[i]) && is_possible(target, now_[i].label))
        noted |= Mask{1} << (i + together_max);
    }
    return noted;
  }

  // A strong constraint that was not possible on the whole loop asks for nothing.
  bool all_done(Mask seen) const {
    for (std::size_t i = 0; i < now_.size(); ++i) {
      const bool spared = exact_ && is_strong(now_[i]) && !(seen >> (i + together_max) & 1);
      if (!spared && !(seen >> i & 1)) return false;
    }
    return true;
  }

  // By a shortest way on which all duties of now are seen to, and back to the anchor if `home`.
  void extend(std::vector<GraphStep>& loop, std::uint32_t& at, bool home) {
    before_.clear();
    queue_.assign(1, node(at, 0));
    Node last = 0;
    bool arrived = false;
    while (!arrived) {
      ensure(!queue_.empty(), "a fair component has a fair loop through each of its states");
      const Node here = queue_.front();
      queue_.pop_front();
      arrived = step_from(here, home, last);
    }
    append(loop, node(at, 0), last);
    at = state_of(last);
  }

  // True when a step from here leads to where the search is to end, which is then `last`.
  bool step_from(Node here, bool home, Node& last) {
    const std::uint32_t state = state_of(here);
    const auto targets = graph_.targets(state);
    const auto labels = graph_.labels_of(state);
    for (std::uint32_t edge = 0; edge < targets.size(); ++edge) {
      if (!inside(targets[edge])) continue;
      last = node(targets[edge], seen_by(here) | noted(targets[edge], labels[edge]));
      if (before_.try_emplace(last, Before{here, edge}).second) queue_.push_back(last);
      if (all_done(seen_by(last)) && (!home || state_of(last) == anchor_)) return true;
    }
    return false;
  }

  // The way from `first` to `last`, and what else was seen to on it.
  void append(std::vector<GraphStep>& loop, Node first, Node last) {
    std::vector<GraphStep> way;
    Node at = last;
    do {
      const Before& before = before_.at(at);
      way.push_back({state_of(before.node), before.edge});
      at = before.node;
    } while (at != first);
    std::reverse(way.begin(), way.end());
    for (const GraphStep& step : way) see_to(step);
    loop.insert(loop.end(), way.begin(), way.end());
  }

  void see_to(const GraphStep& step) {
    const std::uint32_t target = graph_.targets(step.from)[step.edge];
    const Label label = graph_.labels_of(step.from)[step.edge];
    std::erase_if(duties_, [&](const Duty& duty) {
      return is_done_in(target, duty) || (label != unfair_label && label == duty.label);
    });
  }

  const LiveGraph& graph_;
  const Components& fair_;
  const std::uint32_t anchor_;
  const Region* visits_;
  std::vector<Duty> duties_;  // left
  std::vector<Duty> now_;     // those of this search
  std::size_t together_ = 1;  // duties of one search
  bool exact_ = false;        // one search, which spares strong constraints where it can
  std::unordered_map<Node, Before> before_;
  std::deque<Node> queue_;
};

}  // namespace

std::vector<GraphStep> fair_loop(const LiveGraph& graph, const Components& fair,
                                 std::uint32_t anchor, const Region* visits) {
  return LoopSearch(graph, fair, anchor, visits).run();
}

}  // namespace lockstep
