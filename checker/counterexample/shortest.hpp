// Shortest counterexamples, rebuilt without parent pointers.
//
// The search keeps no way back. When a property is found broken at level d, the levels up to d are
// explored once more and kept; then, from the broken states backward, level by level, those states
// remain from which a broken state is reached in time. Every remaining path is a shortest
// counterexample. One of them is shown: that with the fewest faults, among these the one that
// switches least between lanes, among these the first by the names of its steps. A message that is
// received in the step after it was sent is no switch: so the run reads as people would tell it.
// The choice does not depend on threads or on the order of discovery.
#pragma once

#include "checker/engine/limits.hpp"
#include "checker/machine/team.hpp"
#include "checker/model/model.hpp"
#include "checker/model/run.hpp"

#include <cstdint>
#include <vector>

namespace lockstep {

// A property that is first broken at this level.
struct Breach {
  std::size_t property = 0;
  std::uint64_t level = 0;
};

// A shortest run to each breach. The runs are in concrete states, whatever the reductions. Keeps
// levels in a file when memory is short. Throws WayLost when there is no run that ends there.
std::vector<Run> shortest_runs(const Model& model, unsigned reductions,
                               const std::vector<Breach>& breaches, Team& team,
                               MemoryWatch& memory);

}  // namespace lockstep
