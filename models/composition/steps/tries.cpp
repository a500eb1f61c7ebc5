// A client that was refused, and tries again until it has the lock.
#include "models/composition/steps/clients.hpp"
#include "models/composition/steps/requests.hpp"
#include "models/composition/steps/steps.hpp"
#include "models/composition/steps/trial.hpp"

namespace lockstep::composition {

namespace {

void ask_anew(const Setup& s, const World& world, Client c) {
  begins_request(s, world, c);
  asks(s, world, c);
}

}  // namespace

// It may wait as long as it likes before it does. Where its calls are one after the other it waits
// for those of its last try.
Step tries_again(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  WHEN(me.at == At::refused && me.health == Health::running);
  WHEN(s.travels == Travels::everything || awaits_nothing(s, world, c));
  WHEN(helps(s, world, c, ask_anew));
  ask_anew(s, world, c);
  return taken;
}

}  // namespace lockstep::composition
