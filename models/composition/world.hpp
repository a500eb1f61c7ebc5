// The whole state of a lock protocol: clients, a lock service, a store, and what is in flight.
//
// A lock is a type L with
//   L::Params    Environment and the lock's own parameters
//   L::Service   what the lock service keeps
//   L::Session   what the client's library keeps
//   L::Call      a message between a client and the service: has `client`, and
//                `bool to_service(const L::Call&)`
// and the functions that lock_protocol.hpp and fallback.hpp list. Everything else is here.
#pragma once

#include "models/composition/fallback.hpp"
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
  Fallback<Lock> fallback;
  Store store;
  Bag<Sent<typename Lock::Call>, in_flight_max> calls;
  Bag<Sent<Query>, in_flight_max> queries;
  Table<ClientTag, Process<Lock>, clients_max> client;
  BOOST_DESCRIBE_CLASS(World, (),
                       (pauses, crashes, restarts, losses, duplicates, cuts, cut_off, service,
                        fallback, store, calls, queries, client),
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

// The network takes it there: the service takes calls when it is up, a client when it runs.
template <class Lock>
bool arrives(const World<Lock>& world, const Sent<typename Lock::Call>& call) {
  if (world.cut_off.contains(call.client)) return false;
  return to_service(call) ? is_up(world) : runs(world, call.client);
}
template <class Lock>
bool arrives(const World<Lock>& world, const Sent<Query>& query) {
  return to_store(query.request) || runs(world, query.client);
}

// A client sends a call.
template <class Lock>
void send_call(const Environment& environment, World<Lock>& world, typename Lock::Call call) {
  set_server(call, server_of(world, call.client));
  Post<typename Lock::Call, in_flight_max>(environment, world.calls).add(call);
}

// Where a server puts its replies: `replies.add(call)`.
template <class Lock>
class Replies {
 public:
  Replies(const typename Lock::Params& params, World<Lock>& world, Server from)
      : params_(params), world_(world), from_(from) {}

  void add(typename Lock::Call call) {
    set_server(call, from_);
    if (call.token && Lock::may_repeat_tokens(params_)) note(call.token);
    Post<typename Lock::Call, in_flight_max>(params_, world_.calls).add(call);
  }

 private:
  void note(Token token) {
    auto& fallback = world_.fallback;
    if (token <= fallback.newest)
      fallback.repeated = true;
    else
      fallback.newest = token;
  }

  const typename Lock::Params& params_;
  World<Lock>& world_;
  Server from_;
};

// Where queries are put.
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
