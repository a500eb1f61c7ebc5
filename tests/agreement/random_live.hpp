// Graphs with goals and fairness that nobody would write.
#pragma once

#include "checker/model/live_model.hpp"

#include <cstdint>
#include <memory>

namespace lockstep {

// Up to 7 states, drawn edge by edge, some of which lead back to where they come from. Actions have
// two parties and any fairness; one of them may let time pass. A goal of each form, for two
// parties.
std::unique_ptr<LiveModel> random_live(std::uint64_t seed);

}  // namespace lockstep
