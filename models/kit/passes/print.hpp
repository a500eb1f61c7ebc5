// Puts the bytes of a state into words.
#pragma once

#include "models/kit/layout/lanes.hpp"
#include "models/kit/layout/rows.hpp"
#include "models/kit/passes/printed.hpp"

#include <cstddef>
#include <string>

namespace lockstep::kit {

// `value` is where the struct or cell begins that the row stands in.
Printed print(const Row& row, const std::byte* value, const Lanes& lanes);

// The path of the field at this byte within the row, "client[2].at", or nothing.
std::string field_at(const Row& row, std::uint32_t byte);

}  // namespace lockstep::kit
