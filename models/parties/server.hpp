// The servers of a lock that has several.
#pragma once

#include "models/kit/kit.hpp"

namespace lockstep {

// Servers are alike, as clients are. But clients are sorted by servers and servers by clients, and
// sorting one undoes the order of the other without end; so servers are never renamed.
struct ServerTag : Ordered {};
using Server = Id<ServerTag>;

inline constexpr int servers_max = 5;

}  // namespace lockstep
