// The actions of a composed protocol, as rows for the kit: what may happen, its words, its faults.
#pragma once

#include "models/composition/world/world.hpp"
#include "models/kit/protocol/table.hpp"

#include <vector>

namespace lockstep::composition {

// Each such step shows it: a client acts on the lock that it has; the store refuses a request.
inline constexpr const char* witness_of_acquiring = "acquire";
inline constexpr const char* witness_of_refusing = "be fenced off";

std::vector<kit::ActionRow> action_rows(const Setup& setup);

}  // namespace lockstep::composition
