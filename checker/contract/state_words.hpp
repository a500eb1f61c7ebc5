// States in a sentence: a whole state is thousands of characters, so only what differs is said.
#pragma once

#include "checker/model/model.hpp"

#include <cstddef>
#include <string>

namespace lockstep {

// How a state differs from the first that the model starts in: ", where count is 3", or ", at the
// start".
std::string where(const Model& model, const std::byte* state);

// The fields in which two states differ, with both values: "client[1].at (idle, holding)".
std::string difference_of(const Model& model, const std::byte* one, const std::byte* other);

}  // namespace lockstep
