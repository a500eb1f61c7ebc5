#include "checker/contract/contract.hpp"

#include "checker/contract/promises.hpp"
#include "checker/errors/errors.hpp"

#include <utility>

namespace lockstep {
namespace {

void promise_shape(const Shape& shape) {
  if (shape.width == 0 || shape.width % 8 != 0)
    throw ContractBroken("a state has " + std::to_string(shape.width) +
                         " bytes, which is not a multiple of 8");
  if (shape.properties.size() > properties_max)
    throw ContractBroken("the model has more than " + std::to_string(properties_max) +
                         " properties");
  if (shape.lanes.size() > lanes_max)
    throw ContractBroken("the model has more than " + std::to_string(lanes_max) + " lanes");
}

// Every set of reductions that the model offers, but the empty one.
template <class Visit>
void for_each_reduction(const Model& model, Visit&& visit) {
  const unsigned offered = model.shape().reductions;
  for (unsigned set = offered; set != no_reduction; set = (set - 1) & offered) visit(set);
}

void promise_reductions(const Model& model, const std::byte* state) {
  for_each_reduction(model, [&](unsigned set) { promise_reduction(model, state, set); });
}

// Keeps the model alive that it watches.
class OwningContract final : public Model {
 public:
  explicit OwningContract(std::unique_ptr<const Model> model)
      : model_(std::move(model)), contract_(*model_) {}

  const Shape& shape() const override { return contract_.shape(); }
  void starts(Sink& sink) const override { contract_.starts(sink); }
  void steps(const std::byte* state, Sink& sink) const override { contract_.steps(state, sink); }
  std::uint64_t broken(const std::byte* state, bool at_end) const override {
    return contract_.broken(state, at_end);
  }
  void canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const override {
    contract_.canonicalise(state, reductions, lanes);
  }
  const Narrator& narrator() const override { return contract_.narrator(); }

 private:
  std::unique_ptr<const Model> model_;
  Contract contract_;
};

}  // namespace

Contract::Contract(const Model& model) : model_(model) { promise_shape(model.shape()); }

void Contract::starts(Sink& sink) const {
  const std::vector<Taken> found = starts_of(model_);
  if (found != starts_of(model_))
    throw ContractBroken(
        "the model answered differently when asked twice: its starts are not the same");
  for (const Taken& start : found) promise_reductions(model_, start.bytes());
  for (const Taken& start : found) sink(start.move, start.bytes());
}

// A search with reductions steps from canonical states only, so it is their successors, as they
// come, that a reduction is tried out on.
void Contract::steps(const std::byte* state, Sink& sink) const {
  const std::vector<Taken> found = steps_of(model_, state);
  promise_range(model_, state, found);
  promise_purity(model_, state, found);
  for (const Taken& step : found) promise_reductions(model_, step.bytes());
  for (const Taken& step : found) sink(step.move, step.bytes());
}

std::unique_ptr<Model> with_contract(std::unique_ptr<const Model> model) {
  return std::make_unique<OwningContract>(std::move(model));
}

}  // namespace lockstep
