// What goes wrong with clients, and what time may not pass over.
#pragma once

#include "models/composition/world.hpp"

namespace lockstep::composition {

// A garbage collection, a suspended virtual machine, a page fault: the client stops between two
// instructions and later goes on as if nothing had been. Its clock goes on meanwhile.
template <class Lock>
Step is_paused(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.health == Health::running && me.at != At::idle && me.at != At::done);
  WHEN(world.pauses.left() > 0);
  world.pauses.spend();
  me.health = Health::paused;
  if (takes_time(params.pause)) me.pause.start(params.pause.ticks());
  return taken;
}

template <class Lock>
Step resumes(const typename Lock::Params&, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.health == Health::paused);
  me.health = Health::running;
  me.pause.stop();
  return taken;
}

// For good. What the client has sent stays on its way.
template <class Lock>
Step crashes(const typename Lock::Params&, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.health != Health::crashed && me.at != At::done && world.crashes.left() > 0);
  world.crashes.spend();
  me.health = Health::crashed;
  me.pause.stop();
  me.session = {};
  return taken;
}

// A crash, and then a new process that knows nothing of the old one and begins again, at any time.
// It takes an answer to the old one for its own.
template <class Lock>
Step restarts(const typename Lock::Params&, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.health != Health::crashed && me.at != At::idle && me.at != At::done);
  WHEN(world.restarts.left() > 0);
  world.restarts.spend();
  me = {};
  return taken;
}

// A client has to go on, by itself or because its pause is over.
template <class Lock>
bool client_is_due(const Environment& environment, const Process<Lock>& client) {
  if (client.health == Health::paused) return is_over(environment.pause, client.pause);
  if (client.health == Health::crashed) return false;
  return is_midway(client.at) || (environment.work == Work::prompt && begins_next(client.at));
}

// Time does not pass over a message whose time is over when its receiver could take it, nor over
// a client that has to act.
template <class Lock>
bool is_due(const typename Lock::Params& params, const World<Lock>& world) {
  for (const Client c : each<Client>(params))
    if (client_is_due<Lock>(params, world.client[c])) return true;
  for (const auto& call : world.calls)
    if (is_due(params, call) && arrives<Lock>(world, call)) return true;
  for (const auto& query : world.queries)
    if (is_due(params, query) && arrives<Lock>(world, query)) return true;
  return is_up(world) && (Lock::is_due(params, world.service) ||
                          (world.fallback.lives_on && Lock::is_due(params, world.fallback.former)));
}

}  // namespace lockstep::composition
