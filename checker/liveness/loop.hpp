// The fair loop of a lasso.
#pragma once

#include "checker/liveness/components.hpp"
#include "checker/liveness/lasso.hpp"

namespace lockstep {

// From `anchor` back to it, within its component, which is fair. `visits` as in BadRuns.
std::vector<GraphStep> fair_loop(const LiveGraph& graph, const Components& fair,
                                 std::uint32_t anchor, const Region* visits);

}  // namespace lockstep
