#include "checker/counterexample/replay.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace lockstep {
namespace {

// Looks for one state among those that come in.
struct Lookout final : Sink {
  explicit Lookout(const std::vector<std::byte>& s) : state(s) {}
  void operator()(Move taken, const std::byte* found) override {
    moves.push_back(taken);
    if (taken == move && std::memcmp(found, state.data(), state.size()) == 0) seen = true;
    if (std::memcmp(found, state.data(), state.size()) == 0) seen_by_any_move = true;
  }
  const std::vector<std::byte>& state;
  Move move;
  std::vector<Move> moves;
  bool seen = false;
  bool seen_by_any_move = false;
};

// States in a run need not be aligned; a model may ask for it.
std::vector<std::uint64_t> aligned(const std::vector<std::byte>& state) {
  std::vector<std::uint64_t> words(state.size() / 8);
  std::memcpy(words.data(), state.data(), state.size());
  return words;
}

const std::byte* bytes(const std::vector<std::uint64_t>& words) {
  return reinterpret_cast<const std::byte*>(words.data());
}

bool only_faults(const Model& model, const std::vector<Move>& moves) {
  return std::all_of(moves.begin(), moves.end(),
                     [&](const Move& move) { return model.shape().actions[move.action].fault; });
}

}  // namespace

std::string fault_in(const Model& model, const Run& run, std::size_t property) {
  if (run.states.size() != run.moves.size() + 1) return "it has gaps";
  for (const auto& state : run.states)
    if (state.size() != model.shape().width) return "its states have another width";
  Lookout start(run.states.front());
  model.starts(start);
  if (!start.seen_by_any_move) return "it does not begin at a start";
  for (std::size_t i = 0; i < run.moves.size(); ++i) {
    Lookout step(run.states[i + 1]);
    step.move = run.moves[i];
    model.steps(bytes(aligned(run.states[i])), step);
    if (!step.seen) return "step " + std::to_string(i + 1) + " is not a step of the protocol";
  }
  const auto last = aligned(run.states.back());
  Lookout after(run.states.back());
  model.steps(bytes(last), after);
  const bool at_end = model.shape().properties[property].when == When::at_end;
  if (at_end && !only_faults(model, after.moves)) return "a step is still possible at its end";
  if (!(model.broken(bytes(last), at_end) >> property & 1)) return "its last state breaks nothing";
  return {};
}

}  // namespace lockstep
