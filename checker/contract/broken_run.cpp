#include "checker/contract/broken_run.hpp"

#include "checker/contract/blame.hpp"
#include "checker/contract/promises.hpp"
#include "checker/counterexample/look_for.hpp"
#include "checker/engine/resources.hpp"
#include "checker/errors/errors.hpp"

#include <utility>
#include <vector>

namespace lockstep {
namespace {

using Promise = std::function<void(const std::byte* state)>;

// What the model says when it is asked for the steps of a state and cannot answer.
std::string complaint(const Model& model, const Promise& promise, const std::byte* state) {
  try {
    steps_of(model, state);
    if (promise) promise(state);
  } catch (const ContractBroken& broken) {
    return broken.what();
  }
  return {};
}

// The model, with one property: that its steps can be asked for. It ends where they cannot.
class Answering final : public Model {
 public:
  Answering(const Model& inner, const Promise& promise)
      : inner_(inner), promise_(promise), shape_(inner.shape()) {
    for (Action& action : shape_.actions) action.shows.clear();
    shape_.properties = {{"the model's contract", "the model keeps its contract", When::always}};
  }

  const Shape& shape() const override { return shape_; }
  void starts(Sink& sink) const override { inner_.starts(sink); }
  void steps(const std::byte* state, Sink& sink) const override {
    std::vector<Taken> found;
    try {
      found = steps_of(inner_, state);
    } catch (const ContractBroken&) {
      return;
    }
    for (const Taken& step : found) sink(step.move, step.bytes());
  }
  std::uint64_t broken(const std::byte* state, bool) const override {
    return complaint(inner_, promise_, state).empty() ? 0 : 1;
  }
  void canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const override {
    inner_.canonicalise(state, reductions, lanes);
  }
  const Narrator& narrator() const override { return inner_.narrator(); }

 private:
  const Model& inner_;
  const Promise& promise_;
  Shape shape_;
};

std::optional<BrokenRun> shortest_broken_run(const Model& model, const Options& options,
                                             const Promise& promise) {
  const Answering answering(model, promise);
  const unsigned reductions = options.reductions & model.shape().reductions;
  Resources resources(options);
  const Findings found = look_for(answering, reductions, 1, resources);
  std::vector<Run> runs =
      shortest_runs(answering, reductions, found.breaches, resources.team, resources.memory);
  if (runs.empty()) return std::nullopt;
  std::string sentence = complaint(model, promise, runs.front().states.back().data());
  keep_way(!sentence.empty(), "a state whose steps cannot be taken stays one");
  return BrokenRun{std::move(runs.front()), std::move(sentence)};
}

}  // namespace

std::optional<BrokenRun> run_to_broken_contract(const Model& model, const Options& options,
                                                const Promise& promise) {
  try {
    return shortest_broken_run(model, options, promise);
  } catch (const WayLost& lost) {
    blame(model, lost);
  }
}

}  // namespace lockstep
