// A lock, a store and a workload make a protocol.
//
// The lock L is a type with the members that world.hpp names and these functions, all static:
//
//   Call acquire(const Params&, Session&, Client)   what a client sends to get the lock
//   Call release(const Params&, Session&, Client)   what it sends when it is done
//   bool hear(const Params&, Session&, const Call&) the client got a message: it has the lock now
//   void serve(const Params&, Service&, const Call&, Calls& replies)   the service got a message
//   bool is_due(const Params&, const Service&)      time does not pass: the service has to act
//   bool asks_back(const Call&)                     a client that is done has to answer it
//   Call answer(const Call&)                        with this
//   Call cancel(Client)                             what it sends when it gives up waiting
//   bool waits(const Service&, Client)              the service has its request, and no grant yet
//   bool granted(const Service&, Client)            the service takes the client for a holder
//   bool watches_tokens(const Params&)              two grants may come with one token
//   Message describe(const Params&, const Call&, const Lanes&)   a message, in words
//
// and those that fallback.hpp lists. If it likes, it has those of WatchesClock (world.hpp).
//
// Timers and Deadlines of the service and of the sessions run by themselves.
//
// A step that the service takes by itself begins with WHEN(service_runs(world)), unless it happens
// to a service that is paused as well, as the end of a lease does. The claims of a protocol take
// the actions that are declared here, too: one of them is for `rare_faults` (parameters.hpp).
//
// A session has a member `Token token`, sent along to the store; it is none where a lock has none.
#pragma once

#include "models/composition/assumptions.hpp"
#include "models/composition/faults.hpp"
#include "models/composition/judge.hpp"
#include "models/composition/parameters.hpp"
#include "models/composition/service_protocol.hpp"
#include "models/composition/steps.hpp"
#include "models/composition/timeouts.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/fencing.hpp"
#include "properties/progress.hpp"

