#include "checker/remaining.hpp"

#include "checker/ensure.hpp"
#include "checker/narrator.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

namespace lockstep {
namespace {

// Calls visit(state) for every state of a level.
void for_each_state(const Frontier& level, std::size_t width,
                    const std::function<void(const std::byte*)>& visit) {
  std::vector<std::uint64_t> state(width / 8);
  auto* bytes = reinterpret_cast<std::byte*>(state.data());
  for (const Segment& segment : level.segments()) {
    const Code& code = *segment.code();
    std::vector<std::uint64_t> scratch(code.words());
    std::vector<std::uint64_t> buffer;
    const std::uint64_t* record = segment.records(0, segment.size(), buffer);
    for (std::size_t i = 0; i < segment.size(); ++i, record += code.words()) {
      code.decode(record, scratch.data(), bytes);
      visit(bytes);
    }
  }
}

struct OnwardSink final : Sink {
  OnwardSink(const Model& m, unsigned r, const std::byte* s, const Layer& n)
      : model(m), reductions(r), from(s), next(n), canonical(m.shape().width / 8) {}

  void operator()(Move move, const std::byte* state) override {
    const std::size_t width = model.shape().width;
    auto* bytes = reinterpret_cast<std::byte*>(canonical.data());
    std::memcpy(bytes, state, width);
    Onward step;
    model.canonicalise(bytes, reductions, &step.renamed);
    step.cost = next.find(bytes);
    if (!step.cost) return;
    step.move = move;
    step.lane = model.narrator().lane(move, from);
    step.fault = model.shape().actions[move.action].fault;
    step.state.assign(reinterpret_cast<const char*>(state), width);
    found.push_back(std::move(step));
  }

  const Model& model;
  const unsigned reductions;
  const std::byte* from;
  const Layer& next;
  std::vector<std::uint64_t> canonical;
  std::vector<Onward> found;
};

struct AnyStepButFaults final : Sink {
  explicit AnyStepButFaults(const std::vector<Action>& a) : actions(a) {}
  void operator()(Move move, const std::byte*) override {
    if (!actions[move.action].fault) any = true;
  }
  const std::vector<Action>& actions;
  bool any = false;
};

bool breaks(const Model& model, std::size_t property, const std::byte* state) {
  const bool at_end = model.shape().properties[property].when == When::at_end;
  if (!(model.broken(state, at_end) >> property & 1)) return false;
  AnyStepButFaults step(model.shape().actions);
  if (at_end) model.steps(state, step);
  return !step.any;
}

Cost least_cost(const std::vector<Onward>& steps) {
  Cost least;
  least.faults = ~std::uint32_t{0};
  for (const Onward& step : steps) least.faults = std::min(least.faults, step.faults());
  least.switches.fill(~std::uint16_t{0});
  for (const Onward& step : steps)
    if (step.faults() == least.faults)
      for (std::size_t lane = 0; lane <= lanes_max; ++lane)
        least.switches[lane] = std::min(least.switches[lane], step.switches(lane));
  return least;
}

}  // namespace

const Cost* Layer::find(const std::byte* canonical) const {
  const auto at = costs_.find(std::string(reinterpret_cast<const char*>(canonical), width_));
  return at == costs_.end() ? nullptr : &at->second;
}

void Layer::add(const std::byte* canonical, const Cost& cost) {
  costs_.emplace(std::string(reinterpret_cast<const char*>(canonical), width_), cost);
}

std::vector<Onward> onward(const Model& model, unsigned reductions, const std::byte* state,
                           const Layer& next) {
  OnwardSink sink(model, reductions, state, next);
  model.steps(state, sink);
  return std::move(sink.found);
}

std::vector<Layer> remaining_costs(const Model& model, unsigned reductions, std::size_t property,
                                   const std::vector<const Frontier*>& levels) {
  const std::size_t width = model.shape().width;
  std::vector<Layer> layers(levels.size(), Layer(width));
  for_each_state(*levels.back(), width, [&](const std::byte* state) {
    if (breaks(model, property, state)) layers.back().add(state, Cost());
  });
  for (std::size_t level = levels.size() - 1; level-- > 0;)
    for_each_state(*levels[level], width, [&](const std::byte* state) {
      const auto steps = onward(model, reductions, state, layers[level + 1]);
      if (!steps.empty()) layers[level].add(state, least_cost(steps));
    });
  ensure(layers.front().size() > 0, "a broken state is reached from a start");
  return layers;
}

}  // namespace lockstep
