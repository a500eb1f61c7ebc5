// Who is to blame when a search cannot be retraced.
#pragma once

#include "checker/counterexample/way_lost.hpp"
#include "checker/model/model.hpp"

namespace lockstep {

// Asks the model for its steps twice, in every state of a bounded part of the space. Throws
// ContractBroken, naming the step and the state, when it answers differently; else this program has
// a bug, and stops with what was lost.
[[noreturn]] void blame(const Model& model, const WayLost& lost);

}  // namespace lockstep
