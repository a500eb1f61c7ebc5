// A model walked by hand: one state at a time, and all that can happen in it.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/state.hpp"

#include <cstddef>
#include <vector>

namespace lockstep {

// A step that is possible, and the state it leads to.
struct Successor {
  Move move;
  StateBytes state;
};

// The states to start from, in the model's order.
std::vector<StateBytes> start_states(const Model& model);

// The steps that are possible in `state`, in the model's order. Throws ContractBroken.
std::vector<Successor> successors(const Model& model, const StateBytes& state);

// No step of these but faults: properties that are claimed at_end are judged here.
bool is_end(const Shape& shape, const std::vector<Successor>& steps);

}  // namespace lockstep
