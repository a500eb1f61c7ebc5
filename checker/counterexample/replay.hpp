// A second opinion on a counterexample. Uses the model alone: no store, no packing, no reduction.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/run.hpp"

#include <cstddef>
#include <string>

namespace lockstep {

// Empty when `run` begins at a start, follows steps of the model and ends in a state that breaks
// the property; else what is wrong with it.
std::string fault_in(const Model& model, const Run& run, std::size_t property);

}  // namespace lockstep
