// The limits of a request that hold for all work on it, be it a search or not: the time, the
// memory of the process, and whoever interrupts.
#pragma once

#include "checker/engine/options.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace lockstep {

class Patience {
 public:
  // Starts the clock, or goes on with that of `options`, which must outlive it.
  explicit Patience(const Options& options);

  // Looks, and says for people which limit was hit; empty: none.
  std::string interrupted() const;
  std::string out_of_time() const;
  std::string out_of_memory() const;

  // Any of them. why() says which from then on.
  bool is_over();
  const std::string& why() const { return why_; }

  double seconds() const;  // since this object was made

 private:
  const Options& options_;
  const std::uint64_t memory_max_;
  const std::chrono::steady_clock::time_point start_;
  std::string why_;
};

// "the memory limit of 64 MiB was hit"
std::string memory_limit_hit(std::uint64_t bytes);

}  // namespace lockstep
