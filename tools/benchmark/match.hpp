// Several programs on one case, in turn.
#pragma once

#include "tools/benchmark/candidates.hpp"

#include <string>
#include <vector>

namespace lockstep::bench {

struct Entrant {
  Candidate candidate;
  std::vector<Usage> runs;
};

// One entrant for each list of candidates, which is not empty: the one whose first try was the
// fastest. The entrants run A B C A B C ..., so that a machine that slows down slows down all.
//
// A run of more than half a minute is not repeated. Throws std::runtime_error when a
// program fails; of several candidates, one that fails is left out, with a word on standard error.
std::vector<Entrant> match(const std::vector<std::vector<Candidate>>& checkers, int rounds);

}  // namespace lockstep::bench
