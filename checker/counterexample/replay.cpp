#include "checker/counterexample/replay.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace lockstep {
namespace {

// Looks for one state among those that come in.
struct Lookout final : Sink {
  explicit Lookout(const StateBytes& s) : state(s) {}
  void operator()(Move taken, const std::byte* found) override {
    moves.push_back(taken);
    if (taken == move && std::memcmp(found, state.data(), state.size()) == 0) seen = true;
    if (std::memcmp(found, state.data(), state.size()) == 0) seen_by_any_move = true;
  }
  const StateBytes& state;
  Move move;
  std::vector<Move> moves;
  bool seen = false;
  bool seen_by_any_move = false;
};

bool only_faults(const Model& model, const std::vector<Move>& moves) {
  return std::all_of(moves.begin(), moves.end(),
                     [&](const Move& move) { return model.shape().actions[move.action].fault; });
}

}  // namespace

std::string fault_in(const Model& model, const Run& run, std::size_t property) {
  if (run.states.size() != run.moves.size() + 1) return "it has gaps";
  for (const StateBytes& state : run.states)
    if (state.size() != model.shape().width) return "its states have another width";
  Lookout start(run.states.front());
  model.starts(start);
  if (!start.seen_by_any_move) return "it does not begin at a start";
  for (std::size_t i = 0; i < run.moves.size(); ++i) {
    Lookout step(run.states[i + 1]);
    step.move = run.moves[i];
    model.steps(run.states[i].data(), step);
    if (!step.seen) return "step " + std::to_string(i + 1) + " is not a step of the protocol";
  }
  const StateBytes& last = run.states.back();
  Lookout after(last);
  model.steps(last.data(), after);
  const bool at_end = model.shape().properties[property].when == When::at_end;
  if (at_end && !only_faults(model, after.moves)) return "a step is still possible at its end";
  if (!(model.broken(last.data(), at_end) >> property & 1)) return "its last state breaks nothing";
  return {};
}

}  // namespace lockstep
