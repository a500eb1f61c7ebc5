// The promises of a model (promises.hpp) tried out on the states that a search has reached, in a
// pass of its own: once for each state and each way into it, and not for each step, as the
// decorator does (contract.hpp).
#pragma once

#include "checker/model/model.hpp"

#include <cstdint>
#include <functional>

namespace lockstep {

struct ContractTrial {
  std::uint64_t states = 0;       // on which the promises were tried
  std::uint64_t transitions = 0;  // from them
  bool every = false;             // these are all that can be reached
};

struct TrialLimits {
  // Asked now and then, if there is one: whether to give up.
  std::function<bool()> give_up = {};
  // Tried on each state, beside what this library knows of. Throws ContractBroken.
  std::function<void(const std::byte* state)> promise = {};
};

// Tries them on every state that can be reached under `reductions`. Throws ContractBroken.
ContractTrial try_contract(const Model& model, unsigned reductions, const TrialLimits& limits);

// On about `states` states, along random runs: the same ones each time. Throws ContractBroken.
ContractTrial sample_contract(const Model& model, unsigned reductions, std::uint64_t states,
                              const TrialLimits& limits);

}  // namespace lockstep
