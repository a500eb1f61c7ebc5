// What would come of it if a client did something now, and nothing else came between.
#pragma once

#include "models/composition/world/world.hpp"

namespace lockstep::composition {

// What a client does about the lock.
using Does = void (*)(const Setup&, const World&, Client);

// Whether something would come of it: the client would get further, or the lock service or another
// client would learn something by it. A try of which nothing comes leads back to the state that it
// began in. Where tries have no budget it is no step, so that a state in which only such tries are
// left is the end of a run, and clients that wait in it wait forever.
//
// Nothing is lost by leaving it out. If such a try were sent early and arrived later, when
// something comes of it, it may as well be sent then: its client does nothing meanwhile.
bool helps(const Setup& s, const World& world, Client c, Does does);

// The library of this client can take a step by itself.
bool library_may_act(const Setup& s, const World& world, Client c);

}  // namespace lockstep::composition
