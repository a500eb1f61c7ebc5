#include "checker/liveness/fairness.hpp"

#include "checker/errors/errors.hpp"

#include <utility>

namespace lockstep {

std::vector<Fairness> declared_fairness(const Shape& shape) {
  std::vector<Fairness> all;
  for (const Action& action : shape.actions) all.push_back(action.fairness);
  return all;
}

Constraints::Constraints(const LiveModel& model, std::vector<Fairness> by_action)
    : model_(model), by_action_(std::move(by_action)), labels_(by_action_.size()), all_(1) {
  for (std::size_t i = 0; i < by_action_.size(); ++i)
    time_passes_ |=
        by_action_[i] != Fairness::none && model.lets_time_pass(static_cast<std::uint16_t>(i));
}

Label Constraints::label(Move move, const std::byte* from, std::uint32_t number) {
  const Fairness fairness = by_action_.at(move.action);
  if (fairness == Fairness::none) return unfair_label;
  if (model_.lets_time_pass(move.action)) return time_passes_label;
  const auto next = static_cast<Label>(all_.size());
  const auto [found, fresh] = labels_[move.action].try_emplace(model_.party(move, from), next);
  if (!fresh) return found->second;
  if (next == unfair_label)
    throw ContractBroken("there are too many parties to be fair to: 65,535 or more");
  all_.push_back({fairness, move, number});
  return next;
}

bool Constraints::waits_for_time(const std::byte* state) const {
  return time_passes_ && model_.waiting(state) != Waiting::nothing;
}

}  // namespace lockstep
