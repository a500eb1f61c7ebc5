// When a run has come to its end, so that properties claimed at_end are judged.
#pragma once

#include "checker/model/model.hpp"

namespace lockstep {

// A run has ended when none of its next moves keeps it going. Nobody can count on a fault, so a
// fault does not; a move whose action the shape does not have is a mistake of the model, and does.
inline bool keeps_going(const Shape& shape, Move move) {
  return move.action >= shape.actions.size() || !shape.actions[move.action].fault;
}

}  // namespace lockstep
