// A search that ends as soon as it has found what it looks for.
#pragma once

#include "checker/counterexample/shortest.hpp"
#include "checker/engine/resources.hpp"
#include "checker/model/model.hpp"

#include <cstdint>
#include <vector>

namespace lockstep {

struct Findings {
  std::vector<Breach> breaches;  // of the wanted properties, each at its first level
  bool complete = true;          // what was not found is not there: no limit was hit
};

// Bit i of `wanted` asks for property i. Throws ContractBroken.
Findings look_for(const Model& model, unsigned reductions, std::uint64_t wanted,
                  Resources& resources);

}  // namespace lockstep
