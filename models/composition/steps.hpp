// What clients and the store do, whatever the lock is.
//
// Sending, applying and receiving are steps of their own, so anything may come between them.
#pragma once

#include "models/composition/links.hpp"

namespace lockstep::composition {

// From a client to the store.
template <class Lock>
void post_query(const typename Lock::Params& params, World<Lock>& world, const Query& query) {
  post(params, world.queries, query, world.client[query.client].request);
}

// Where request ids are looked at, an answer to an earlier request of the client is none.
template <class Lock, class Message>
bool is_meant(const typename Lock::Params& params, const Process<Lock>& me,
              const Sent<Message>& answer) {
  return !params.request_ids || answer.id == me.request;
}

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
  WHEN(to_service(world.calls[slot]) && arrives<Lock>(params, world, world.calls[slot]));
  const auto call = take_out(world.calls, slot);
  if (params.request_ids && call.id < world.heard[call.client]) return taken;  // it is outdated
  world.heard[call.client] = call.id;
  Replies<Lock> replies(params, world, server);
  Lock::serve(params, service_at(world, server), call, replies);
  return taken;
}

template <class Lock>
Step client_receives(const typename Lock::Params& params, World<Lock>& world,
                     Slot<&World<Lock>::calls> slot) {
  WHEN(!to_service(world.calls[slot]) && arrives<Lock>(params, world, world.calls[slot]));
  const auto call = take_out(world.calls, slot);
  auto& me = world.client[call.client];
  if (me.at == At::acquiring && is_meant<Lock>(params, me, call) &&
      Lock::hear(params, me.session, call))
    me.at = params.memory == Memory::stable ? At::saving : At::holding;
  if (me.at == At::done && Lock::asks_back(call)) send_call(params, world, Lock::answer(call));
  return taken;
}

// Before it acts on the grant: a crash before this step has forgotten it.
template <class Lock>
Step saves(const typename Lock::Params&, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.at == At::saving && me.health == Health::running);
  me.at = At::holding;
  me.saved = true;
  me.disk = me.session;
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
  post_query(params, world, {Request::is_it_billed, c, me.session.token});
  return taken;
}

template <class Lock>
Step charges(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(may_send<Lock>(params, me, At::unbilled, At::billing));
  me.at = At::charging;
  post_query(params, world, {Request::charge, c, me.session.token});
  return taken;
}

template <class Lock>
Step releases(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(me.at == At::leaving && me.health == Health::running);
  me.at = At::done;
  me.saved = false;
  me.disk = {};
  if (!world.fallback.lives_on) Lock::end_grant(world.fallback.former, c);
  send_call(params, world, Lock::release(params, me.session, c));
  return taken;
}

inline Access access_of(const Query& query) {
  return query.request == Request::charge ? Access::write : Access::read;
}

template <class Lock>
Step store_serves(const typename Lock::Params& params, World<Lock>& world,
                  Slot<&World<Lock>::queries> slot) {
  const auto& waiting = world.queries[slot];
  WHEN(to_store(waiting.request) && arrives<Lock>(params, world, waiting));
  WHEN(admits(params, world.store, access_of(waiting), waiting.token));
  const auto query = take_out(world.queries, slot);
  admit(params, world.store, access_of(query), query.client, query.token);
  const bool write = query.request == Request::charge;
  if (write && !knows_key(params, world.store, query.client, query.id))
    charge(params, world.store, query.client, query.id, query.token);
  const auto read = world.store.charges > 0 ? Request::already_billed : Request::not_billed;
  post(params, world.queries, Query{write ? Request::charged : read, query.client, Token{}},
       query.id);
  return taken;
}

// The token of the request is older than one that the store has seen.
template <class Lock>
Step store_refuses(const typename Lock::Params& params, World<Lock>& world,
                   Slot<&World<Lock>::queries> slot) {
  const auto& waiting = world.queries[slot];
  WHEN(to_store(waiting.request) && arrives<Lock>(params, world, waiting));
  WHEN(!admits(params, world.store, access_of(waiting), waiting.token));
  const auto query = take_out(world.queries, slot);
  post(params, world.queries, Query{Request::refused, query.client, Token{}}, query.id);
  return taken;
}

template <class Lock>
Step client_hears_store(const typename Lock::Params& params, World<Lock>& world,
                        Slot<&World<Lock>::queries> slot) {
  const auto& waiting = world.queries[slot];
  WHEN(!to_store(waiting.request) && arrives<Lock>(params, world, waiting));
  const auto query = take_out(world.queries, slot);
  auto& me = world.client[query.client];
  if (answers(query.request, me.at) && is_meant<Lock>(params, me, query))
    me.at = query.request == Request::not_billed ? At::unbilled : At::leaving;
  return taken;
}

}  // namespace lockstep::composition
