// What goes wrong with clients, and what time may not pass over.
#pragma once

#include "models/composition/world.hpp"

namespace lockstep::composition {

// A garbage collection, a suspended virtual machine, a page fault: the client stops between two
// instructions and later goes on as if nothing had been. It may take any time.
template <class Lock>
Step is_paused(const typename Lock::Params&, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.health == Health::running && me.at != At::idle && me.at != At::done);
  WHEN(world.pauses.left() > 0);
  world.pauses.spend();
  me.health = Health::paused;
  return taken;
}

template <class Lock>
Step resumes(const typename Lock::Params&, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.health == Health::paused);
  me.health = Health::running;
  return taken;
}

// For good. What the client has sent stays on its way.
template <class Lock>
Step crashes(const typename Lock::Params&, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.health != Health::crashed && me.at != At::done && world.crashes.left() > 0);
  world.crashes.spend();
  me.health = Health::crashed;
  me.session = {};
  return taken;
}

// Somebody who is running could take a message, or a client could go on by itself.
template <class Lock>
bool something_is_due(const typename Lock::Params& params, const World<Lock>& world) {
  for (const Client c : each<Client>(params))
    if (runs(world, c) && acts_next(world.client[c].at)) return true;
  if (params.delay == Delay::unbounded) return false;
  for (const auto& call : world.calls)
    if (to_service(call) || runs(world, call.client)) return true;
  for (const Query& query : world.queries)
    if (to_store(query.request) || runs(world, query.client)) return true;
  return false;
}

// One tick. Only clients that are paused, and messages when their delay is unbounded, are slow:
// everybody else acts before time passes.
template <class Lock>
Step time_passes(const typename Lock::Params& params, World<Lock>& world) {
  WHEN(Lock::time_matters(params, world.service) && !something_is_due(params, world));
  Lock::tick(params, world.service);
  return taken;
}

}  // namespace lockstep::composition
