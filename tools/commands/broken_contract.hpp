// What the verbs print of a model that breaks its contract, before they fail.
#pragma once

#include "tools/questions/contract.hpp"
#include "tools/terminal/display.hpp"

#include <functional>

namespace lockstep {

// Calls `work`. When the model breaks its contract meanwhile, draws the run that leads there, or
// prints the JSON document of it, as `display` says, hands the run to `save` if there is one, and
// throws the exception again.
void showing_broken_contract(const Subject& subject, const Display& display,
                             const std::function<void(const Trace&)>& save,
                             const std::function<void()>& work);

}  // namespace lockstep
