// Which actions show that something happened.
#pragma once

#include "checker/model/model.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep {

inline constexpr std::size_t shows_nothing = ~std::size_t{0};

// For each action the number of the property, claimed `sometimes`, that its steps show; or
// shows_nothing. Throws ContractBroken when an action shows a property that there is not.
std::vector<std::size_t> shown_by_actions(const Shape& shape);

// Bit i is set when property i is claimed `sometimes`: in Model::broken() its bit is good news.
std::uint64_t witness_bits(const Shape& shape);

}  // namespace lockstep
