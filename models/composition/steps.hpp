// What clients and the store do, whatever the lock is.
//
// Sending, applying and receiving are steps of their own, so anything may come between them.
#pragma once

#include "models/composition/world.hpp"

namespace lockstep::composition {

template <class Lock>
Step asks_for_lock(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.at == At::idle && me.health == Health::running);
  me.at = At::acquiring;
  world.calls.add(Lock::acquire(params, me.session, c));
  return taken;
}

template <class Lock>
Step service_receives(const typename Lock::Params& params, World<Lock>& world,
                      Slot<&World<Lock>::calls> slot) {
  WHEN(to_service(world.calls[slot]));
  const auto call = world.calls.take(slot);
  Lock::serve(params, world.service, call, world.calls);
  return taken;
}

template <class Lock>
Step client_receives(const typename Lock::Params& params, World<Lock>& world,
                     Slot<&World<Lock>::calls> slot) {
  WHEN(!to_service(world.calls[slot]) && runs(world, world.calls[slot].client));
  const auto call = world.calls.take(slot);
  auto& me = world.client[call.client];
  if (Lock::hear(params, me.session, call) && me.at == At::acquiring) me.at = At::holding;
  return taken;
}

template <class Lock>
Step asks_store(const typename Lock::Params&, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.at == At::holding && me.health == Health::running);
  me.at = At::reading;
  world.queries.add({Request::is_it_billed, c, me.session.token});
  return taken;
}

template <class Lock>
Step charges(const typename Lock::Params&, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.at == At::unbilled && me.health == Health::running);
  me.at = At::charging;
  world.queries.add({Request::charge, c, me.session.token});
  return taken;
}

template <class Lock>
Step releases(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.at == At::leaving && me.health == Health::running);
  me.at = At::done;
  world.calls.add(Lock::release(params, me.session, c));
  return taken;
}

template <class Lock>
Step store_receives(const typename Lock::Params& params, World<Lock>& world,
                    Slot<&World<Lock>::queries> slot) {
  WHEN(to_store(world.queries[slot].request));
  const Query query = world.queries.take(slot);
  const bool write = query.request == Request::charge;
  Request answer = Request::refused;
  if (admit(params, world.store, write ? Access::write : Access::read, query.client, query.token)) {
    if (write) charge(world.store, query.token);
    const auto read = world.store.charges > 0 ? Request::already_billed : Request::not_billed;
    answer = write ? Request::charged : read;
  }
  world.queries.add({answer, query.client, Token{}});
  return taken;
}

template <class Lock>
Step client_hears_store(const typename Lock::Params&, World<Lock>& world,
                        Slot<&World<Lock>::queries> slot) {
  const Query& waiting = world.queries[slot];
  WHEN(!to_store(waiting.request) && runs(world, waiting.client));
  const Query query = world.queries.take(slot);
  auto& me = world.client[query.client];
  me.at = query.request == Request::not_billed ? At::unbilled : At::leaving;
  return taken;
}

}  // namespace lockstep::composition
