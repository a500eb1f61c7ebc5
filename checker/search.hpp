// check(): the only way into the engine.
#pragma once

#include "checker/engine/options.hpp"
#include "checker/model/model.hpp"
#include "checker/report/report.hpp"

namespace lockstep {

// Explores every behaviour of `model`, breadth first, and judges its properties. The report is the
// same at any number of threads, but for seconds and memory. With `fewest_faults` further searches
// are made, each within the same limits of states and memory; all share the limit of time.
//
// Throws Refused for options that cannot be honoured, ContractBroken when the model broke its
// contract.
Report check(const Model& model, const Options& options);

}  // namespace lockstep
