// The requests of a client, one after the other.
#pragma once

#include "models/composition/world/world.hpp"

namespace lockstep::composition {

// What the client sends next is a request of its own, where requests are told apart. Where there
// may be any number of them, the ids that are still in use are numbered anew, in their order.
void begins_request(const Setup& s, const World& world, Client c);

}  // namespace lockstep::composition
