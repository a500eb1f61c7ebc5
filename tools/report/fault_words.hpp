// Combinations of faults, for people.
#pragma once

#include "checker/fault_sets.hpp"

#include <string>

namespace lockstep {

// "one pause and 2 crashes"; "no faults". A fault without a noun is quoted: "`loses a letter`
// twice".
std::string faults_in_words(const FaultCounts& counts, const Shape& shape);

}  // namespace lockstep
