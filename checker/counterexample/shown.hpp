// A run that shows what a witness claims, a property claimed `sometimes`.
#pragma once

#include "checker/engine/resources.hpp"
#include "checker/model/model.hpp"
#include "checker/model/run.hpp"

#include <cstddef>
#include <optional>

namespace lockstep {

// A shortest one; nothing when there is none, or a limit was hit before. Throws ContractBroken.
std::optional<Run> run_that_shows(const Model& model, unsigned reductions, std::size_t property,
                                  Resources& resources);

}  // namespace lockstep
