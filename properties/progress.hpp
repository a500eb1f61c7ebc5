// That something goes on happening.
#pragma once

#include "properties/lock_property.hpp"

namespace lockstep {

// A deadlock is a state in which no step but a fault is possible although some client has not
// finished.
extern const LockProperty no_deadlock;

// A lease gets free when its time is over, and other locks when somebody frees them.
extern const LockProperty free_in_time;

}  // namespace lockstep
