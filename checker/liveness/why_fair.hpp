// Why the loop of a lasso is fair: what becomes of each step that is possible in it.
#pragma once

#include "checker/model/live_model.hpp"
#include "checker/model/run.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lockstep {

enum class Put : std::uint8_t {
  done,        // by step number `at` of the run
  off_and_on,  // weakly fair, and not possible before step number `at`
  unforced,    // not fair: nothing forces it, at least in the state before step number `at`
};

// One action for one party. Steps of faults and of time are left out.
struct Why {
  std::string step;  // "client 1 leaves"
  Put put = Put::done;
  std::size_t at = 0;  // counted from 1; one more than the run has steps: after the last
  Fairness fairness = Fairness::none;
  friend bool operator==(const Why&, const Why&) = default;
};

// In the order of `at`.
std::vector<Why> why_fair(const LiveModel& model, const std::vector<Fairness>& by_action,
                          const Run& run);

}  // namespace lockstep
