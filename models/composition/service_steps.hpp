// A lock service that fails, and an operator who interferes.
#pragma once

#include "models/composition/links.hpp"

namespace lockstep::composition {

// The service goes on from a copy. What it had promised when it fell back before may last as well.
template <class Lock>
void fall_back(const typename Lock::Params& params, World<Lock>& world,
               const typename Lock::Service& copy) {
  auto& former = world.fallback.former;
  former = Lock::together(params, world.service, former);
  world.service = Lock::restored(params, copy, former);
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
void renew(const typename Lock::Params& params, const typename Lock::Service& service,
           typename Lock::Service& copy, bool needed) {
  copy = {};
  if (needed) copy = Lock::durable(params, service);
}
template <class Lock>
void renew_disk(const typename Lock::Params& params, World<Lock>& world) {
  auto& fallback = world.fallback;
  const bool needed = params.fsync == Fsync::later && fallback.restarts.left() > 0;
  renew<Lock>(params, world.service, fallback.disk, needed);
}

// Where replication is synchronous the standby knows all, and nothing need be kept of it: but for a
// service that has restarted and forgotten, until it is back and tells its standby.
template <class Lock>
bool standby_knows_more(const typename Lock::Params& params, const World<Lock>& world) {
  return !may_lose_by_failover(params) && may_lose_by_restart(params) && !is_up(world);
}

// The standby takes over, at once if the primary is away. Requests on their way reach it, unless
// the old primary lives on: then they reach that one, as do those of every client that has not
// found the new primary.
template <class Lock>
Step fails_over(const typename Lock::Params& params, World<Lock>& world) {
  auto& fallback = world.fallback;
  WHEN(fallback.failovers.left() > 0);
  fallback.failovers.spend();
  world.service_pause = {};
  const bool changes = may_lose_by_failover(params) || standby_knows_more(params, world);
  fallback.away.stop();
  if (changes) fall_back(params, world, fallback.copy);
  renew_disk(params, world);
  if (!changes) return taken;
  if (params.old_primary == OldPrimary::lives_on) {
    fallback.lives_on = true;
    for (const Client c : each<Client>(params)) fallback.behind.insert(c);
  } else {
    bury_former(params, world);
  }
  renew<Lock>(params, world.service, fallback.copy,
              may_lose_by_failover(params) && fallback.failovers.left() > 0);
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
  if (standby_knows_more(params, world))
    renew<Lock>(params, world.service, fallback.copy, fallback.failovers.left() > 0);
  fall_back(params, world, fallback.disk);
  bury_former(params, world);
  renew_disk(params, world);
  return taken;
}

template <class Lock>
Step is_back(const typename Lock::Params& params, World<Lock>& world) {
  WHEN(world.fallback.away.expired());
  if (standby_knows_more(params, world)) world.fallback.copy = {};
  world.fallback.away.stop();
  return taken;
}

// All that the service has done up to now is copied in one step: whoever falls back on it finds all
// that was done before some moment, and nothing that was done after it.
template <class Lock>
bool copies(const typename Lock::Params& params, const World<Lock>& world,
            typename Lock::Service& copy, Budget left) {
  const auto now = Lock::durable(params, world.service);
  if (left.left() == 0 || !service_runs(world) || same(copy, now)) return false;
  copy = now;
  return true;
}

template <class Lock>
Step replicates(const typename Lock::Params& params, World<Lock>& world) {
  auto& fallback = world.fallback;
  WHEN(may_lose_by_failover(params) &&
       copies<Lock>(params, world, fallback.copy, fallback.failovers));
  return taken;
}

template <class Lock>
Step syncs(const typename Lock::Params& params, World<Lock>& world) {
  auto& fallback = world.fallback;
  WHEN(params.fsync == Fsync::later &&
       copies<Lock>(params, world, fallback.disk, fallback.restarts));
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
