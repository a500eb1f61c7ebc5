// Random runs of a model, for spaces that are too large to be searched.
//
// A run that breaks a property is a proof that it can be broken; runs that break none prove
// nothing. So a simulation never says that a property holds.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/run.hpp"
#include "checker/simulation/random_run.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace lockstep {

struct SimulationOptions {
  Choosing choosing;
  std::uint64_t runs_max = 10'000;                 // 0: no limit
  double seconds_max = 0;                          // 0: no limit
  int threads = 0;                                 // 0: one for each core; at most 256
  std::uint64_t wanted = ~std::uint64_t{0};        // bit i: property i
  const std::atomic<bool>* interrupted = nullptr;  // when it turns true, the simulation ends
  // Called from the calling thread, about twice a second, with what has been done so far.
  std::function<void(std::uint64_t runs, std::uint64_t steps)> progress;
};

struct SimulatedBreach {
  std::size_t property = 0;
  Run run;                      // shortened, and replayed
  std::size_t steps_found = 0;  // of the run as the dice made it
  bool minimal = false;         // see Shortened
};

struct SimulationReport {
  std::uint64_t runs = 0;                 // up to the one that broke something, counted from 1
  std::uint64_t ended = 0;                // of them: nothing more could happen
  std::uint64_t steps = 0;                // of all of them
  std::uint64_t longest = 0;              // steps
  std::vector<std::uint64_t> taken;       // for each action: how many of the steps
  std::vector<SimulatedBreach> breaches;  // of that run, in the order of the properties
  std::string stopped;  // empty: all runs were made, or one broke something; else why not
  double seconds = 0;
};

// Stops at the first run that breaks a wanted property. The report is the same at any number of
// threads, but for the seconds and for how many runs there was time for. Throws Refused for options
// that cannot be honoured, ContractBroken when the model broke its contract.
SimulationReport simulate(const Model& model, const SimulationOptions& options);

}  // namespace lockstep
