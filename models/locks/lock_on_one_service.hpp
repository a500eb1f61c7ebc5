// What locks on one service have in common: all that the composition asks of a lock but what its
// client does.
//
//   struct Params : ServiceRules { … };
//   struct MyLock : LockOnOneService<MyLock, Params> {
//     static std::optional<int> term(const Params&);       of a grant, or for ever
//     static bool is_over(const Params&, Timer term);      the service's clock may say so
//     …
//   };
#pragma once

#include "models/composition/lock_protocol.hpp"
#include "models/locks/one_service.hpp"

namespace lockstep {

struct ServiceRules : Environment {
  Expiry expiry = Expiry::prompt;
  Release release = Release::owner;
  Identity identity = Identity::own;
};
BOOST_DESCRIBE_STRUCT(ServiceRules, (Environment), (expiry, release, identity))

template <class Lock, class P>
struct LockOnOneService {
  using Params = P;
  using Service = OneService;
  using Call = LockCall;

  static Call asking(Client c) { return {LockRequest::acquire, c, {}, {}}; }
  static Call releasing(const Params& params, Client c) {
    const bool asks = params.release == Release::checked_apart;
    return {asks ? LockRequest::is_it_mine : LockRequest::release, c, {}, {}};
  }
  static Call cancel(Client c) { return {LockRequest::cancel, c, {}, {}}; }
  static bool asks_back(const Call& call) { return call.kind == LockRequest::it_is_yours; }
  static Call answer(const Call& call) { return {LockRequest::release, call.client, {}, {}}; }

  template <class Calls>
  static void serve(const Params& params, Service& service, const Call& call, Calls& replies) {
    lockstep::serve(service, call, {params.release, params.identity, Lock::term(params)}, replies);
  }
  static bool is_due(const Params& params, const Service& service) {
    if (params.expiry != Expiry::prompt) return false;
    return how_many<Client>(params, [&](Client c) { return service.term[c].expired(); }) > 0;
  }
  static bool may_end(const Params& params, const Service& service, Client c) {
    return Lock::is_over(params, service.term[c]);
  }
  static bool has_ended(const Service& service, Client c) { return service.term[c].expired(); }
  static bool granted(const Service& service, Client c) { return service.granted.contains(c); }
  static bool waits(const Service& service, Client c) { return service.waiting.contains(c); }
  static bool keeps(const Service& service, Client c) { return service.holder == c; }
  static void end_grant(Service& service, Client c) { lockstep::end_grant(service, c); }
  static void free(Service& service) {
    service.holder = {};
    service.granted = {};
    service.term = {};
  }

  static Service durable(const Params& params, const Service& service) {
    Service copy = service;
    copy.waiting = {};
    if (params.epochs) copy.tokens = {};  // of no use
    return copy;
  }
  // An old primary that lives on issues further tokens of its own epoch: there are numbers left for
  // them below those of the new one.
  static TokenSource new_epoch(const Params& params, TokenSource tokens) {
    if (has_two_primaries(params))
      for (int grants = 0; grants < grants_max; ++grants) tokens.fresh();
    return tokens;
  }
  static Service restored(const Params& params, const Service& copy, const Service& before) {
    Service now = copy;
    for (const Client c : each<Client>(params))
      if (!granted(before, c)) now.granted.erase(c);
    if (params.epochs) now.tokens = new_epoch(params, before.tokens);
    return now;
  }
  static Service together(const Params& params, const Service& now, const Service& before) {
    Service both = now;
    for (const Client c : each<Client>(params)) {
      if (!granted(before, c) || granted(now, c) || may_end(params, before, c)) continue;
      both.granted.insert(c);
      both.term[c] = before.term[c];
    }
    return both;
  }
  static Service promises(const Params& params, const Service& before, const Service& now) {
    Service left{};
    for (const Client c : each<Client>(params)) {
      if (!granted(before, c) || granted(now, c)) continue;
      left.granted.insert(c);
      left.term[c] = before.term[c];
    }
    return left;
  }
  static void asks_instead(Service& from, Service& to, Client c) {
    if (!from.waiting.contains(c)) return;
    from.waiting.erase(c);
    to.waiting.insert(c);
  }
  static bool watches_tokens(const Params& params) {
    return may_forget(params) || params.identity == Identity::shared;
  }

  static Message describe(const Params&, const Call& call, const Lanes& lanes) {
    return lockstep::describe(call, lanes);
  }
};

namespace composition {

template <class Lock, Server server>
Step lease_expires(const typename Lock::Params& params, World<Lock>& world, Client c) {
  WHEN(serves(world, server) && Lock::may_end(params, service_at(world, server), c));
  end_grant(service_at(world, server), c);
  world.granted_requests[c] = 0;
  return taken;
}

template <class Lock, Server server>
Step grants_to_waiting(const typename Lock::Params& params, World<Lock>& world, Client c) {
  WHEN(service_runs(world));
  WHEN(serves(world, server) && grant_to_waiting(service_at(world, server), c, Lock::term(params),
                                                 Replies<Lock>(params, world, server)));
  return taken;
}

inline std::vector<Assumption> on_rules(const ServiceRules& rules) {
  std::vector<Assumption> list;
  if (rules.expiry == Expiry::prompt)
    list.push_back({"a lease that is over is taken back before time passes", "expiry=lazy"});
  if (rules.expiry == Expiry::lazy)
    list.push_back({"a lease is never taken back early, and may be taken back late"});
  if (rules.identity == Identity::own)
    list.push_back({"the lock service can tell the clients apart", "identity=shared"});
  else
    list.push_back({"the lock service takes all clients for one owner"});
  return list;
}

template <class Lock>
std::vector<Assumption> rules_of(const typename Lock::Params& params) {
  return on_rules(params);
}

}  // namespace composition

template <class Lock>
bool leases_end(const typename Lock::Params& params) {
  return params.expiry != Expiry::never;
}

// Declares the rules of the service, and the steps that it takes by itself.
template <class Lock>
void declare_one_service(Protocol<typename Lock::Params, World<Lock>>& m) {
  namespace c = composition;
  using P = typename Lock::Params;
  const std::string standby = lane_of(Server::second);
  m.template parameter<&P::expiry>("when the service takes the lock back");
  m.template parameter<&P::release>("who may free the lock");
  m.template parameter<&P::identity>("whether the service can tell the clients apart").rare();
  m.sometimes("expire", "a lease expires")
      .template judged_if<leases_end<Lock>>("no lease expires with expiry=never");
  m.template action<c::lease_expires<Lock, Server::first>>("lease expires")
      .lane("lock service")
      .says("{0} loses its lease")
      .shows("expire");
  m.template action<c::grants_to_waiting<Lock, Server::first>>("grants the lock to one that waited")
      .lane("lock service")
      .says("lock service grants the lock to {0}, who waited");
  m.begin_library();  // what an old primary does that lives on
  m.template action<c::lease_expires<Lock, Server::second>>("lease expires at the standby")
      .lane(standby)
      .says("{0} loses its lease");
  m.template action<c::grants_to_waiting<Lock, Server::second>>(
       "grants the lock to one that waited at the standby")
      .lane(standby)
      .says("standby grants the lock to {0}, who waited");
  m.end_library();
  m.template assumptions<c::rules_of<Lock>>();
}

}  // namespace lockstep
