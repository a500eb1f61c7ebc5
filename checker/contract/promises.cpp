#include "checker/contract/promises.hpp"

#include "checker/contract/state_words.hpp"
#include "checker/errors/errors.hpp"
#include "checker/model/ends.hpp"
#include "checker/model/narrator.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>
#include <utility>

namespace lockstep {
namespace {

struct Collector final : Sink {
  explicit Collector(std::size_t state_width) : width(state_width) {}
  void operator()(Move move, const std::byte* state) override {
    if (reinterpret_cast<std::uintptr_t>(state) % 8 != 0)
      throw ContractBroken("the model gives a state that is not aligned to 8 bytes");
    taken.push_back({move, StateBytes(width, state)});
  }
  std::size_t width;
  std::vector<Taken> taken;
};

constexpr const char* twice = "the model answered differently when asked twice: ";

// Whether properties that are claimed at_end are judged in a state with these steps.
bool ends(const Model& model, const std::vector<Taken>& steps) {
  return std::none_of(steps.begin(), steps.end(),
                      [&](const Taken& step) { return keeps_going(model.shape(), step.move); });
}

// A step by the name of its action: the label may be what is wrong.
std::string name_of(const Model& model, Move move) {
  const auto& actions = model.shape().actions;
  if (move.action >= actions.size()) return "action number " + std::to_string(move.action);
  return "\"" + actions[move.action].name + "\"";
}

std::string quoted(const Model& model, Move move, const std::byte* state) {
  return "\"" + model.narrator().label(move, state) + "\"";
}

// A state in canonical form, and where its lanes went.
struct Canonical {
  Canonical(const Model& model, const std::byte* from, unsigned reductions)
      : state(model.shape().width, from) {
    model.canonicalise(state.data(), reductions, &lanes);
  }
  const std::byte* bytes() const { return state.data(); }
  StateBytes state;
  LaneMap lanes{};
};

bool is_permutation(const LaneMap& lanes, std::size_t count) {
  std::vector<bool> hit(count);
  for (std::size_t lane = 0; lane < count; ++lane) {
    if (lanes[lane] >= count || hit[lanes[lane]]) return false;
    hit[lanes[lane]] = true;
  }
  return true;
}

// A step as the canonical state sees it: where it leads, by which action, and who takes it.
struct Seen {
  StateBytes to;
  std::uint16_t action;
  unsigned lane;
  Move move;  // as it was taken
  auto key() const { return std::tie(action, lane, to); }
};

std::vector<Seen> seen_steps(const Model& model, const std::byte* from, const LaneMap& lanes,
                             unsigned reductions) {
  std::vector<Seen> all;
  for (const Taken& step : steps_of(model, from)) {
    const unsigned lane = model.narrator().lane(step.move, from);
    all.push_back({Canonical(model, step.bytes(), reductions).state, step.move.action,
                   lane < lanes_max ? lanes[lane] : lane, step.move});
  }
  std::sort(all.begin(), all.end(), [](const Seen& a, const Seen& b) { return a.key() < b.key(); });
  return all;
}

// A step of `some` that `others` lack.
const Seen* missing(const std::vector<Seen>& some, const std::vector<Seen>& others) {
  for (std::size_t i = 0; i < some.size(); ++i)
    if (i >= others.size() || some[i].key() < others[i].key())
      return &some[i];
    else if (others[i].key() < some[i].key())
      return nullptr;
  return nullptr;
}

void promise_the_same_steps(const Model& model, const std::byte* state, const Canonical& canonical,
                            unsigned reductions) {
  LaneMap unmoved;
  for (std::size_t i = 0; i < unmoved.size(); ++i) unmoved[i] = static_cast<std::uint8_t>(i);
  const auto here = seen_steps(model, state, canonical.lanes, reductions);
  const auto there = seen_steps(model, canonical.bytes(), unmoved, reductions);
  const auto only = [&](const char* which, const std::string& step) {
    return ReductionBroken("two states that the reduction treats as one behave differently: only " +
                               std::string(which) + " can take the step " + step +
                               ". They differ in " + difference_of(model, state, canonical.bytes()),
                           reductions);
  };
  if (const Seen* step = missing(here, there))
    throw only("the first", quoted(model, step->move, state));
  if (const Seen* step = missing(there, here))
    throw only("the second", quoted(model, step->move, canonical.bytes()));
}

void promise_one_reduction(const Model& model, const std::byte* state, unsigned reductions) {
  const Canonical canonical(model, state, reductions);
  if (!is_permutation(canonical.lanes, model.shape().lanes.size()))
    throw ReductionBroken("the reduction renames two lanes to the same" + where(model, state),
                          reductions);
  if (Canonical(model, canonical.bytes(), reductions).state != canonical.state)
    throw ReductionBroken("the state that stands for others is replaced by yet another" +
                              where(model, canonical.bytes()),
                          reductions);
  promise_the_same_steps(model, state, canonical, reductions);
  const bool at_end = ends(model, steps_of(model, state));
  const std::uint64_t differ =
      model.broken(state, at_end) ^ model.broken(canonical.bytes(), at_end);
  const auto& properties = model.shape().properties;
  for (std::size_t i = 0; i < properties.size(); ++i)
    if ((differ >> i & 1) && (at_end || properties[i].when != When::at_end))
      throw ReductionBroken("\"" + properties[i].name +
                                "\" is not judged the same in two states that the reduction treats "
                                "as one. They differ in " +
                                difference_of(model, state, canonical.bytes()),
                            reductions);
}

}  // namespace

std::vector<Taken> starts_of(const Model& model) {
  Collector sink(model.shape().width);
  model.starts(sink);
  return std::move(sink.taken);
}

std::vector<Taken> steps_of(const Model& model, const std::byte* state) {
  Collector sink(model.shape().width);
  model.steps(state, sink);
  return std::move(sink.taken);
}

void promise_purity(const Model& model, const std::byte* state, const std::vector<Taken>& steps) {
  const std::vector<Taken> again = steps_of(model, state);
  for (std::size_t i = 0; i < std::max(steps.size(), again.size()); ++i) {
    if (i < steps.size() && i < again.size() && steps[i] == again[i]) continue;
    const Move move = i < steps.size() ? steps[i].move : again[i].move;
    throw ContractBroken(std::string(twice) + "the step " + name_of(model, move) +
                         " is not the same" + where(model, state));
  }
  for (const Taken& step : steps) {
    const Narrator& words = model.narrator();
    if (words.label(step.move, state) != words.label(step.move, state))
      throw ContractBroken(std::string(twice) + "the step " + name_of(model, step.move) +
                           " has another label" + where(model, state));
    if (words.lane(step.move, state) != words.lane(step.move, state))
      throw ContractBroken(std::string(twice) + "the step " + quoted(model, step.move, state) +
                           " has another lane" + where(model, state));
  }
  for (const bool at_end : {false, true})
    if ((!at_end || ends(model, steps)) &&
        model.broken(state, at_end) != model.broken(state, at_end))
      throw ContractBroken(std::string(twice) + "the properties are not judged the same" +
                           where(model, state));
}

void promise_range(const Model& model, const std::byte* state, const std::vector<Taken>& steps) {
  const Shape& shape = model.shape();
  for (const Taken& step : steps) {
    if (step.move.action >= shape.actions.size())
      throw ContractBroken("a step is " + name_of(model, step.move) + " of " +
                           std::to_string(shape.actions.size()) + where(model, state));
    const unsigned lane = model.narrator().lane(step.move, state);
    if (lane >= shape.lanes.size())
      throw ContractBroken("the step " + quoted(model, step.move, state) + " is taken by lane " +
                           std::to_string(lane) + " of " + std::to_string(shape.lanes.size()) +
                           where(model, state));
  }
  const std::size_t count = shape.properties.size();
  if (count < properties_max && model.broken(state, ends(model, steps)) >> count)
    throw ContractBroken("a property is broken that does not exist" + where(model, state));
}

// Of several reductions the one that is to blame is named, if there is one.
void promise_reduction(const Model& model, const std::byte* state, unsigned reductions) {
  try {
    promise_one_reduction(model, state, reductions);
  } catch (const ReductionBroken&) {
    for (unsigned one = 1; one < reductions; one <<= 1)
      if ((reductions & one) != 0 && reductions != one) promise_one_reduction(model, state, one);
    throw;
  }
}

}  // namespace lockstep
