#include "checker/model/walk.hpp"

#include <algorithm>

namespace lockstep {
namespace {

struct Collector final : Sink {
  explicit Collector(std::size_t w) : width(w) {}
  void operator()(Move move, const std::byte* state) override {
    found.push_back({move, StateBytes(width, state)});
  }
  std::size_t width;
  std::vector<Successor> found;
};

}  // namespace

std::vector<StateBytes> start_states(const Model& model) {
  Collector starts(model.shape().width);
  model.starts(starts);
  std::vector<StateBytes> states;
  for (Successor& start : starts.found) states.push_back(std::move(start.state));
  return states;
}

std::vector<Successor> successors(const Model& model, const StateBytes& state) {
  Collector steps(model.shape().width);
  model.steps(state.data(), steps);
  return std::move(steps.found);
}

bool is_end(const Shape& shape, const std::vector<Successor>& steps) {
  return std::all_of(steps.begin(), steps.end(),
                     [&](const Successor& step) { return shape.actions[step.move.action].fault; });
}

}  // namespace lockstep
