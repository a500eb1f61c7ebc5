// Strongly connected components of a part of a graph.
//
// Pearce, "A space-efficient algorithm for finding strongly connected components", Information
// Processing Letters 116(1), 2016: Tarjan's depth-first search with one number a state, without
// recursion. A state on the path of the search takes 8 bytes; boost::strong_components takes 144
// in a filtered graph, and such a path may go through every state.
#pragma once

#include "checker/liveness/live_graph.hpp"

#include <cstdint>
#include <vector>

namespace lockstep {

inline constexpr std::uint32_t no_component = ~std::uint32_t{0};

struct Components {
  std::uint32_t count = 0;
  std::vector<std::uint32_t> of;  // each state; no_component outside of the part
};

// Of the states in `within` and the edges between them.
Components components_of(const LiveGraph& graph, const Region& within);

}  // namespace lockstep
