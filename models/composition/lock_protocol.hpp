// A lock, a store and a workload make a protocol.
//
// The lock L is a type with the members that world.hpp names and these functions, all static:
//
//   Call acquire(const Params&, Session&, Client)   what a client sends to get the lock
//   Call release(const Params&, Session&, Client)   what it sends when it is done
//   bool hear(const Params&, Session&, const Call&) the client got a message: it has the lock now
//   void serve(const Params&, Service&, const Call&, Calls& replies)   the service got a message
//   bool is_due(const Params&, const Service&)      time does not pass: the service has to act
//   bool asks_back(const Call&)    the client, which has released the lock, has to send
//   answer(call) Call answer(const Call&) bool granted(const Service&, Client)            the
//   service takes the client for a holder bool may_repeat_tokens(const Params&)           two
//   grants may come with one token Message describe(const Params&, const Call&, const Lanes&)   a
//   message, in words
//
// and those that fallback.hpp lists. If it likes, it has those of WatchesClock (world.hpp).
//
// Timers and Deadlines of the service and of the sessions run by themselves.
//
// A session has a member `Token token`, sent along to the store; it is none where a lock has none.
#pragma once

#include "models/composition/assumptions.hpp"
#include "models/composition/faults.hpp"
#include "models/composition/judge.hpp"
#include "models/composition/network.hpp"
#include "models/composition/service_protocol.hpp"
#include "models/composition/steps.hpp"
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

template <class Lock, auto bag>
void declare_losses(Protocol<typename Lock::Params, World<Lock>>& m, const std::string& from) {
  m.template action<is_lost<Lock, bag>>("message is lost" + from)
      .says("the network loses {0}")
      .fault("lost message");
  m.template action<is_duplicated<Lock, bag>>("message is duplicated" + from)
      .says("the network duplicates {0}")
      .fault("duplicated message");
}

template <class Lock>
void declare_network(Protocol<typename Lock::Params, World<Lock>>& m) {
  declare_losses<Lock, &World<Lock>::calls>(m, " (lock service)");
  declare_losses<Lock, &World<Lock>::queries>(m, " (store)");
  m.template action<is_cut_off<Lock>>("is cut off from the lock service").fault("partition");
  m.template action<is_connected<Lock>>("reaches the lock service again");
}

inline Assumption on_delay(const Bound& delay) {
  if (delay.unbounded()) return {"a message may take any time"};
  const std::string when =
      delay.ticks() == 0 ? "before time passes" : "within " + ticks(delay.ticks());
  return {"a message arrives " + when + ", unless its receiver is paused", "delay=unbounded"};
}

inline Assumption on_pause(const Bound& pause) {
  if (pause.unbounded()) return {"a pause may take any time"};
  return {"a pause is over " +
              (pause.ticks() == 0 ? "before time passes" : "within " + ticks(pause.ticks())),
          "pause=unbounded"};
}

inline Assumption on_work(Work work) {
  if (work == Work::any) return {"a client may take any time before it acts"};
  return {"a client that is not paused acts before time passes", "work=any"};
}

inline std::vector<Assumption> assumptions(const Environment& environment) {
  const int clients = environment.clients;
  return {{std::to_string(clients) + " clients, one job, one attempt by each",
           clients < clients_max ? "clients=" + std::to_string(clients + 1) : ""},
          at_most(environment.pauses, "no client is paused", "clients are paused", "pauses"),
          at_most(environment.crashes, "no client crashes", "clients crash", "crashes"),
          at_most(environment.restarts, "no client restarts", "clients restart", "restarts"),
          on_pause(environment.pause),
          on_work(environment.work),
          on_delay(environment.delay),
          at_most(environment.losses, "no message is lost", "messages are lost", "losses"),
          at_most(environment.duplicates, "no message comes twice", "messages come twice",
                  "duplicates"),
          at_most(environment.cuts, "no client is cut off from the lock service",
                  "clients are cut off from the lock service", "cuts"),
          {"messages overtake each other"},
          {"the store does not fail"}};
}

template <class Lock>
std::vector<Assumption> assumptions_of(const typename Lock::Params& params) {
  return assumptions(params);
}

}  // namespace composition

// Declares everything but the steps that the lock service takes by itself, and the claims.
template <class Lock>
void declare_lock_protocol(Protocol<typename Lock::Params, World<Lock>>& m) {
  namespace c = composition;
  using P = typename Lock::Params;
  m.template parameter<&P::clients>("how many clients want to bill the job", 1, clients_max);
  m.template parameter<&P::store>("whether the store looks at fencing tokens");
  m.template parameter<&P::pauses>("how often, in all, a client may be paused", 0, faults_max);
  m.template parameter<&P::crashes>("how often, in all, a client may crash", 0, faults_max);
  m.template parameter<&P::restarts>("how often, in all, a client may restart and begin again", 0,
                                     faults_max);
  m.template parameter<&P::losses>("how many messages may be lost", 0, faults_max);
  m.template parameter<&P::duplicates>("how many messages may come twice", 0, faults_max);
  m.template parameter<&P::cuts>("how often, in all, a client may be cut off from the service", 0,
                                 faults_max);
  m.template parameter<&P::delay>("how long a message may take", 0, lateness_max);
  m.template parameter<&P::pause>("how long a pause may take", 0, lateness_max);
  m.template parameter<&P::work>("when a client that is not paused acts");
  c::declare_service_parameters<Lock>(m);

  m.template lanes<ClientTag>("client");
  m.lane(lane_of(Server::first));
  m.template lane<c::shows_standby<Lock>>(lane_of(Server::second));
  m.lane("store");
  m.template start<c::start<Lock>>();

  m.template action<c::asks_for_lock<Lock>>("asks for the lock");
  m.template action<c::service_receives<Lock, Server::first>>("receives")
      .says("lock service receives {0}");
  m.template action<c::client_receives<Lock>>("receives").says("client receives {0}");
  m.template action<c::asks_store<Lock>>("asks whether the job is billed");
  m.template action<c::charges<Lock>>("charges the customer");
  m.template action<c::releases<Lock>>("releases the lock");
  m.template action<c::store_receives<Lock>>("serves").says("store receives {0}");
  m.template action<c::client_hears_store<Lock>>("hears").says("client receives {0}");
  m.template action<c::is_paused<Lock>>("is paused (garbage collection)").fault("pause");
  m.template action<c::resumes<Lock>>("resumes").says("the pause of {0} ends");
  m.template action<c::crashes<Lock>>("crashes").fault("crash");
  m.template action<c::restarts<Lock>>("restarts and begins again").fault("restart");
  c::declare_network<Lock>(m);
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

  m.template message<c::describe_call<Lock>>();
  m.template message<c::describe_query<Lock>>();
  m.template bars<c::bars<Lock>>();
  m.template assumptions<c::assumptions_of<Lock>>();
  m.template assumptions<c::service_assumptions_of<Lock>>();
}

}  // namespace lockstep
