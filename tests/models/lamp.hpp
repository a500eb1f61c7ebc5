// A lamp that flickers, a fuse that has to burn through in time, and a guest who goes home when it
// is late.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

#include <memory>

namespace lockstep {

std::unique_ptr<CatalogueEntry> lamp();

}  // namespace lockstep
