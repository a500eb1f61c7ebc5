// A counter with a choice of mistakes of its author.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

#include <memory>

namespace lockstep {

// `mistake=none`, `late-guard`, `memory`, `forgotten-way`, `overflow`, `timelock`, `outside`.
std::unique_ptr<CatalogueEntry> wrong();

}  // namespace lockstep
