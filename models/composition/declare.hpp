// A composed protocol with its settings as a table for the kit: lanes, actions, properties, words.
#pragma once

#include "models/composition/world/world.hpp"

#include <memory>

namespace lockstep::composition {

// `setup` is laid out already.
kit::ProtocolTable table_of(std::shared_ptr<const Setup> setup);

}  // namespace lockstep::composition
