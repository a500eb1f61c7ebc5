// Signatures in one word each, with the index in the lowest four bits.
#pragma once

#include "models/kit/layout/layout.hpp"

#include <array>
#include <cstdint>

namespace lockstep::kit {

using ShortKeys = std::array<std::uint64_t, identities_max>;

// Ascending. Returns the first place at which they were not so; `count` when they were. Insertion
// sort: stable, and nothing is faster for so few that are nearly in order.
inline unsigned sort_keys(ShortKeys& keys, unsigned count) {
  unsigned first = count;
  for (unsigned i = 1; i < count; ++i) {
    const std::uint64_t key = keys[i];
    if (key >= keys[i - 1]) continue;
    unsigned at = i;
    do {
      keys[at] = keys[at - 1];
    } while (--at > 0 && key < keys[at - 1]);
    keys[at] = key;
    if (at < first) first = at;
  }
  return first;
}

}  // namespace lockstep::kit
