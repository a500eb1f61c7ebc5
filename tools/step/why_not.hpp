// Why a step is not possible: which guard forbids it, and what it read.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/state.hpp"

#include <string>
#include <vector>

namespace lockstep {

// The numbers of the actions with this name (a protocol may have several), or else of the only one
// whose name has `name` in it. Throws Refused, with the nearest.
std::vector<std::uint16_t> actions_named(const Shape& shape, const std::string& name);

// A sentence for each argument that there is for the action in `state`. Throws Refused when the
// model cannot tell.
std::vector<std::string> why_not(const Model& model, std::uint16_t action, const StateBytes& state);

// "holder is client 2, client[1].at is idle": the fields of a state that a guard's text names, as
// far as names tell. `state` is the text of a JSON object. A field of somebody's that is named
// without saying whose is that of `actor`, a lane such as "client 1".
std::string values_named(const std::string& guard, const std::string& state,
                         const std::string& actor);

}  // namespace lockstep
