// A model with a mistake: a deadline that nothing meets.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

#include <memory>

namespace lockstep {

// `goes-off=true`: without the mistake.
std::unique_ptr<CatalogueEntry> bomb();

}  // namespace lockstep
