// A second opinion on a lasso. Uses the model alone: no graph, no packing, no components.
#pragma once

#include "checker/model/live_model.hpp"
#include "checker/model/run.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace lockstep {

// Empty when `run` begins at a start, follows steps of the model, closes its loop, breaks the goal
// for this party, and is fair; else what is wrong with it.
std::string fault_in_lasso(const LiveModel& model, std::size_t goal, std::size_t party,
                           const std::vector<Fairness>& by_action, const Run& run);

}  // namespace lockstep
