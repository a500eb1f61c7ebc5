#include "tools/step/walk.hpp"

namespace lockstep {

Walk::Walk(const Model& model) : model_(model), starts_(start_states(model)) { begin(0); }

void Walk::begin(std::size_t start) {
  run_ = {{starts_.at(start)}, {}};
  next_ = successors(model_, state());
}

void Walk::take(std::size_t step) {
  run_.moves.push_back(next_.at(step).move);
  run_.states.push_back(next_[step].state);
  next_ = successors(model_, state());
}

void Walk::undo() {
  run_.states.pop_back();
  run_.moves.pop_back();
  next_ = successors(model_, state());
}

}  // namespace lockstep
