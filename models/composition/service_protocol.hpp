// Declares what goes wrong with a lock service: parameters, steps, and what a verdict rests on.
#pragma once

#include "models/composition/assumptions.hpp"
#include "models/composition/service_steps.hpp"
#include "models/composition/steps.hpp"

#include <string>
#include <vector>

namespace lockstep::composition {

template <class Lock>
bool shows_standby(const typename Lock::Params& params) {
  return has_two_primaries(params);
}
template <class Lock>
bool has_one_copy(const typename Lock::Params& params) {
  return one_copy_is_enough(params);
}
template <class Lock>
bool may_live_on(const typename Lock::Params& params) {
  return two_primaries_are_possible(params);
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
      .rare();
  m.template parameter<&P::old_primary>("what becomes of the old primary").rare();
  m.template parameter<&P::service_restarts>("how often the lock service restarts", 0, faults_max)
      .rare();
  m.template parameter<&P::fsync>("when it is on disk what the lock service did").rare();
  m.template parameter<&P::service_restart_delay>(
       "how long the lock service stays away when it restarts", 0, lateness_max)
      .rare();
  m.template parameter<&P::epochs>(
       "whether tokens are newer, after such a failure, than all before")
      .rare();
  m.template parameter<&P::force_unlocks>("how often an operator may free the lock", 0, faults_max)
      .rare();
  m.template needs<has_one_copy<Lock>>(
      "`failovers` and `service-restarts` do not go together: the service falls back on one copy, "
      "of "
      "the standby or on its disk");
  m.template needs<may_live_on<Lock>>(
      "`old-primary=lives-on` goes with at most one failover and `replication=asynchronous`: where "
      "replication is synchronous an old primary can answer nothing, and may as well be dead");
  m.template tokens_repeat<numbers_tokens<Lock>>();
}

template <class Lock>
void declare_service_faults(Protocol<typename Lock::Params, World<Lock>>& m) {
  const std::string service = lane_of(Server::first);
  const std::string standby = lane_of(Server::second);
  m.template action<service_receives<Lock, Server::second>>("receives at the standby")
      .says("standby receives {0}");
  m.template action<fails_over<Lock>>("fails over to the standby").lane(service).fault("failover");
  m.template action<replicates<Lock>>("replicates to the standby").lane(service);
  m.template action<finds_new_primary<Lock>>("finds the new primary");
  m.template action<restarts_service<Lock>>("restarts")
      .lane(service)
      .fault("restart of the lock service");
  m.template action<is_back<Lock>>("is back").lane(service);
  m.template action<syncs<Lock>>("syncs to its disk").lane(service);
  m.template action<frees_lock_of_one_gone<Lock>>("operator frees the lock of one that is gone")
      .lane(service)
      .says("an operator frees the lock: its holder is gone");
  m.template action<frees_lock_in_use<Lock>>("operator frees the lock by mistake")
      .lane(service)
      .says("an operator frees the lock by mistake")
      .fault("mistaken force-unlock");
}

inline void on_failovers(const Environment& faults, std::vector<Assumption>& list) {
  const bool alone = faults.service_restarts == 0;
  Assumption bound = at_most(faults.failovers, "the lock service does not fail over",
                             "the lock service fails over", "failovers");
  if (!alone || has_two_primaries(faults)) bound.without.clear();
  list.push_back(bound);
  if (faults.failovers == 0) return;
  if (faults.replication == Replication::synchronous) {
    list.push_back({"the standby knows of all that was answered", "replication=asynchronous"});
  } else if (faults.old_primary == OldPrimary::dies) {
    list.push_back({"the standby may lack the last of what the primary did", ""});
    list.push_back(
        {"an old primary is dead, and requests to it reach the new one",
         faults.failovers == 1 && faults.service_pauses == 0 ? "old-primary=lives-on" : ""});
  } else {
    list.push_back({"the standby may lack the last of what the primary did"});
    list.push_back({"the old primary serves the clients that have not found the new one"});
  }
}

inline void on_restarts(const ServiceFaults& faults, std::vector<Assumption>& list) {
  Assumption bound = at_most(faults.service_restarts, "the lock service does not restart",
                             "the lock service restarts", "service-restarts");
  if (faults.failovers > 0) bound.without.clear();
  if (faults.service_restarts == 0 && faults.fsync == Fsync::always && !bound.without.empty())
    bound.without += " fsync=later";
  list.push_back(bound);
  if (faults.service_restarts == 0) return;
  if (faults.fsync == Fsync::always)
    list.push_back({"all that the lock service answered is on its disk", "fsync=later"});
  if (faults.fsync == Fsync::later)
    list.push_back({"the disk may lack the last of what the lock service did", "fsync=never"});
  if (faults.fsync == Fsync::never)
    list.push_back({"the lock service begins again without its memory"});
  if (const int delay = faults.service_restart_delay; delay > 0)
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
