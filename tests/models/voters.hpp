// A lock on several servers, for tests: tests/models/voters.cpp.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

#include <memory>

namespace lockstep {

std::unique_ptr<CatalogueEntry> voters();

}  // namespace lockstep
