// Random layouts, and random states of them.
#pragma once

#include "models/kit/layout/layout.hpp"
#include "tests/agreement/dice.hpp"

#include <cstddef>
#include <vector>

namespace lockstep {

extern const kit::TypeKey clients_key;  // as many as `clients`
extern const kit::TypeKey tokens_key;   // the one family of tokens
inline constexpr unsigned clients = 4;

// A struct of a few fields of every kind. Tables of clients are spread over a block for each.
kit::Layout random_layout(Dice& dice);

// Layout::size bytes that a state of this layout may have: bags are in order.
std::vector<std::byte> random_state(const kit::Layout& layout, Dice& dice);

}  // namespace lockstep
