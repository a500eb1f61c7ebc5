// Jobs that are due at a date.
#pragma once

#include "properties/lock_property.hpp"

namespace lockstep {

// What a lock for scheduled jobs is there for: the clients of one date do its job once.
extern const LockProperty once_for_each_date;

}  // namespace lockstep
