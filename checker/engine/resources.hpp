// What all searches for one request share: threads, memory and limits.
#pragma once

#include "checker/engine/checkpoints.hpp"
#include "checker/engine/explorer.hpp"
#include "checker/engine/limits.hpp"
#include "checker/engine/options.hpp"
#include "checker/machine/team.hpp"
#include "checker/model/model.hpp"

#include <cstdint>

namespace lockstep {

struct Resources {
  // Starts the clock. `options` must outlive it. Throws Refused.
  explicit Resources(const Options& options);

  // Until every state was seen, or a limit was hit and limits.which() says so, or every property of
  // `wanted` (bit i: property i) was found broken; nothing is wanted when there are no bits.
  // Writes checkpoints when there is somebody to write them.
  void explore(Explorer& explorer, std::uint64_t wanted = 0, Checkpoints* checkpoints = nullptr);

  MemoryWatch memory;
  Limits limits;
  Team team;
};

}  // namespace lockstep
