// What a store that checks fencing tokens is there for.
#pragma once

#include "properties/lock_property.hpp"

namespace lockstep {

// In the order of the store: a write is not applied after one with a newer token. In the order of
// the service it would be more, and no store can promise it alone: a newer token may have been
// granted and not have reached the store yet.
extern const LockProperty no_stale_write;

// In the order of the service. A store that checks tokens relies on it.
extern const LockProperty tokens_grow;

}  // namespace lockstep
