// Renumbers tokens by rank: {0, 4, 9, 9} becomes {0, 1, 2, 2}.
#pragma once

#include "models/kit/passes/places.hpp"

#include <cstddef>
#include <vector>

namespace lockstep::kit {

// The tokens of a state. Const and safe from many threads.
class Ranks {
 public:
  explicit Ranks(const Row& state);

  bool any() const { return !families_.empty(); }

  // Each family by itself. Whether anything changed. Bags stay sorted: the new numbers are in the
  // order of the old ones.
  bool renumber(std::byte* state) const;

 private:
  std::vector<Places> families_;
};

}  // namespace lockstep::kit
