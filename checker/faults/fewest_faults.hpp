// Counterexamples with the fewest faults, and among these the fewest steps.
//
// A shortest run may need three faults where a longer one needs a single one, and the single fault
// is what an engineer wants to know of. The budget of faults is raised one by one from none; the
// search within each budget is breadth first, so the first run found is a shortest of its budget.
#pragma once

#include "checker/engine/resources.hpp"
#include "checker/model/model.hpp"
#include "checker/model/run.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep {

struct FewestFaults {
  std::size_t property = 0;
  std::size_t faults = 0;  // no run that breaks the property has fewer
  Run run;
};

// A run for each property of `wanted` (bit i: property i), which should be violated. Those that are
// missing were not found before a limit was hit. Runs are replayed. Throws ContractBroken.
std::vector<FewestFaults> fewest_faults(const Model& model, unsigned reductions,
                                        std::uint64_t wanted, Resources& resources);

// How many steps of the run are faults.
std::size_t faults_of(const Model& model, const Run& run);

}  // namespace lockstep
