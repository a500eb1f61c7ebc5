#include "tools/step/walk.hpp"

namespace lockstep {

Walk::Walk(const Model& model) : model_(model), starts_(start_states(model)) { begin(0); }

void Walk::begin(std::size_t start) {
  states_.assign(1, starts_.at(start));
  moves_.clear();
  next_ = successors(model_, state());
}

void Walk::take(std::size_t step) {
  moves_.push_back(next_.at(step).move);
  states_.push_back(next_[step].state);
  next_ = successors(model_, state());
}

void Walk::undo() {
  states_.pop_back();
  moves_.pop_back();
  next_ = successors(model_, state());
}

Run Walk::run() const { return run_of(states_, moves_); }

}  // namespace lockstep
