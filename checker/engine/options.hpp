// What may be asked of a search, beside the model.
#pragma once

#include "checker/model/model.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace lockstep {

// How a run is going, told about twice a second.
struct Progress {
  std::uint64_t level = 0;
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  std::uint64_t frontier = 0;         // states of this level
  std::uint64_t frontier_before = 0;  // states of the level before
  std::uint64_t memory_bytes = 0;
  double seconds = 0;
};

constexpr std::uint64_t every_property = ~std::uint64_t{0};

struct Options {
  int threads = 0;                        // 0: one for each core; at most 256
  unsigned reductions = every_reduction;  // those that the model does not offer are left out
  bool fewest_faults = false;             // of all counterexamples; else of the shortest only
  std::uint64_t runs = every_property;    // bit i: build a counterexample of property i
  std::uint64_t witnesses = 0;            // bit i: build a run that shows property i
  std::uint64_t states_max = 0;           // 0: no limit
  std::uint64_t memory_max = 0;           // bytes, of the whole process; 0: no limit
  double seconds_max = 0;                 // 0: no limit
  std::optional<std::chrono::steady_clock::time_point> began =
      {};                                          // since when seconds_max counts;
                                                   // else since the search began
  const std::atomic<bool>* interrupted = nullptr;  // when it turns true, the run ends as unknown
  std::string checkpoint;           // a file to write what is needed to go on; empty: none
  double checkpoint_seconds = 600;  // between two of them
  std::string resume;               // a checkpoint to go on from; empty: begin at the start
  std::string subject;              // protocol and parameters: must be the same to resume
  std::function<void(const Progress&)> progress;  // called from the calling thread
};

}  // namespace lockstep
