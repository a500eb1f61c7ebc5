#pragma once

#include <stdexcept>

namespace lockstep {

// What the user asked for cannot be done: says what, where, and what to do. Exit status 2.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The model broke its contract: a bounded field overflowed, a step was not a function of its
// state. Exit status 3.
struct ContractBroken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace lockstep
