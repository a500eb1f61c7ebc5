#pragma once

#include <stdexcept>

namespace lockstep {

// A run that the search found could not be found again. Either the model answers differently when
// it is asked twice, or this program has a bug: blame() (contract/blame.hpp) finds out which.
struct WayLost : std::logic_error {
  using std::logic_error::logic_error;
};

// Throws WayLost with this sentence when `truth` is false.
inline void keep_way(bool truth, const char* sentence) {
  if (!truth) [[unlikely]]
    throw WayLost(sentence);
}

}  // namespace lockstep
