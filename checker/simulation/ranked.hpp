// A model as random runs walk through it: with tokens renumbered after each step where the model
// can do so, since a run of any length would overflow them.
#pragma once

#include "checker/model/run.hpp"
#include "checker/model/walk.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep {

// A run by the places of its steps among those that were possible, in the model's order.
struct Path {
  std::size_t start = 0;
  std::vector<std::uint32_t> places;
};

class Ranked {
 public:
  // `model` must outlive it.
  explicit Ranked(const Model& model)
      : model_(model), reductions_(model.shape().reductions & token_ranks) {}

  const Model& model() const { return model_; }

  // `state` with its tokens renumbered.
  StateBytes ranked(StateBytes state) const;
  std::vector<StateBytes> starts() const;

  // The steps of `state`, into states that are ranked.
  std::vector<Successor> steps(const StateBytes& state) const;

  // The same run in states as the model makes them. Throws ContractBroken when renumbering has
  // changed what can happen.
  Run concrete(const Path& path) const;

 private:
  const Model& model_;
  unsigned reductions_;
};

}  // namespace lockstep
