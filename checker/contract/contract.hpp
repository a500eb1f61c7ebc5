// A model that watches another one keep its contract (model.hpp) while it is being checked.
//
// The verdicts of the engine rest on what a model promises: that its steps are a function of the
// state, and that a reduction puts together only states that behave alike. Both promises are
// broken easily and silently. This decorator tries them out on every state that the search
// reaches, at about ten times the time, and stops at the first one that does not hold.
#pragma once

#include "checker/model/model.hpp"

#include <memory>

namespace lockstep {

class Contract final : public Model {
 public:
  // `model` must outlive it. Throws ContractBroken when the shape itself is wrong.
  explicit Contract(const Model& model);

  const Shape& shape() const override { return model_.shape(); }
  void starts(Sink& sink) const override;
  void steps(const std::byte* state, Sink& sink) const override;
  std::uint64_t broken(const std::byte* state, bool at_end) const override {
    return model_.broken(state, at_end);
  }
  void canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const override {
    model_.canonicalise(state, reductions, lanes);
  }
  const Narrator& narrator() const override { return model_.narrator(); }

 private:
  const Model& model_;
};

// The same for a model that has no other owner.
std::unique_ptr<Model> with_contract(std::unique_ptr<const Model> model);

}  // namespace lockstep
