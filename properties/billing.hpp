// What the customer sees.
//
// At most once is a safety property. At least once is a liveness property; on a run that has
// come to its end it can be checked like a safety property. Exactly once is both.
#pragma once

#include "properties/lock_property.hpp"

namespace lockstep {

extern const LockProperty billed_at_most_once;
extern const LockProperty nothing_left_unbilled;

}  // namespace lockstep
