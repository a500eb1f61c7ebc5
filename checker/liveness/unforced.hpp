// The same graph when less is forced.
#pragma once

#include "checker/liveness/live_graph.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace lockstep {

// While it lives, no edge of the graph satisfies what this fairness does not force; then all is as
// before. Exploring again would give the same states and edges, with these labels.
class Unforced {
 public:
  // `weaker` forces nothing that the graph was not explored with.
  Unforced(const LiveModel& model, LiveGraph& graph, const std::vector<Fairness>& weaker);
  ~Unforced();
  Unforced(const Unforced&) = delete;
  Unforced& operator=(const Unforced&) = delete;

 private:
  LiveGraph& graph_;
  std::vector<std::pair<std::size_t, Label>> before_;  // of each edge that has changed
  Region waits_;
};

}  // namespace lockstep
