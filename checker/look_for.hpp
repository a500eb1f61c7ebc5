// A search that ends as soon as it has found what it looks for.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/limits.hpp"
#include "checker/model.hpp"
#include "checker/shortest.hpp"
#include "checker/team.hpp"

namespace lockstep {

struct Findings {
  std::vector<Breach> breaches;  // of the wanted properties, each at its first level
  bool complete = true;          // what was not found is not there: no limit was hit
};

// Bit i of `wanted` asks for property i. Throws ContractBroken.
Findings look_for(const Model& model, unsigned reductions, std::uint64_t wanted, Team& team,
                  Limits& limits);

}  // namespace lockstep
