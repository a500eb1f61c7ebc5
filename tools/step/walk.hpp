// A run that is chosen step by step, and can be taken back.
#pragma once

#include "checker/model/run.hpp"
#include "checker/model/walk.hpp"
#include "checker/model/witness.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep {

class Walk {
 public:
  // Begins at the first start. `model` must outlive it. Throws ContractBroken, as all members do
  // that look for steps.
  explicit Walk(const Model& model);

  std::size_t starts() const { return starts_.size(); }
  // Forgets the run and begins again at start number `start`, counted from 0.
  void begin(std::size_t start);

  const StateBytes& state() const { return run_.states.back(); }
  // Those that are possible in state(), in the model's order.
  const std::vector<Successor>& next() const { return next_; }
  bool at_end() const { return is_end(model_.shape(), next_); }

  // Bit i is set when property i is false in state(). A witness never is.
  std::uint64_t broken() const {
    return model_.broken(state().data(), at_end()) & ~witness_bits(model_.shape());
  }

  std::size_t steps() const { return run_.steps(); }
  // Number `step` of next(), counted from 0.
  void take(std::size_t step);
  // Back by one step; there must be one.
  void undo();

  const Run& run() const { return run_; }

  const Model& model() const { return model_; }

 private:
  const Model& model_;
  std::vector<StateBytes> starts_;
  Run run_;
  std::vector<Successor> next_;
};

}  // namespace lockstep
