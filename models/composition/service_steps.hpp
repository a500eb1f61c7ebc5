// A lock service that fails, and an operator who interferes.
#pragma once

#include "models/composition/links.hpp"

namespace lockstep::composition {

// The service goes on from the copy.
template <class Lock>
void fall_back(const typename Lock::Params& params, World<Lock>& world) {
  auto& fallback = world.fallback;
  fallback.former = world.service;
  world.service = Lock::restored(params, fallback.copy, fallback.former);
}

// The service is one again. Clients that wait ask again, which is not modelled as messages; what it
// had promised and has forgotten is history.
template <class Lock>
void bury_former(const typename Lock::Params& params, World<Lock>& world) {
  auto& former = world.fallback.former;
  for (const Client c : each<Client>(params)) Lock::asks_instead(former, world.service, c);
  former = Lock::promises(params, former, world.service);
}

// A copy that nothing will fall back on is forgotten, so that states that behave alike are one.
template <class Lock>
void renew_copy(const typename Lock::Params& params, World<Lock>& world, Budget left) {
  world.fallback.copy = {};
  if (left.left() > 0) world.fallback.copy = Lock::durable(params, world.service);
}

// The standby takes over. Requests on their way reach it, unless the old primary lives on: then
// they reach that one, as do those of every client that has not found the new primary.
template <class Lock>
Step fails_over(const typename Lock::Params& params, World<Lock>& world) {
  auto& fallback = world.fallback;
  WHEN(fallback.failovers.left() > 0);
  fallback.failovers.spend();
  world.service_pause = {};
  if (!may_lose_by_failover(params)) return taken;
  fall_back(params, world);
  if (params.old_primary == OldPrimary::lives_on) {
    fallback.lives_on = true;
    for (const Client c : each<Client>(params)) fallback.behind.insert(c);
  } else {
    bury_former(params, world);
  }
  renew_copy(params, world, fallback.failovers);
  return taken;
}

template <class Lock>
Step restarts_service(const typename Lock::Params& params, World<Lock>& world) {
  auto& fallback = world.fallback;
  WHEN(fallback.restarts.left() > 0 && is_up(world));
  fallback.restarts.spend();
  world.service_pause = {};
  if (params.service_restart_delay > 0) fallback.away.start(params.service_restart_delay);
  if (!may_lose_by_restart(params)) return taken;
  fall_back(params, world);
  bury_former(params, world);
  if (params.fsync == Fsync::later) renew_copy(params, world, fallback.restarts);
  return taken;
}

template <class Lock>
Step is_back(const typename Lock::Params&, World<Lock>& world) {
  WHEN(world.fallback.away.expired());
  world.fallback.away.stop();
  return taken;
}

// All that the service has done up to now is copied in one step: whoever falls back on it finds all
// that was done before some moment, and nothing that was done after it.
template <class Lock>
bool copies(const typename Lock::Params& params, World<Lock>& world, Budget left) {
  const auto now = Lock::durable(params, world.service);
  if (left.left() == 0 || !service_runs(world) || same(world.fallback.copy, now)) return false;
  world.fallback.copy = now;
  return true;
}

template <class Lock>
Step replicates(const typename Lock::Params& params, World<Lock>& world) {
  WHEN(may_lose_by_failover(params) && copies(params, world, world.fallback.failovers));
  return taken;
}

template <class Lock>
Step syncs(const typename Lock::Params& params, World<Lock>& world) {
  WHEN(params.fsync == Fsync::later && copies(params, world, world.fallback.restarts));
  return taken;
}

// Nothing between the client and the old primary is under way: what is will arrive before, or be
// lost. A client that waited there asks the new one instead.
template <class Lock>
Step finds_new_primary(const typename Lock::Params& params, World<Lock>& world, Client c) {
  const auto& me = world.client[c];
  WHEN(!link_is_cut<Cut::service>(params, world, c));
  WHEN(world.fallback.lives_on && world.fallback.behind.contains(c));
  WHEN(me.health == Health::running && me.at != At::done);
  for (const auto& call : world.calls) WHEN(!(call.client == c));
  world.fallback.behind.erase(c);
  Lock::asks_instead(world.fallback.former, world.service, c);
  return taken;
}

template <class Lock>
void free_lock(World<Lock>& world) {
  Lock::free(world.service);
  world.granted_requests = {};
  if (!world.fallback.lives_on) Lock::free(world.fallback.former);
}

// A client that the service takes for the holder and that still works with the lock, or will.
template <class Lock>
bool somebody_works(const typename Lock::Params& params, const World<Lock>& world) {
  return how_many<Client>(params, [&](Client c) {
           const auto& client = world.client[c];
           const bool gone = client.health == Health::crashed || client.at == At::done;
           return Lock::keeps(world.service, c) && !gone;
         }) > 0;
}
template <class Lock>
bool is_taken(const typename Lock::Params& params, const World<Lock>& world) {
  return how_many<Client>(params, [&](Client c) { return Lock::keeps(world.service, c); }) > 0;
}

// An operator cannot tell a client that is gone from one that is slow. To be right is a step that
// can be counted on; to be mistaken is a fault.
template <class Lock>
Step frees_lock_of_one_gone(const typename Lock::Params& params, World<Lock>& world) {
  WHEN(world.fallback.force_unlocks.left() > 0 && service_runs(world));
  WHEN(is_taken(params, world) && !somebody_works(params, world));
  world.fallback.force_unlocks.spend();
  free_lock(world);
  return taken;
}

template <class Lock>
Step frees_lock_in_use(const typename Lock::Params& params, World<Lock>& world) {
  WHEN(world.fallback.force_unlocks.left() > 0 && service_runs(world));
  WHEN(somebody_works(params, world));
  world.fallback.force_unlocks.spend();
  free_lock(world);
  return taken;
}

}  // namespace lockstep::composition
