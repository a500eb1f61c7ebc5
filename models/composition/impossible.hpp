// What theory says that no lock can have, by the settings of a composed protocol.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

#include <string>
#include <vector>

namespace lockstep {

struct Impossible {
  std::vector<std::string> properties;  // not all of these can hold
  std::string sentence;
  std::string source;
};

// `values` are all parameters of the protocol with their values; a protocol that has not all
// parameters that a theorem speaks of is not judged by it.
std::vector<Impossible> impossible(const std::vector<Setting>& values);

}  // namespace lockstep
