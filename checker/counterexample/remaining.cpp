#include "checker/counterexample/remaining.hpp"

#include "checker/counterexample/way_lost.hpp"
#include "checker/errors/ensure.hpp"
#include "checker/model/ends.hpp"
#include "checker/model/narrator.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

namespace lockstep {
namespace {

// Calls visit(state) for every state of a level.
void for_each_state(const Frontier& level, std::size_t width,
                    const std::function<void(const StateBytes&)>& visit) {
  StateBytes state(width);
  for (const Segment& segment : level.segments()) {
    std::vector<std::uint64_t> scratch(segment.code()->room());
    segment.for_each(0, segment.size(), [&](const Code& code, const std::uint64_t* record) {
      code.decode(record, scratch.data(), state.data());
      visit(state);
    });
  }
}

// Keeps the steps of one state that lead into the next layer.
class OnwardSink final : public Sink {
 public:
  OnwardSink(const Model& model, unsigned reductions, const std::byte* from, const Layer& next)
      : model_(model),
        reductions_(reductions),
        from_(from),
        next_(next),
        canonical_(model.shape().width) {}

  void operator()(Move move, const std::byte* state) override {
    std::memcpy(canonical_.data(), state, canonical_.size());
    LaneMap renamed;
    model_.canonicalise(canonical_.data(), reductions_, &renamed);
    const Cost* cost = next_.find(canonical_);
    if (!cost) return;
    Onward step;
    step.move = move;
    step.opening.lane = LaneSet{1} << model_.narrator().lane(move, from_);
    step.leads_on.lane = step.opening.lane;
    follow_messages(state, step);
    step.opening.switches = cost->switches_after(
        {rename(step.leads_on.lane, renamed), rename(step.leads_on.sent_to, renamed)});
    step.faults_after = cost->faults;
    step.faults = cost->faults + (model_.shape().actions[move.action].fault ? 1 : 0);
    step.state = StateBytes(canonical_.size(), state);
    found_.push_back(std::move(step));
  }

  std::vector<Onward> take() { return std::move(found_); }

 private:
  void follow_messages(const std::byte* state, Onward& step) const {
    const auto before = model_.narrator().in_flight(from_);
    const auto after = model_.narrator().in_flight(state);
    for (const Message& sent : missing(after, before))
      step.leads_on.sent_to |= LaneSet{1} << sent.to;
    for (const Message& received : missing(before, after))
      step.opening.received_from |= LaneSet{1} << received.from;
  }

  static LaneSet rename(LaneSet lanes, const LaneMap& renamed) {
    LaneSet out = 0;
    for (std::size_t lane = 0; lane < lanes_max; ++lane)
      if (lanes >> lane & 1) out |= LaneSet{1} << renamed[lane];
    return out;
  }

  const Model& model_;
  const unsigned reductions_;
  const std::byte* from_;
  const Layer& next_;
  StateBytes canonical_;
  std::vector<Onward> found_;
};

struct GoesOn final : Sink {
  explicit GoesOn(const Shape& s) : shape(s) {}
  void operator()(Move move, const std::byte*) override { any = any || keeps_going(shape, move); }
  const Shape& shape;
  bool any = false;
};

bool breaks(const Model& model, std::size_t property, const StateBytes& state) {
  const bool at_end = model.shape().properties[property].when == When::at_end;
  if (!(model.broken(state.data(), at_end) >> property & 1)) return false;
  GoesOn goes_on(model.shape());
  if (at_end) model.steps(state.data(), goes_on);
  return !goes_on.any;
}

void keep_least(std::vector<Opening>& openings, const Opening& more) {
  for (Opening& opening : openings)
    if (opening.lane == more.lane && opening.received_from == more.received_from) {
      opening.switches = std::min(opening.switches, more.switches);
      return;
    }
  openings.push_back(more);
}

Cost least_cost(const std::vector<Onward>& steps) {
  Cost least;
  least.faults = ~std::uint32_t{0};
  for (const Onward& step : steps) least.faults = std::min(least.faults, step.faults);
  for (const Onward& step : steps)
    if (step.faults == least.faults) keep_least(least.openings, step.opening);
  return least;
}

}  // namespace

std::uint16_t Cost::switches_after(const Before& before) const {
  if (openings.empty()) return 0;
  std::uint16_t least = 0xffff;
  for (const Opening& opening : openings) least = std::min(least, opening.switches_after(before));
  return least;
}

const Cost* Layer::find(const StateBytes& canonical) const {
  const auto at = costs_.find(canonical);
  return at == costs_.end() ? nullptr : &at->second;
}

std::vector<Onward> onward(const Model& model, unsigned reductions, const StateBytes& state,
                           const Layer& next) {
  OnwardSink sink(model, reductions, state.data(), next);
  model.steps(state.data(), sink);
  return sink.take();
}

std::vector<Layer> remaining_costs(const Model& model, unsigned reductions, std::size_t property,
                                   const std::vector<const Frontier*>& levels) {
  const std::size_t width = model.shape().width;
  std::vector<Layer> layers(levels.size());
  for_each_state(*levels.back(), width, [&](const StateBytes& state) {
    if (breaks(model, property, state)) layers.back().add(state, Cost());
  });
  for (std::size_t level = levels.size() - 1; level-- > 0;)
    for_each_state(*levels[level], width, [&](const StateBytes& state) {
      const auto steps = onward(model, reductions, state, layers[level + 1]);
      if (!steps.empty()) layers[level].add(state, least_cost(steps));
    });
  keep_way(layers.front().size() > 0, "a broken state is reached from a start");
  return layers;
}

}  // namespace lockstep
