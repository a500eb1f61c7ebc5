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
  send_call(params, world, Lock::acquire(params, me.session, c));
  return taken;
}

template <class Lock, Server server>
Step service_receives(const typename Lock::Params& params, World<Lock>& world,
                      Slot<&World<Lock>::calls> slot) {
  WHEN(server_of(world.calls[slot]) == server);
  WHEN(to_service(world.calls[slot]) && arrives<Lock>(world, world.calls[slot]));
  const auto call = world.calls.take(slot);
  Replies<Lock> replies(params, world, server);
  Lock::serve(params, service_at(world, server), call, replies);
  return taken;
}

template <class Lock>
Step client_receives(const typename Lock::Params& params, World<Lock>& world,
                     Slot<&World<Lock>::calls> slot) {
  WHEN(!to_service(world.calls[slot]) && arrives<Lock>(world, world.calls[slot]));
  const auto call = world.calls.take(slot);
  auto& me = world.client[call.client];
  if (me.at == At::acquiring && Lock::hear(params, me.session, call)) me.at = At::holding;
  if (me.at == At::done && Lock::asks_back(call)) send_call(params, world, Lock::answer(call));
  return taken;
}

// It begins with what it does at `begun`, or goes on after it has looked at its clock.
template <class Lock>
bool may_send(const typename Lock::Params& params, const Process<Lock>& me, At begun, At looked) {
  if (me.health != Health::running) return false;
  if constexpr (WatchesClock<Lock>)
    if (Lock::checks_apart(params)) return me.at == looked;
  return me.at == begun && may_act<Lock>(params, me.session);
}

template <class Lock>
Step looks_at_clock(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(Lock::checks_apart(params) && me.health == Health::running);
  WHEN((me.at == At::holding || me.at == At::unbilled) && Lock::may_act(params, me.session));
  me.at = me.at == At::holding ? At::asking : At::billing;
  return taken;
}

template <class Lock>
Step gives_up(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN((me.at == At::holding || me.at == At::unbilled) && me.health == Health::running);
  WHEN(Lock::may_give_up(params, me.session));
  me.at = At::leaving;
  return taken;
}

template <class Lock>
Step asks_store(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(may_send<Lock>(params, me, At::holding, At::asking));
  me.at = At::reading;
  post_queries(params, world).add({Request::is_it_billed, c, me.session.token});
  return taken;
}

template <class Lock>
Step charges(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(may_send<Lock>(params, me, At::unbilled, At::billing));
  me.at = At::charging;
  post_queries(params, world).add({Request::charge, c, me.session.token});
  return taken;
}

template <class Lock>
Step releases(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.at == At::leaving && me.health == Health::running);
  me.at = At::done;
  if (!world.fallback.lives_on) Lock::end_grant(world.fallback.former, c);
  send_call(params, world, Lock::release(params, me.session, c));
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
  post_queries(params, world).add({answer, query.client, Token{}});
  return taken;
}

template <class Lock>
Step client_hears_store(const typename Lock::Params&, World<Lock>& world,
                        Slot<&World<Lock>::queries> slot) {
  const Query& waiting = world.queries[slot];
  WHEN(!to_store(waiting.request) && runs(world, waiting.client));
  const Query query = world.queries.take(slot);
  auto& me = world.client[query.client];
  if (answers(query.request, me.at))
    me.at = query.request == Request::not_billed ? At::unbilled : At::leaving;
  return taken;
}

}  // namespace lockstep::composition
