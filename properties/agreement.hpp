// Two values that belong together, and are not written in one step or not read in one.
#pragma once

#include "properties/lock_property.hpp"

namespace lockstep {

// A read is torn when one of the two values is from another write than the other. A5A, read skew,
// of Berenson, Bernstein, Gray, Melton, O'Neil, O'Neil, "A critique of ANSI SQL isolation levels",
// SIGMOD 1995.
extern const LockProperty no_torn_read;

extern const LockProperty nothing_half_written;

}  // namespace lockstep
