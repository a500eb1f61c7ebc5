#pragma once

#include <cstdint>

namespace lockstep {

// A search of so few states takes a fraction of a second, and so does what is asked beside it
// without being asked for: the contract in every state (20 us each for a composed lock, measured on
// one core, so 0.4 s for the largest), time that stands still, the ledger. These are states and not
// seconds, so that a report is the same on every machine.
inline constexpr std::uint64_t small_search_states = 20'000;

}  // namespace lockstep
