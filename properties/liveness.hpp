// What a lock has to do some day. Judged on fair runs that go on for as long as they can
// (docs/liveness.md).
#pragma once

#include "checker/model/live_model.hpp"
#include "properties/observation.hpp"

namespace lockstep {

// `asks` and `answers` are one bit for each client; or, when it is claimed once, bit 0.
struct LockGoal {
  const char* name;
  const char* sentence;  // the claim, for people
  Form form;
  bool each_client;
  Clients (*asks)(const Observation&);
  Clients (*answers)(const Observation&);
  const char* fails;  // as in Goal
  const char* never;
};

// Both of Lamport, "The mutual exclusion problem: part II", JACM 1986. A client that crashes,
// restarts or gives up does not want the lock any more, and one that is paused not meanwhile.
extern const LockGoal deadlock_freedom;
extern const LockGoal starvation_freedom;

// A lease gets free by itself; any other lock needs somebody who frees it.
extern const LockGoal freed_after_crash;

// A partition of one client does not keep the lock from the others. It may last forever if the
// action that ends it is not fair.
extern const LockGoal others_go_on;

// A client that lost the lock without being told finds out, and stops.
extern const LockGoal stops_when_lost;

// At least once: as long as somebody wants to bill.
extern const LockGoal eventually_billed;

}  // namespace lockstep
