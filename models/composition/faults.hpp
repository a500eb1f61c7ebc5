// What goes wrong with clients, the lock service and the store, and what time may not pass over.
#pragma once

#include "models/composition/links.hpp"

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

// The same for the lock service and for the store: requests wait. Their clocks go on meanwhile, so
// that leases expire.
template <class Lock, Pause World<Lock>::*pause, Budget World<Lock>::*budget>
Step server_is_paused(const typename Lock::Params& params, World<Lock>& world) {
  WHEN((world.*budget).left() > 0 && !(world.*pause).on);
  (world.*budget).spend();
  (world.*pause).on = true;
  if (takes_time(params.pause)) (world.*pause).left.start(params.pause.ticks());
  return taken;
}

template <class Lock, Pause World<Lock>::*pause>
Step server_resumes(const typename Lock::Params&, World<Lock>& world) {
  WHEN((world.*pause).on);
  world.*pause = {};
  return taken;
}

// For good. What the client has sent stays on its way.
template <class Lock>
Step crashes(const typename Lock::Params&, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.health != Health::crashed && me.at != At::done && world.crashes.left() > 0);
  world.crashes.spend();
  Process<Lock> left{};
  left.at = me.at;
  left.health = Health::crashed;
  me = left;
  return taken;
}

// A new process begins: with the grant on its disk, or with nothing.
template <class Lock>
void begin(Process<Lock>& me) {
  me.health = Health::running;
  me.pause.stop();
  if (!me.saved) return;
  me.at = At::holding;
  me.session = me.disk;
}

// A crash, and then a new process that knows nothing of the old one but what is on the disk. It
// takes an answer to the old one for its own unless it looks at request ids.
template <class Lock>
Step restarts(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.health != Health::crashed && me.at != At::idle && me.at != At::done);
  WHEN(world.restarts.left() > 0);
  world.restarts.spend();
  me.at = At::idle;
  me.health = Health::restarting;
  me.pause.stop();
  me.session = {};
  if (uses_request_ids(params)) ++me.request;
  if (takes_time(params.restart_delay)) me.pause.start(params.restart_delay.ticks());
  if (is_over(params.restart_delay, me.pause)) begin(me);
  return taken;
}

template <class Lock>
Step is_up_again(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.health == Health::restarting);
  WHEN(params.restart_delay.unbounded() || me.pause.expired());
  begin(me);
  return taken;
}

// A client has to go on, by itself or because its pause is over.
template <class Lock>
bool client_is_due(const Environment& environment, const Process<Lock>& client) {
  if (client.health == Health::paused) return is_over(environment.pause, client.pause);
  if (client.health == Health::restarting) return client.pause.expired();
  if (client.health == Health::crashed) return false;
  return is_midway(client.at) || (environment.work == Work::prompt && begins_next(client.at));
}

inline bool is_due(const Environment& environment, const Pause& pause) {
  return pause.on && is_over(environment.pause, pause.left);
}

// Time does not pass over a message whose time is over when its receiver could take it, or those
// ahead of it; nor over anybody who has to act.
template <class Lock>
bool is_due(const typename Lock::Params& params, const World<Lock>& world) {
  for (const Client c : each<Client>(params))
    if (client_is_due<Lock>(params, world.client[c])) return true;
  for (const auto& call : world.calls)
    if (is_due(params, call) && gets_through<Lock>(params, world, call)) return true;
  for (const auto& query : world.queries)
    if (is_due(params, query) && gets_through<Lock>(params, world, query)) return true;
  if (is_due(params, world.service_pause) || is_due(params, world.store_pause)) return true;
  return is_up(world) && (Lock::is_due(params, world.service) ||
                          (world.fallback.lives_on && Lock::is_due(params, world.fallback.former)));
}

}  // namespace lockstep::composition
