#pragma once

#include "checker/model/timed_model.hpp"

namespace lockstep {

// A model that can tell whether its guards come before its changes. Every model of the kit is one.
class GuardedModel : public TimedModel {
 public:
  // Throws ContractBroken, naming the action, when an action changes this state and then answers
  // that it is not possible. Slow; const and safe from many threads.
  virtual void check_guards(const std::byte* state) const = 0;
};

}  // namespace lockstep
