// Explores a timed system by the clock on the wall: `now` grows forever, and what runs out runs
// out at a time of day. Slow, obvious, and without a line of the kit.
#pragma once

#include "tests/oracle/timed_system.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace lockstep::oracle {

// A state as somebody sees it who knows durations and no dates: the holder, then for each client
// its place, its clock, what is left of its timer and of its deadline, then how far the stamp and
// the notes are from the slowest clock and from each other, then the messages.
using Timeless = std::vector<int>;

struct TimedFound {
  std::map<Timeless, std::uint64_t> level_of;
  std::uint64_t transitions = 0;
  std::optional<std::uint64_t> two_there;   // the first level that breaks the properties
  std::optional<std::uint64_t> unfinished;  // at the end
  bool timelock = false;                    // something is overdue, and nothing happens but faults
  std::uint64_t depth = 0;
  bool complete = true;  // false: it had too many states, and was left
};

// A tick is divided into `parts`, each a step of its own. States that differ only in dates are
// explored once. Systems of more than `states_max` states are left.
TimedFound explore_absolute(const TimedSystem& system, int parts = 1, std::size_t states_max = 400);

// The levels of all states that can be reached within `depth` steps, when none is taken for
// another: two states are one only if they agree in all dates.
std::map<Timeless, std::uint64_t> explore_dates(const TimedSystem& system, std::uint64_t depth);

}  // namespace lockstep::oracle
