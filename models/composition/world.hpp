// The whole state of a lock protocol: clients, a lock service, a store, and what is in flight.
//
// A lock is a type L with
//   L::Params    Environment and the lock's own parameters
//   L::Service   what the lock service keeps
//   L::Session   what the client's library keeps
//   L::Call      a message between a client and the service: has `client`, and
//                `bool to_service(const L::Call&)`
// and the functions that lock_protocol.hpp lists. Everything else is here.
#pragma once

#include "models/composition/fallback.hpp"
#include "models/composition/post.hpp"
#include "models/kit/kit.hpp"
#include "models/workloads/billing.hpp"

namespace lockstep {

enum class Health : std::uint8_t { running, paused, restarting, crashed };
BOOST_DESCRIBE_ENUM(Health, running, paused, restarting, crashed)

// A message between a client and the store.
struct Query {
  Request request;
  Client client;
  Token token;  // in requests, when the store looks at tokens or a property does
};
BOOST_DESCRIBE_STRUCT(Query, (), (request, client, token))

// Messages of one client, in one direction.
inline bool same_channel(const Query& a, const Query& b) {
  return a.client == b.client && to_store(a.request) == to_store(b.request);
}
template <class Call>
requires requires(const Call& call) { to_service(call); }
bool same_channel(const Call& a, const Call& b) {
  return a.client == b.client && to_service(a) == to_service(b) && server_of(a) == server_of(b);
}

// Of the lock service or of the store.
struct Pause {
  bool on;
  Timer left;  // what a pause that is bounded may yet take
};
BOOST_DESCRIBE_STRUCT(Pause, (), (on, left))

template <class Lock>
struct Process {
  At at;
  Health health;
  Timer pause;  // what a pause that is bounded, or a restart, may yet take
  RequestId request;
  bool saved;  // the grant is on its disk:
  typename Lock::Session disk;
  typename Lock::Session session;
  BOOST_DESCRIBE_CLASS(Process, (), (at, health, pause, request, saved, disk, session), (), ())
};

template <class Lock>
struct World {
  Budget pauses;
  Budget crashes;
  Budget restarts;
  Budget losses;
  Budget duplicates;
  Budget cuts;
  Budget reorders;
  Budget timeouts;
  Budget service_pauses;
  Budget store_pauses;
  Set<ClientTag> cut_off;             // from what `cut` says; with cut=any, from the lock service
  Set<ClientTag> cut_off_from_store;  // with cut=any
  Pause service_pause;
  Pause store_pause;
  Table<ClientTag, RequestId, clients_max> heard;  // the service heard this request of it last
  Table<ClientTag, RequestBits, clients_max> granted_requests;  // with acquire=idempotent
  typename Lock::Service service;
  Fallback<Lock> fallback;
  Store store;
  Net<typename Lock::Call> calls;
  Net<Query> queries;
  Table<ClientTag, Process<Lock>, clients_max> client;
  BOOST_DESCRIBE_CLASS(World, (),
                       (pauses, crashes, restarts, losses, duplicates, cuts, reorders, timeouts,
                        service_pauses, store_pauses, cut_off, cut_off_from_store, service_pause,
                        store_pause, heard, granted_requests, service, fallback, store, calls,
                        queries, client),
                       (), ())

  static constexpr bool copies_token_sources = true;  // in `fallback`
};

// The lock service does not stay away after a restart.
template <class Lock>
bool is_up(const World<Lock>& world) {
  return world.fallback.away.stopped();
}

// The server that is one of two primaries, if there are two; else the second does not serve.
template <class Lock>
bool serves(const World<Lock>& world, Server which) {
  return is_up(world) && (which == Server::first || world.fallback.lives_on);
}
template <class World>
auto& service_at(World& world, Server which) {
  return which == Server::first && world.fallback.lives_on ? world.fallback.former : world.service;
}

// Where a client sends its calls.
template <class Lock>
Server server_of(const World<Lock>& world, Client c) {
  return world.fallback.lives_on && !world.fallback.behind.contains(c) ? Server::second
                                                                       : Server::first;
}

// It takes messages and acts.
template <class Lock>
bool runs(const World<Lock>& world, Client c) {
  return world.client[c].health == Health::running;
}

// The lock service is neither away nor paused.
template <class Lock>
bool service_runs(const World<Lock>& world) {
  return is_up(world) && !world.service_pause.on;
}

// A lock whose client looks at its clock before it acts:
//   bool may_act(const Params&, const Session&)      it is not too late, by some clock allowed
//   bool may_give_up(const Params&, const Session&)  it is too late, by some clock allowed
//   bool checks_apart(const Params&)   looking and sending are two steps, and a pause fits between
template <class Lock>
concept WatchesClock = requires(const typename Lock::Params& params,
                                const typename Lock::Session& session) {
  Lock::may_act(params, session);
  Lock::may_give_up(params, session);
  Lock::checks_apart(params);
};

template <class Lock>
bool may_act(const typename Lock::Params& params, const typename Lock::Session& session) {
  if constexpr (WatchesClock<Lock>)
    return Lock::may_act(params, session);
  else
    return true;
}

// It acts, when it runs, on the belief that it holds the lock.
template <class Lock>
bool believes(const typename Lock::Params& params, const Process<Lock>& process) {
  return process.health != Health::crashed && is_inside(process.at) &&
         may_act<Lock>(params, process.session);
}

}  // namespace lockstep
