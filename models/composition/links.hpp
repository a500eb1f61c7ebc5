// The links between a client, the lock service and the store: what is put on them, what gets
// through, and how they are cut.
#pragma once

#include "models/composition/world.hpp"

namespace lockstep {

// Whether anybody tells the requests of a client apart.
inline bool uses_request_ids(const Environment& environment) {
  return environment.request_ids || environment.acquire == Acquire::idempotent ||
         (environment.store == StoreKind::idempotent && environment.key == IdempotencyKey::request);
}

// A client sends a call.
template <class Lock>
void send_call(const Environment& environment, World<Lock>& world, typename Lock::Call call) {
  set_server(call, server_of(world, call.client));
  post(environment, world.calls, call, world.client[call.client].request);
}

// Where a server puts its replies: `replies.add(call)`. It may ask whether the request that it
// serves is one that it has granted, and repeat the reply.
template <class Lock>
class Replies {
 public:
  Replies(const typename Lock::Params& params, World<Lock>& world, Server from)
      : params_(params), world_(world), from_(from) {}

  void add(typename Lock::Call call) {
    set_server(call, from_);
    if (call.token && Lock::watches_tokens(params_)) note(call.token);
    if (call.token && params_.acquire == Acquire::idempotent)
      granted(call.client) = granted(call.client) | bit(call.client);
    repeat(call);
  }
  void repeat(const typename Lock::Call& call) {
    post(params_, world_.calls, call, world_.heard[call.client]);
  }
  bool has_granted(Client c) const { return (world_.granted_requests[c] & bit(c)) != 0; }

 private:
  RequestBits& granted(Client c) { return world_.granted_requests[c]; }
  int bit(Client c) const { return 1 << world_.heard[c]; }
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

inline bool is_request(const Query& query) { return to_store(query.request); }
template <class Call>
requires requires(const Call& call) { to_service(call); }
bool is_request(const Call& call) { return to_service(call); }

// The client is cut off from the service or from the store.
template <Cut link, class Lock>
bool link_is_cut(const Environment& environment, const World<Lock>& world, Client c) {
  if (environment.cut == Cut::any)
    return (link == Cut::store ? world.cut_off_from_store : world.cut_off).contains(c);
  return (environment.cut == link || environment.cut == Cut::both) && world.cut_off.contains(c);
}

// It does not get through a cut in this link of its client.
template <class Lock, class Message>
bool is_cut(const Environment& environment, const World<Lock>& world, const Message& message) {
  constexpr Cut link = std::is_base_of_v<Query, Message> ? Cut::store : Cut::service;
  if (environment.cut_stops == CutStops::requests && !is_request(message)) return false;
  if (environment.cut_stops == CutStops::replies && is_request(message)) return false;
  return link_is_cut<link>(environment, world, message.client);
}

// The link is there, and the receiver takes it: when it runs.
template <class Lock>
bool gets_through(const Environment& environment, const World<Lock>& world,
                  const Sent<typename Lock::Call>& call) {
  if (is_cut(environment, world, call)) return false;
  return to_service(call) ? service_runs(world) : runs(world, call.client);
}
template <class Lock>
bool gets_through(const Environment& environment, const World<Lock>& world,
                  const Sent<Query>& query) {
  if (is_cut(environment, world, query)) return false;
  return to_store(query.request) ? !world.store_pause.on : runs(world, query.client);
}

// And nothing is ahead of it.
template <class Lock, class Message>
bool arrives(const Environment& environment, const World<Lock>& world,
             const Sent<Message>& message) {
  return is_first(message) && gets_through<Lock>(environment, world, message);
}

namespace composition {

// The clients that a cut is in the way of: world.cut_off or world.cut_off_from_store.
template <class Lock>
using Cuts = Set<ClientTag> World<Lock>::*;

template <class Lock, Cuts<Lock> cuts>
bool may_be_cut(const Environment& environment) {
  return cuts == &World<Lock>::cut_off || environment.cut == Cut::any;
}

// What is on its way across the cut waits, or is gone when the link heals.
template <class Lock, Cuts<Lock> cuts>
Step is_cut_off(const typename Lock::Params& params, World<Lock>& world, Client c) {
  const auto& me = world.client[c];
  WHEN(may_be_cut<Lock, cuts>(params));
  WHEN(world.cuts.left() > 0 && !(world.*cuts).contains(c));
  WHEN(me.health != Health::crashed && me.at != At::idle && me.at != At::done);
  world.cuts.spend();
  (world.*cuts).insert(c);
  return taken;
}

template <class Lock, Cuts<Lock> cuts>
Step is_connected(const typename Lock::Params& params, World<Lock>& world, Client c) {
  WHEN((world.*cuts).contains(c));
  if (params.across_cut == AcrossCut::dropped) {
    const auto gone = [&](const auto& message) {
      return message.client == c && is_cut(params, world, message);
    };
    const bool of_both = params.cut != Cut::any;
    if (of_both || cuts == &World<Lock>::cut_off) take_out_all(world.calls, gone);
    if (of_both || cuts == &World<Lock>::cut_off_from_store) take_out_all(world.queries, gone);
  }
  (world.*cuts).erase(c);
  return taken;
}

}  // namespace composition

}  // namespace lockstep
