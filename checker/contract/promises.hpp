// What a model promises of one state, tried out. Each throws ContractBroken with one sentence that
// says where the state differs from the start, or from the one that stands for it.
#pragma once

#include "checker/errors/errors.hpp"
#include "checker/model/model.hpp"
#include "checker/model/state.hpp"

#include <string>
#include <vector>

namespace lockstep {

// A step, or a start, with a copy of the state that it leads to.
struct Taken {
  Move move;
  StateBytes state;

  const std::byte* bytes() const { return state.data(); }
  friend bool operator==(const Taken&, const Taken&) = default;
};

// A reduction treats states as one that do not behave alike.
struct ReductionBroken : ContractBroken {
  ReductionBroken(const std::string& sentence, unsigned which)
      : ContractBroken(sentence), reductions(which) {}
  unsigned reductions;  // one of these is to blame
};

std::vector<Taken> starts_of(const Model& model);
std::vector<Taken> steps_of(const Model& model, const std::byte* state);

// The same steps in the same order, the same label, lane and verdict, whenever they are asked for.
void promise_purity(const Model& model, const std::byte* state, const std::vector<Taken>& steps);

// Actions, lanes and properties that the shape has.
void promise_range(const Model& model, const std::byte* state, const std::vector<Taken>& steps);

// The state and the one that stands for it under `reductions` behave alike: they break the same
// properties, and the same actions lead, by the same lanes, to states that behave alike. Throws
// ReductionBroken.
void promise_reduction(const Model& model, const std::byte* state, unsigned reductions);

}  // namespace lockstep
