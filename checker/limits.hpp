// When a search has to end before it is done, and why.
#pragma once

#include "checker/explorer.hpp"
#include "checker/search.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace lockstep {

class Limits {
 public:
  // Starts the clock. Throws Refused when the memory limit is less than the program needs at all.
  explicit Limits(const Options& options);

  // Looks at all limits, and tells about progress twice a second.
  bool hit(const Explorer& explorer);

  // The limit that was hit, for people; empty when none was.
  const std::string& which() const { return which_; }

  double seconds() const;  // since the start

 private:
  std::string first_hit(const Explorer& explorer) const;
  void tell(const Explorer& explorer);

  const Options& options_;
  const std::chrono::steady_clock::time_point start_;
  double told_ = 0;
  std::string which_;
};

}  // namespace lockstep
