// Whether what has to happen some day does (checker/liveness/): asked by name, or all with
// --liveness.
#pragma once

#include "tools/questions/contract.hpp"
#include "tools/report/liveness_outcome.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

// "leaves=weak": the fairness of an action, as a user changes it.
struct FairnessChange {
  std::string action;
  Fairness fairness = Fairness::none;
};

struct AskedGoals {
  bool all = false;                     // --liveness
  std::vector<std::string> names = {};  // else these; names of other properties are passed over
  std::vector<FairnessChange> changes = {};
  std::uint64_t without_max = 0;  // with up to so many states, try it with less forced
};

// The goals of a model; none when it has no liveness.
const std::vector<Goal>& goals_of(const Model& model);

// Throws Refused unless all of `wanted` are properties or goals of the model.
void require_properties_or_goals(const Model& model, const std::vector<std::string>& wanted);

// Throws Refused when one of `wanted` is a goal: for what judges states or runs that end.
void refuse_goals(const Model& model, const std::vector<std::string>& wanted);

// Throws Refused when the text is none.
FairnessChange parse_fairness(const std::string& text);

// That of each action, changed. Throws Refused for a change that means nothing.
std::vector<Fairness> fairness_with(const Shape& shape, const std::vector<FairnessChange>& changes);

// Judges the goals that are asked for, within the limits of `options`; nothing when there are none.
// Throws Refused for a change of fairness that means nothing, and ContractBroken.
std::optional<LivenessOutcome> judge_goals(const Subject& subject, const AskedGoals& asked,
                                           const Options& options);

}  // namespace lockstep
