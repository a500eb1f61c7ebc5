// The clients of a lock.
#pragma once

#include "models/kit/kit.hpp"

namespace lockstep {

struct ClientTag {};
using Client = Id<ClientTag>;

inline constexpr int clients_max = 6;

// A bit for each request of a client that something happened to.
using RequestBits = Count<255>;

}  // namespace lockstep
