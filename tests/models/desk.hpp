// A lock that refuses who comes while it is taken, and is asked in different ways.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

#include <memory>

namespace lockstep {

std::unique_ptr<CatalogueEntry> desk();

}  // namespace lockstep
