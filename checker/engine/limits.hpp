// When a search has to end before it is done, and why.
#pragma once

#include "checker/engine/explorer.hpp"
#include "checker/engine/options.hpp"
#include "checker/engine/patience.hpp"

#include <cstdint>
#include <string>

namespace lockstep {

// Keeps the process within its memory as long as that is possible.
class MemoryWatch {
 public:
  // At most `bytes`; 0 stands for what the machine has, less a tenth. Throws Refused when that is
  // less than the program needs at all.
  explicit MemoryWatch(std::uint64_t bytes);

  // To be called between rounds: moves frontiers into a file when memory is getting short.
  void relieve(Explorer& explorer);

  // There may be no room for another round, as relieve() saw it.
  bool exhausted() const;
  std::uint64_t limit() const { return limit_; }  // bytes

 private:
  std::uint64_t limit_;
  std::uint64_t before_ = 0;  // bytes, when this round began
  std::uint64_t growth_ = 0;  // bytes, of the round before
};

class Limits {
 public:
  // Starts the clock, or goes on with that of `options`, which must outlive it.
  Limits(const Options& options, MemoryWatch& memory);

  // Forgets that a limit was hit: another search begins. The clock runs on.
  void begin() { which_.clear(); }

  // Looks at all limits, and tells about progress twice a second.
  bool hit(const Explorer& explorer);

  // The memory limit was hit in the middle of a round.
  void out_of_limit() { which_ = memory_limit_hit(memory_.limit()); }

  // The system gave no more memory, whatever the limit.
  void out_of_memory() { which_ = "the system gave no more memory"; }

  // The limit that was hit, for people; empty when none was.
  const std::string& which() const { return which_; }

  double seconds() const { return patience_.seconds(); }  // since this object was made

 private:
  std::string first_hit(const Explorer& explorer);
  void tell(const Explorer& explorer);

  const Options& options_;
  MemoryWatch& memory_;
  const Patience patience_;
  double told_ = 0;
  std::string which_;
};

}  // namespace lockstep
