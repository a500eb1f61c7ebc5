// Whether time can stand still in a protocol that was searched (checker/contract/zeno.hpp).
#pragma once

#include "tools/questions/contract.hpp"

#include <string>

namespace lockstep {

// Throws Refused when the model has no time.
void require_time(const Model& model, const std::string& protocol);

// Looks, when the search that found `report` was complete and small, or when it is `asked` for.
// Time that stands still is a mistake of the model: throws ContractFault.
ZenoOutcome keep_time_passing(const Subject& subject, const Report& report, bool asked,
                              const Options& options);

}  // namespace lockstep
