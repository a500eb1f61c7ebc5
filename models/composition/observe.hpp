// What the properties see of a world.
#pragma once

#include "models/composition/world/world.hpp"
#include "properties/liveness.hpp"
#include "properties/lock_property.hpp"

#include <vector>

namespace lockstep::composition {

// The properties of every composed protocol, and those of the workload, in the order of reports.
std::vector<const LockProperty*> properties_of(const Setup& s);

// What these have to do some day, in the order of reports.
std::vector<const LockGoal*> goals_of(const Setup& s);

Observation observe(const Setup& s, const World& world);

// What the author claims of a service is true of each.
bool holds(const Setup& s, const World& world, const Invariant& invariant);

// Some client works with the lock, and asks nothing of a store.
bool somebody_works(const World& world);

// Two clients want the lock at the same time.
bool contend(const World& world);

}  // namespace lockstep::composition