namespace lockstep {

namespace composition {

template <class Lock>
World<Lock> start(const typename Lock::Params& params) {
  World<Lock> world{};
  world.pauses = Budget(params.pauses);
  world.crashes = Budget(params.crashes);
  world.restarts = Budget(params.restarts);
  world.losses = Budget(params.losses);
  world.duplicates = Budget(params.duplicates);
  world.cuts = Budget(params.cuts);
  world.reorders = Budget(params.reorders);
  world.timeouts = Budget(params.timeouts);
  world.service_pauses = Budget(params.service_pauses);
  world.store_pauses = Budget(params.store_pauses);
  world.fallback.failovers = Budget(params.failovers);
  world.fallback.restarts = Budget(params.service_restarts);
  world.fallback.force_unlocks = Budget(params.force_unlocks);
  return world;
}

template <class Lock, const LockProperty& property>
void claim_always(Protocol<typename Lock::Params, World<Lock>>& m) {
  m.template always<judge<Lock, property>>(property.name, property.sentence)
      .template because<explain<Lock, property>>();
}

template <class Lock, const LockProperty& property>
void claim_at_end(Protocol<typename Lock::Params, World<Lock>>& m) {
  m.template at_end<judge<Lock, property>>(property.name, property.sentence)
      .template because<explain<Lock, property>>();
}

template <class Lock, auto net>
void declare_network(Protocol<typename Lock::Params, World<Lock>>& m, const std::string& where) {
  using P = typename Lock::Params;
  may_lose<net, &World<Lock>::losses>(m, where).template allowed_by<&P::losses>();
  may_duplicate<net, &World<Lock>::duplicates>(m, where).template allowed_by<&P::duplicates>();
  may_reorder<net, &World<Lock>::reorders>(m, where).template allowed_by<&P::reorders>();
}

inline std::string stops_waiting(const Environment& environment) {
  return environment.retry == Retry::never ? "{0} gives up waiting" : "{0} times out";
}

inline std::string restarts_in_words(const Environment& environment) {
  return environment.memory == Memory::stable ? "{0} restarts with what is on its disk"
                                              : "{0} restarts and begins again";
}

template <class Lock>
bool cuts_store_apart(const typename Lock::Params& params) {
  return params.cuts > 0 && params.cut == Cut::any;
}

template <class Lock>
void declare_cuts(Protocol<typename Lock::Params, World<Lock>>& m) {
  const auto link = [](const Environment& environment) {
    return link_in_words(environment.cut == Cut::any ? Cut::service : environment.cut);
  };
  m.template action<is_cut_off<Lock, &World<Lock>::cut_off>>("is cut off")
      .says([link](const Environment& e) { return "{0} is cut off from " + link(e); })
      .fault("partition")
      .template allowed_by<&Lock::Params::cuts>();
  m.template action<is_connected<Lock, &World<Lock>::cut_off>>("is connected again")
      .says([link](const Environment& e) { return "{0} reaches " + link(e) + " again"; });
  const std::string store = link_in_words(Cut::store);
  m.template action<is_cut_off<Lock, &World<Lock>::cut_off_from_store>>("is cut off from the store")
      .says("{0} is cut off from " + store)
      .fault("store partition")
      .template allowed_by<cuts_store_apart<Lock>>();
  m.template action<is_connected<Lock, &World<Lock>::cut_off_from_store>>("reaches the store again")
      .says("{0} reaches " + store + " again");
}

template <class Lock>
void declare_links(Protocol<typename Lock::Params, World<Lock>>& m) {
  declare_cuts<Lock>(m);
  m.template action<times_out<Lock, true>>("stops waiting in vain").says(stops_waiting);
  m.template action<times_out<Lock, false>>("stops waiting too early")
      .says(stops_waiting)
      .fault("timeout")
      .template allowed_by<&Lock::Params::timeouts>();
}

template <class Lock>
void declare_restarts(Protocol<typename Lock::Params, World<Lock>>& m) {
  m.template action<restarts<Lock>>("restarts and begins again")
      .says(restarts_in_words)
      .fault("restart")
      .template allowed_by<&Lock::Params::restarts>();
  m.template action<is_up_again<Lock>>("is up again");
  m.template action<saves<Lock>>("writes its grant to its disk");
}

template <class Lock, Pause World<Lock>::*pause, Budget World<Lock>::*budget, auto allowed>
void declare_pauses(Protocol<typename Lock::Params, World<Lock>>& m, const std::string& lane,
                    const std::string& noun) {
  m.template action<server_is_paused<Lock, pause, budget>>(lane + " is paused")
      .lane(lane)
      .says("the " + lane + " is paused")
      .fault(noun)
      .template allowed_by<allowed>();
  m.template action<server_resumes<Lock, pause>>(lane + " resumes")
      .lane(lane)
      .says("the pause of the " + lane + " ends");
}

// At least two clients wait for the lock.
template <class Lock>
bool contends(const typename Lock::Params& params, const World<Lock>& world) {
  return how_many<Client>(params, [&](Client c) { return world.client[c].at == At::acquiring; }) >=
         2;
}

template <class Lock>
bool has_a_fence(const typename Lock::Params& params) {
  return params.store == StoreKind::fenced || params.store == StoreKind::fenced_writes;
}

template <class Lock>
void declare_witnesses(Protocol<typename Lock::Params, World<Lock>>& m) {
  m.end_library();  // these the claims of every lock have to show
  m.sometimes("acquire", "a client acquires the lock and acts on it");
  m.template sometimes<contends<Lock>>("contend", "two clients want the lock at the same time");
  m.begin_library();
  m.sometimes("be fenced off", "the store refuses a request because of its token")
      .template judged_if<has_a_fence<Lock>>("the store does not look at tokens");
}

}  // namespace composition

// Declares everything but the steps that the lock service takes by itself, and the claims.
template <class Lock>
void declare_lock_protocol(Protocol<typename Lock::Params, World<Lock>>& m) {
  namespace c = composition;
  using P = typename Lock::Params;
  m.template parameter<&P::clients>("how many clients want to bill the job", 1, clients_max);
  m.template parameter<&P::store>("whether the store looks at fencing tokens or idempotency keys");
  c::declare_faults(m);
  c::declare_service_parameters<Lock>(m);
  c::declare_rare_faults(m);

  m.begin_library();
  m.template lanes<ClientTag>("client");
  m.lane(lane_of(Server::first));
  m.template lane<c::shows_standby<Lock>>(lane_of(Server::second));
  m.lane("store");
  m.template start<c::start<Lock>>();

  m.template action<c::asks_for_lock<Lock>>("asks for the lock");
  m.template action<c::service_receives<Lock, Server::first>>("receives")
      .says("lock service receives {0}");
  m.template action<c::client_receives<Lock>>("receives").says("client receives {0}");
  m.template action<c::asks_store<Lock>>("asks whether the job is billed").shows("acquire");
  m.template action<c::charges<Lock>>("charges the customer");
  m.template action<c::releases<Lock>>("releases the lock");
  m.template action<c::store_serves<Lock>>("serves").says("store receives {0}");
  m.template action<c::store_refuses<Lock>>("refuses")
      .says("store receives {0}")
      .shows("be fenced off");
  m.template action<c::client_hears_store<Lock>>("hears").says("client receives {0}");
  m.template action<c::is_paused<Lock>>("is paused (garbage collection)")
      .fault("pause")
      .template allowed_by<&P::pauses>();
  m.template action<c::resumes<Lock>>("resumes").says("the pause of {0} ends");
  m.template action<c::crashes<Lock>>("crashes").fault("crash").template allowed_by<&P::crashes>();
  c::declare_restarts<Lock>(m);
  c::declare_network<Lock, &World<Lock>::calls>(m, "lock service");
  c::declare_network<Lock, &World<Lock>::queries>(m, "store");
  c::declare_links<Lock>(m);
  c::declare_pauses<Lock, &World<Lock>::service_pause, &World<Lock>::service_pauses,
                    &P::service_pauses>(m, "lock service", "service pause");
  c::declare_pauses<Lock, &World<Lock>::store_pause, &World<Lock>::store_pauses, &P::store_pauses>(
      m, "store", "store pause");
  c::declare_service_faults<Lock>(m);
  if constexpr (WatchesClock<Lock>) {
    m.template action<c::looks_at_clock<Lock>>("looks at its clock: in time");
    m.template action<c::gives_up<Lock>>("looks at its clock: too late, and gives up");
  }
  m.template time<c::is_due<Lock>>();

  c::claim_always<Lock, exclusion_at_service>(m);
  c::claim_always<Lock, exclusion_in_belief>(m);
  c::claim_always<Lock, exclusion_in_effect>(m);
  c::claim_always<Lock, no_grant_lost>(m);
  c::claim_always<Lock, tokens_grow>(m);
  c::claim_always<Lock, no_stale_write>(m);
  c::claim_always<Lock, billed_at_most_once>(m);
  c::claim_at_end<Lock, nothing_left_unbilled>(m);
  c::claim_at_end<Lock, no_deadlock>(m);
  c::declare_witnesses<Lock>(m);

  m.template message<c::describe_call<Lock>>();
  m.template message<c::describe_query<Lock>>();
  m.template bars<c::bars<Lock>>();
  m.template assumptions<c::assumptions_of<Lock>>();
  m.template assumptions<c::service_assumptions_of<Lock>>();
  m.end_library();
}

}  // namespace lockstep
