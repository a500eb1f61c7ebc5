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

#include "models/composition/environment.hpp"
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

template <class Lock>
struct Process {
  At at;
  Health health;
  typename Lock::Session session;
  BOOST_DESCRIBE_CLASS(Process, (), (at, health, session), (), ())
};

template <class Lock>
struct World {
  Budget pauses;
  Budget crashes;
  typename Lock::Service service;
  Store store;
  Bag<typename Lock::Call, 2 * clients_max> calls;
  Bag<Query, 2 * clients_max> queries;
  Table<ClientTag, Process<Lock>, clients_max> client;
  BOOST_DESCRIBE_CLASS(World, (), (pauses, crashes, service, store, calls, queries, client), (), ())
};

// It takes messages and acts.
template <class Lock>
bool runs(const World<Lock>& world, Client c) {
  return world.client[c].health == Health::running;
}

}  // namespace lockstep
