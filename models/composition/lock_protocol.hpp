// A lock, a store and a workload make a protocol.
//
// The lock L is a type with the members that world.hpp names and these functions, all static:
//
//   Call acquire(const Params&, Session&, Client)   what a client sends to get the lock
//   Call release(const Params&, Session&, Client)   what it sends when it is done
//   bool hear(const Params&, Session&, const Call&) the client got a message: it has the lock now
//   void serve(const Params&, Service&, const Call&, Calls& replies)   the service got a message
//   bool granted(const Service&, Client)            the service takes the client for a holder
//   bool time_matters(const Params&, const Service&)  a timer runs, and nothing is due at once
//   void tick(const Params&, Service&)              time passes
//   Message describe(const Params&, const Call&, const Lanes&)   a message, in words
//
// A session has a member `Token token`, sent along to the store; it is none where a lock has none.
#pragma once

#include "models/composition/faults.hpp"
#include "models/composition/judge.hpp"
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
  return world;
}

template <class Lock>
Message describe_query_of(const typename Lock::Params&, const Query& query, const Lanes& lanes) {
  return describe_query(query, lanes);
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

// "no client is paused", "clients are paused at most 2 times in all", and what allows one more.
inline Assumption at_most(int count, const std::string& singular, const std::string& plural,
                          const std::string& parameter) {
  const std::string times = count == 1 ? "once" : std::to_string(count) + " times";
  return {count == 0 ? "no client " + singular : "clients " + plural + " at most " + times + " in all",
          count < faults_max ? parameter + "=" + std::to_string(count + 1) : ""};
}

inline std::vector<Assumption> assumptions(const Environment& environment) {
  const int clients = environment.clients;
  const bool prompt = environment.delay == Delay::prompt;
  return {{std::to_string(clients) + " clients, one job, one attempt by each",
           clients < clients_max ? "clients=" + std::to_string(clients + 1) : ""},
          at_most(environment.pauses, "is paused", "are paused", "pauses"),
          at_most(environment.crashes, "crashes", "crash", "crashes"),
          {"a client that is not paused acts before time passes"},
          {prompt ? "a message arrives before time passes, unless its receiver is paused"
                  : "a message may take any time",
           prompt ? "delay=unbounded" : ""},
          {"no message is lost or duplicated; messages overtake each other"},
          {"the lock service and the store do not fail"}};
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
  m.template parameter<&P::delay>("how long a message may take");

  m.template lanes<ClientTag>("client");
  m.lane("lock service");
  m.lane("store");
  m.lane("time");
  m.template start<c::start<Lock>>();

  m.template action<c::asks_for_lock<Lock>>("asks for the lock");
  m.template action<c::service_receives<Lock>>("receives").says("lock service receives {0}");
  m.template action<c::client_receives<Lock>>("receives").says("client receives {0}");
  m.template action<c::asks_store<Lock>>("asks whether the job is billed");
  m.template action<c::charges<Lock>>("charges the customer");
  m.template action<c::releases<Lock>>("releases the lock");
  m.template action<c::store_receives<Lock>>("serves").says("store receives {0}");
  m.template action<c::client_hears_store<Lock>>("hears").says("client receives {0}");
  m.template action<c::is_paused<Lock>>("is paused (garbage collection)").fault("pause");
  m.template action<c::resumes<Lock>>("resumes");
  m.template action<c::crashes<Lock>>("crashes").fault("crash");
  m.template action<c::time_passes<Lock>>("time passes").lane("time").says("time passes");

  c::claim_always<Lock, exclusion_at_service>(m);
  c::claim_always<Lock, exclusion_in_belief>(m);
  c::claim_always<Lock, exclusion_in_effect>(m);
  c::claim_always<Lock, no_stale_write>(m);
  c::claim_always<Lock, billed_at_most_once>(m);
  c::claim_at_end<Lock, nothing_left_unbilled>(m);
  c::claim_at_end<Lock, no_deadlock>(m);

  m.template message<Lock::describe>();
  m.template message<c::describe_query_of<Lock>>();
  m.template bars<c::bars<Lock>>();
  m.template assumptions<c::assumptions_of<Lock>>();
}

}  // namespace lockstep
