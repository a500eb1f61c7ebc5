// Guests who take the only key of a hotel, and who post letters home, two at most.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

#include <memory>

namespace lockstep {

std::unique_ptr<CatalogueEntry> hotel();

}  // namespace lockstep
