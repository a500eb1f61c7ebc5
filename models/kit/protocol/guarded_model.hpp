#pragma once

#include "checker/model/live_model.hpp"
#include "models/kit/protocol/step.hpp"

#include <vector>

namespace lockstep {

// A step that is not possible.
struct Forbidden {
  Move move;
  const Guard* guard = nullptr;  // what forbids it; null: the action says so without a WHEN
};

// A model that can tell whether its guards come before its changes. Every model of the kit is one.
class GuardedModel : public LiveModel {
 public:
  // Throws ContractBroken, naming the action, when an action changes this state and then answers
  // that it is not possible. Slow; const and safe from many threads.
  virtual void check_guards(const std::byte* state) const = 0;

  // Each argument with which action number `action` is not possible in `state`. None when there is
  // nothing to take it with, say no message to receive. Slow; const and safe from many threads.
  virtual std::vector<Forbidden> forbidden(std::uint16_t action, const std::byte* state) const = 0;
};

}  // namespace lockstep
