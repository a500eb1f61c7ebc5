// check(): the only way into the engine.
#pragma once

#include "checker/model.hpp"
#include "checker/report.hpp"

#include <atomic>
#include <cstdint>
#include <functional>

namespace lockstep {

// How a run is going, told about twice a second.
struct Progress {
  std::uint64_t level = 0;
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  std::uint64_t frontier = 0;  // states of this level
  std::uint64_t memory_bytes = 0;
  double seconds = 0;
};

struct Options {
  int threads = 0;                        // 0: one for each core; at most 256
  unsigned reductions = every_reduction;  // those that the model does not offer are left out
  std::uint64_t states_max = 0;           // 0: no limit
  std::uint64_t memory_max = 0;           // bytes, of the whole process; 0: no limit
  double seconds_max = 0;                 // 0: no limit
  const std::atomic<bool>* interrupted = nullptr;  // when it turns true, the run ends as unknown
  std::function<void(const Progress&)> progress;   // called from the calling thread
};

// Explores every behaviour of `model`, breadth first, and judges its properties. The report is the
// same at any number of threads, but for seconds and memory.
//
// Throws Refused for options that cannot be honoured, ContractBroken when the model broke its
// contract.
Report check(const Model& model, const Options& options);

}  // namespace lockstep
