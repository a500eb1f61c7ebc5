// What goes wrong on the way: messages are lost or come twice, a client is cut off.
#pragma once

#include "models/composition/world.hpp"

namespace lockstep::composition {

template <class Lock, auto bag>
Step is_lost(const typename Lock::Params&, World<Lock>& world, Slot<bag> slot) {
  WHEN(world.losses.left() > 0);
  world.losses.spend();
  (world.*bag).take(slot);
  return taken;
}

// The network delivers it once more; the copy is as late as the message.
template <class Lock, auto bag>
Step is_duplicated(const typename Lock::Params&, World<Lock>& world, Slot<bag> slot) {
  WHEN(world.duplicates.left() > 0);
  world.duplicates.spend();
  const auto message = (world.*bag)[slot];
  (world.*bag).add(message);
  return taken;
}

// Between the client and the lock service nothing arrives until the link heals, and what is sent
// meanwhile waits. The client still reaches the store.
template <class Lock>
Step is_cut_off(const typename Lock::Params&, World<Lock>& world, Client c) {
  const auto& me = world.client[c];
  WHEN(world.cuts.left() > 0 && !world.cut_off.contains(c));
  WHEN(me.health != Health::crashed && me.at != At::idle && me.at != At::done);
  world.cuts.spend();
  world.cut_off.insert(c);
  return taken;
}

template <class Lock>
Step is_connected(const typename Lock::Params&, World<Lock>& world, Client c) {
  WHEN(world.cut_off.contains(c));
  world.cut_off.erase(c);
  return taken;
}

}  // namespace lockstep::composition
