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

#include "models/composition/post.hpp"
#include "models/kit/kit.hpp"
#include "models/workloads/billing.hpp"

namespace lockstep {

enum class Health : std::uint8_t { running, paused, crashed };
BOOST_DESCRIBE_ENUM(Health, running, paused, crashed)

// A message between a client and the store.
struct Query {
  Request request;
  Client client;
  Token token;  // in requests, when the store looks at tokens or a property does
};
BOOST_DESCRIBE_STRUCT(Query, (), (request, client, token))

// One for each client, and what faults add.
inline constexpr std::size_t in_flight_max = 2 * clients_max;

template <class Lock>
struct Process {
  At at;
  Health health;
  Timer pause;  // what a pause that is bounded may yet take
  typename Lock::Session session;
  BOOST_DESCRIBE_CLASS(Process, (), (at, health, pause, session), (), ())
};

template <class Lock>
struct World {
  Budget pauses;
  Budget crashes;
  Budget restarts;
  Budget losses;
  Budget duplicates;
  Budget cuts;
  Set<ClientTag> cut_off;  // from the service
  typename Lock::Service service;
  Store store;
  Bag<Sent<typename Lock::Call>, in_flight_max> calls;
  Bag<Sent<Query>, in_flight_max> queries;
  Table<ClientTag, Process<Lock>, clients_max> client;
  BOOST_DESCRIBE_CLASS(World, (),
                       (pauses, crashes, restarts, losses, duplicates, cuts, cut_off, service,
                        store, calls, queries, client),
                       (), ())
};

// It takes messages and acts.
template <class Lock>
bool runs(const World<Lock>& world, Client c) {
  return world.client[c].health == Health::running;
}

// The network takes it there: the service takes every call, a client when it runs.
template <class Lock>
bool arrives(const World<Lock>& world, const Sent<typename Lock::Call>& call) {
  if (world.cut_off.contains(call.client)) return false;
  return to_service(call) || runs(world, call.client);
}
template <class Lock>
bool arrives(const World<Lock>& world, const Sent<Query>& query) {
  return to_store(query.request) || runs(world, query.client);
}

// Where calls, and queries, are put.
template <class Lock>
auto post_calls(const Environment& environment, World<Lock>& world) {
  return Post<typename Lock::Call, in_flight_max>(environment, world.calls);
}
template <class Lock>
auto post_queries(const Environment& environment, World<Lock>& world) {
  return Post<Query, in_flight_max>(environment, world.queries);
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
