// What becomes of data that are read, changed and written back.
#pragma once

#include "properties/lock_property.hpp"

namespace lockstep {

// An update is lost when another that was computed from an older read is written over it. P4 of
// Berenson, Bernstein, Gray, Melton, O'Neil, O'Neil, "A critique of ANSI SQL isolation levels",
// SIGMOD 1995.
extern const LockProperty no_lost_update;

}  // namespace lockstep
