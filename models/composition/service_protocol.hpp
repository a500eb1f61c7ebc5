// Declares what goes wrong with a lock service: parameters, steps, and what a verdict rests on.
#pragma once

#include "models/composition/assumptions.hpp"
#include "models/composition/parameters.hpp"
#include "models/composition/service_steps.hpp"
#include "models/composition/steps.hpp"

#include <string>
#include <vector>

namespace lockstep::composition {

// Which requests the service heard is not in the copy that it falls back on.
inline bool requests_are_kept(const Environment& environment) {
  const bool knows_requests = environment.request_ids || environment.acquire == Acquire::idempotent;
  return !knows_requests || !may_forget(environment);
}

template <class Lock>
bool shows_standby(const typename Lock::Params& params) {
  return has_two_primaries(params);
}
template <class Lock>
bool restarts_one(const typename Lock::Params& params) {
  return has_one_service_to_restart(params);
}
template <class Lock>
bool may_live_on(const typename Lock::Params& params) {
  return two_primaries_are_possible(params);
}
template <class Lock>
bool keeps_requests(const typename Lock::Params& params) {
  return requests_are_kept(params);
}
template <class Lock>
bool numbers_tokens(const typename Lock::Params& params) {
  return may_repeat_tokens(params);
}

template <class Lock>
void declare_service_parameters(Protocol<typename Lock::Params, World<Lock>>& m) {
  using P = typename Lock::Params;
  m.template parameter<&P::failovers>("how often the standby takes over from the lock service", 0,
                                      faults_max)
      .rare();
  m.template parameter<&P::replication>("when the standby gets to know what the primary did")
      .rare()
      .only_with("failovers>0");
  m.template parameter<&P::old_primary>("what becomes of the old primary")
      .rare()
      .only_with("failovers>0");
  m.template parameter<&P::service_restarts>("how often the lock service restarts", 0, faults_max)
      .rare();
  m.template parameter<&P::fsync>("when it is on disk what the lock service did")
      .rare()
      .only_with("service-restarts>0");
  m.template parameter<&P::service_restart_delay>(
       "how long the lock service stays away when it restarts", 0, lateness_max)
      .rare()
      .only_with("service-restarts>0");
  m.template parameter<&P::epochs>(
       "whether tokens are newer, after such a failure, than all before")
      .rare()
      .only_with("failovers>0 or service-restarts>0");
  m.template parameter<&P::force_unlocks>("how often an operator may free the lock", 0, faults_max)
      .rare();
  m.template needs<restarts_one<Lock>>(
      "`service-restarts` and `old-primary=lives-on` do not go together: there would be two "
      "services to restart");
  m.template needs<may_live_on<Lock>>(
      "`old-primary=lives-on` goes with at most one failover and `replication=asynchronous`: where "
      "replication is synchronous an old primary can answer nothing, and may as well be dead");
  m.template needs<keeps_requests<Lock>>(
      "`request-ids` and `acquire=idempotent` do not go with a lock service that may fall back on "
      "an "
      "older copy: which requests it has heard is not copied");
  m.template tokens_repeat<numbers_tokens<Lock>>();
}

template <class Lock>
void declare_service_faults(Protocol<typename Lock::Params, World<Lock>>& m) {
  using P = typename Lock::Params;
  const std::string service = lane_of(Server::first);
  const std::string standby = lane_of(Server::second);
  m.template action<service_receives<Lock, Server::second>>("receives at the standby")
      .says("standby receives {0}");
  m.template action<fails_over<Lock>>("fails over to the standby")
      .lane(service)
      .fault("failover")
      .template allowed_by<&P::failovers>();
  m.template action<replicates<Lock>>("replicates to the standby").lane(service);
  m.template action<finds_new_primary<Lock>>("finds the new primary");
  m.template action<restarts_service<Lock>>("restarts")
      .lane(service)
      .fault("service restart")
      .template allowed_by<&P::service_restarts>();
  m.template action<is_back<Lock>>("is back").lane(service);
  m.template action<syncs<Lock>>("syncs to its disk").lane(service);
  m.template action<frees_lock_of_one_gone<Lock>>("operator frees the lock of one that is gone")
      .lane(service)
      .says("an operator frees the lock: its holder is gone");
  m.template action<frees_lock_in_use<Lock>>("operator frees the lock by mistake")
      .lane(service)
      .says("an operator frees the lock by mistake")
      .fault("mistaken force-unlock")
      .template allowed_by<&P::force_unlocks>();
}

// `settings`, when what they change goes together with the rest.
template <class Change>
std::string if_possible(Environment environment, const std::string& settings, Change&& change) {
  change(environment);
  const bool possible = has_one_service_to_restart(environment) && requests_are_kept(environment) &&
                        two_primaries_are_possible(environment) &&
                        has_one_service_to_pause(environment);
  return possible ? settings : "";
}

inline void on_failovers(const Environment& now, std::vector<Assumption>& list) {
  Assumption bound = at_most(now.failovers, "the lock service does not fail over",
                             "the lock service fails over", "failovers");
  bound.without = if_possible(now, bound.without, [](Environment& more) { ++more.failovers; });
  list.push_back(bound);
  if (now.failovers == 0) return;
  if (now.replication == Replication::synchronous) {
    list.push_back({"the standby knows of all that was answered",
                    if_possible(now, "replication=asynchronous", [](Environment& worse) {
                      worse.replication = Replication::asynchronous;
                    })});
    return;
  }
  list.push_back({"the standby may lack the last of what the primary did"});
  if (now.old_primary == OldPrimary::lives_on)
    list.push_back({"the old primary serves the clients that have not found the new one"});
  else
    list.push_back({"an old primary is dead, and requests to it reach the new one",
                    if_possible(now, "old-primary=lives-on", [](Environment& worse) {
                      worse.old_primary = OldPrimary::lives_on;
                    })});
}

inline void on_restarts(const Environment& now, std::vector<Assumption>& list) {
  Assumption bound = at_most(now.service_restarts, "the lock service does not restart",
                             "the lock service restarts", "service-restarts");
  const bool from_none = now.service_restarts == 0 && now.fsync == Fsync::always;
  if (from_none) bound.without += " fsync=later";
  bound.without = if_possible(now, bound.without, [&](Environment& more) {
    ++more.service_restarts;
    if (from_none) more.fsync = Fsync::later;
  });
  list.push_back(bound);
  if (now.service_restarts == 0) return;
  if (now.fsync == Fsync::always)
    list.push_back(
        {"all that the lock service answered is on its disk",
         if_possible(now, "fsync=later", [](Environment& worse) { worse.fsync = Fsync::later; })});
  if (now.fsync == Fsync::later)
    list.push_back({"the disk may lack the last of what the lock service did", "fsync=never"});
  if (now.fsync == Fsync::later && now.failovers > 0)
    list.push_back({"a standby that takes over has on its disk what it knows", "fsync=never"});
  if (now.fsync == Fsync::never)
    list.push_back({"the lock service begins again without its memory"});
  if (const int delay = now.service_restart_delay; delay > 0)
    list.push_back({"the lock service stays away for " + ticks(delay) + " when it restarts",
                    "service-restart-delay=0"});
}

inline void on_tokens(const ServiceFaults& faults, std::vector<Assumption>& list) {
  if (!may_forget(faults)) return;
  if (faults.epochs)
    list.push_back({"tokens of a new epoch are newer than all before", "epochs=false"});
  else
    list.push_back({"the source of tokens falls back with the lock service"});
}

inline std::vector<Assumption> on_service(const Environment& faults) {
  std::vector<Assumption> list;
  on_failovers(faults, list);
  on_restarts(faults, list);
  on_tokens(faults, list);
  list.push_back(at_most(faults.force_unlocks, "no operator frees the lock",
                         "operators free the lock", "force-unlocks"));
  return list;
}

template <class Lock>
std::vector<Assumption> service_assumptions_of(const typename Lock::Params& params) {
  return on_service(params);
}

}  // namespace lockstep::composition
