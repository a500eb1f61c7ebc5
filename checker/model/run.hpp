// A run of a model, as states.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/state.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace lockstep {

// states[0] is a start, moves[i] leads from states[i] to states[i + 1]: one state more than moves.
struct Run {
  std::vector<StateBytes> states;  // each of Shape::width bytes
  std::vector<Move> moves;

  // The moves from this one on repeat forever: they lead from states[*loop_from] back to it. Where
  // it is the number of moves, nothing happens any more. None: the run just ends.
  std::optional<std::size_t> loop_from = {};

  std::size_t steps() const { return moves.size(); }
};

// The same run in the first `width` bytes of each state: that of a model inside another one, which
// keeps something of its own behind the inner state.
inline Run inner_run(Run run, std::size_t width) {
  for (StateBytes& state : run.states) state = StateBytes(width, state.data());
  return run;
}

}  // namespace lockstep
