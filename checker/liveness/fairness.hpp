// Which steps are not to be put off forever, and for whom.
//
// An action is fair for each of its parties: each pair of a fair action and a party is one
// constraint on runs. Weak: a step that stays possible is taken; strong: one that is possible again
// and again. Time is one more: it has to pass as long as anything waits for it, or runs in which
// timers are put off forever would pass for runs of the real world.
#pragma once

#include "checker/model/live_model.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace lockstep {

// The number of a constraint. An edge of the graph carries the one that it satisfies.
using Label = std::uint16_t;

inline constexpr Label time_passes_label = 0;  // always there, also where there is no time
inline constexpr Label unfair_label = 0xffff;

struct Constraint {
  Fairness fairness = Fairness::weak;
  Move move = {};          // a step that satisfies it, for its name
  std::uint32_t from = 0;  // the number of a state in which that is possible
};

// Numbers constraints as their steps are met.
class Constraints {
 public:
  // `by_action` is the fairness of each action; none for one that lets time pass says that time
  // may stand still.
  Constraints(const LiveModel& model, std::vector<Fairness> by_action);

  // Of a step that is possible in state number `number`. Throws ContractBroken when there are more
  // constraints than labels.
  Label label(Move move, const std::byte* from, std::uint32_t number);

  // Whether time has to pass before a run may stop here.
  bool waits_for_time(const std::byte* state) const;

  const std::vector<Constraint>& all() const { return all_; }

 private:
  const LiveModel& model_;
  std::vector<Fairness> by_action_;
  bool time_passes_ = false;
  std::vector<std::unordered_map<std::string, Label>> labels_;  // by action, then by party
  std::vector<Constraint> all_;
};

// As the model declares it.
std::vector<Fairness> declared_fairness(const Shape& shape);

}  // namespace lockstep
