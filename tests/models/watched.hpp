// A lease whose holder watches it, and whose author claims something of the service.
#pragma once

#include "checker/model/model.hpp"

#include <memory>
#include <string>

namespace lockstep {

// With nothing late and nobody paused, and these settings.
std::unique_ptr<Model> watched(const std::string& settings);

}  // namespace lockstep
