#include "checker/liveness/unforced.hpp"

namespace lockstep {
namespace {

bool time_is_forced(const LiveModel& model, const std::vector<Fairness>& fairness) {
  for (std::size_t i = 0; i < fairness.size(); ++i)
    if (fairness[i] != Fairness::none && model.lets_time_pass(static_cast<std::uint16_t>(i)))
      return true;
  return false;
}

}  // namespace

Unforced::Unforced(const LiveModel& model, LiveGraph& graph, const std::vector<Fairness>& weaker)
    : graph_(graph), waits_(graph.waits) {
  std::vector<bool> dropped(graph.constraints.size());
  dropped[time_passes_label] = !time_is_forced(model, weaker);
  for (std::size_t label = time_passes_label + 1; label < dropped.size(); ++label)
    dropped[label] = weaker[graph.constraints[label].move.action] == Fairness::none;
  for (std::size_t edge = 0; edge < graph.labels.size(); ++edge) {
    const Label label = graph.labels[edge];
    if (label == unfair_label || !dropped[label]) continue;
    before_.emplace_back(edge, label);
    graph.labels[edge] = unfair_label;
  }
  if (dropped[time_passes_label]) graph.waits.assign(graph.waits.size(), false);
}

Unforced::~Unforced() {
  for (const auto& [edge, label] : before_) graph_.labels[edge] = label;
  graph_.waits.swap(waits_);
}

}  // namespace lockstep
