// A shortest run to a state in which the model breaks its contract by itself: a bounded field
// overflows, or something is overdue that nothing can do.
#pragma once

#include "checker/engine/options.hpp"
#include "checker/model/model.hpp"
#include "checker/model/run.hpp"

#include <functional>
#include <optional>
#include <string>

namespace lockstep {

struct BrokenRun {
  Run run;               // to the state whose steps cannot be taken
  std::string sentence;  // what the model says there
};

// `promise` is tried on each state as well, if there is one; it throws ContractBroken.
//
// Nothing when no state that can be reached within the limits is such a one: the contract is broken
// at the start already, or not by the model itself. Throws Refused.
std::optional<BrokenRun> run_to_broken_contract(
    const Model& model, const Options& options,
    const std::function<void(const std::byte* state)>& promise = {});

}  // namespace lockstep
