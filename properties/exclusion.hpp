// Mutual exclusion is three properties, and locks that break do not break them all.
//
// Dijkstra ("Solution of a problem in concurrent programming control", CACM 1965) asked that no two
// processes be in their critical sections at the same time. Where clients, a lock service and a
// store only exchange messages, "at the same time" depends on whom one asks: the service, which
// gives out grants; the clients, which act on what they believe; or the store, which sees the
// effects.
#pragma once

#include "properties/lock_property.hpp"

namespace lockstep {

extern const LockProperty exclusion_at_service;
extern const LockProperty exclusion_in_belief;

// A grant lasts until its holder gives it back, its term is over or an operator ends it; nobody
// else's release ends it, and no failure of the service. Where it is broken, even a client that
// obeys every rule shares the lock.
extern const LockProperty no_grant_lost;

// While a client believes without interruption that it holds the lock, the service does not stop
// and then again begin to consider it the holder: somebody else may have had the lock in between.
extern const LockProperty held_without_a_gap;

// Where an agent beside each client holds the lock for it.
extern const LockProperty one_agent_leads;

// The critical section of a client as the store saw it lasts from the first of its requests that
// was applied to the last. Those of two clients do not interleave. Kleppmann, "How to do
// distributed locking", 2016, draws a run in which they do.
//
// Judged is each client, and not each grant: a client that restarts and is granted the lock again
// is still in the section that its first request began. So `restarts=1` violates this wherever
// another client may have the lock in between, even with no request of the old process on its way.
extern const LockProperty exclusion_in_effect;

}  // namespace lockstep
