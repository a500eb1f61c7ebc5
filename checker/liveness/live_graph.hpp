// The reachable states and the steps between them, in compressed form: the edges of each state side
// by side, in the order of the states.
//
// An edge takes 6 bytes, a state 8 bytes and what StateIndex needs. Moves are not kept: a lasso is
// so short that asking the model again costs nothing.
#pragma once

#include "checker/engine/patience.hpp"
#include "checker/liveness/calls.hpp"
#include "checker/liveness/column.hpp"
#include "checker/liveness/fairness.hpp"
#include "checker/liveness/state_index.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lockstep {

// A set of states, by their numbers.
using Region = std::vector<bool>;

struct LiveGraph {
  LiveGraph(std::size_t width, std::size_t goals) : states(width), calls(goals) {}

  StateIndex states;
  Calls calls;                        // of each state that was expanded
  std::vector<std::uint32_t> starts;  // each once
  Column<std::uint64_t> first;        // edge of each state, and behind the last
  Column<std::uint32_t> to;           // of each edge, another state
  Column<Label> labels;               // of each edge
  Region waits;                       // in which time has to pass before a run may stop
  std::vector<Constraint> constraints;
  std::string stopped;  // which limit was hit, for people; empty: it is whole

  std::uint32_t size() const { return states.size(); }
  std::span<const std::uint32_t> targets(std::uint32_t state) const {
    return {to.data() + first[state], to.data() + first[state + 1]};
  }
  std::span<const Label> labels_of(std::uint32_t state) const {
    return {labels.data() + first[state], labels.data() + first[state + 1]};
  }
  std::uint64_t bytes() const;  // of memory
};

// Breadth first, by one thread: numbers of states, and so every lasso, depend on the model alone.
// `states_max` is 0 when there is no limit of its own. Throws ContractBroken.
LiveGraph explore_graph(const LiveModel& model, const std::vector<Fairness>& by_action,
                        std::uint64_t states_max, Patience& patience);

}  // namespace lockstep
