// A run that goes round forever: a stem, and a fair loop.
//
// The stem is a shortest that leads to a state from which the run may go on badly forever. The loop
// through that state is a shortest fair one as long as few constraints ask for a detour; else it
// sees to a few constraints at a time, and each part of it is a shortest. Among equals the first by
// the numbers of states and edges is taken, so that the same model has the same lasso.
#pragma once

#include "checker/liveness/live_graph.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace lockstep {

// An edge of the graph: that number `edge` of those of the state.
struct GraphStep {
  std::uint32_t from = 0;
  std::uint32_t edge = 0;
};

struct Lasso {
  std::uint32_t start = 0;
  std::vector<GraphStep> stem;
  std::vector<GraphStep> loop;  // empty: the run stops

  std::size_t steps() const { return stem.size() + loop.size(); }
};

// Which runs break a goal for one party: those that from some state of `opens` on stay within
// `stays`, and come to `visits` again and again.
struct BadRuns {
  Region opens;
  Region stays;
  std::optional<Region> visits;  // none: they need not
};

std::optional<Lasso> find_lasso(const LiveGraph& graph, const BadRuns& bad);

}  // namespace lockstep
