// Whether time can stand still in a protocol that was searched (checker/contract/zeno.hpp).
#pragma once

#include "models/kit/catalogue/catalogue.hpp"
#include "tools/commands/check.hpp"
#include "tools/report/outcome.hpp"

namespace lockstep {

// Throws Refused when it is asked for and the model has no time.
void require_time(const Model& model, const CheckCommand& command);

// Looks, when the search was complete and small or when it is asked for, and notes in `found` what
// it did. Where time stands still, this is an outcome of its own: a trace.
std::optional<Trace> find_time_standing_still(const Model& model, const CheckCommand& command,
                                              Outcome& found);

}  // namespace lockstep
