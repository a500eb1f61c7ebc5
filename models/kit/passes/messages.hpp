// The messages in the bags and queues of a state.
#pragma once

#include "models/kit/layout/rows.hpp"

#include <cstddef>
#include <functional>

namespace lockstep::kit {

// Calls f(message) for each that is of the type `key`, wherever it lies.
void for_each_message(const Row& state, const std::byte* bytes, TypeKey key,
                      const std::function<void(const std::byte* message)>& f);

}  // namespace lockstep::kit
