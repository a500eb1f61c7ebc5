// Where in a part of a graph a run may go round forever and be fair.
//
// A run that stays in a part ends up going round in one strongly connected component of it. Whoever
// walks along all edges of a component, again and again, is fair unless a constraint is possible in
// it (weak: in all of its states; strong: in some) and satisfied by none of its edges. Such a
// component is of no use to a weak constraint, nor is any part of it; for a strong one, the states
// in which it is possible are left out, and what remains is taken apart again: Emerson and Lei,
// "Modalities for model checking: branching time logic strikes back", POPL 1985, here for all
// components in rounds.
#pragma once

#include "checker/liveness/components.hpp"
#include "checker/liveness/live_graph.hpp"

namespace lockstep {

// Of the states in `within`: the fair components. Those without a state of `visits` do not count;
// null: all do.
Components fair_components(const LiveGraph& graph, Region within, const Region* visits);

// Whether nothing forces a step in this state, so that a run may stop in it.
bool may_stop(const LiveGraph& graph, std::uint32_t state);

}  // namespace lockstep
