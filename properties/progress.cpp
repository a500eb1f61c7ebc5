#include "properties/progress.hpp"

#include <bit>

namespace lockstep {

const LockProperty no_deadlock = {
    "no deadlock",
    "nobody waits forever: when nothing more can happen, every client has finished or crashed",
    When::at_end,
    [](const Observation& seen) { return seen.unfinished == 0; },
    [](const Observation& seen) {
      const char* waits = std::popcount(seen.unfinished) == 1 ? " waits" : " wait";
      return "nothing more can happen, and " + in_words(seen.unfinished) + waits + " forever";
    },
};

const LockProperty free_in_time = {
    "free in time",
    "the lock of a client that crashes is free within the time that `free-within` gives it",
    When::always,
    [](const Observation& seen) { return seen.held_too_long == 0; },
    [](const Observation& seen) {
      const char* crashed = std::popcount(seen.held_too_long) == 1 ? " has" : " have";
      return in_words(seen.held_too_long) + crashed +
             " crashed, and the lock service considers it the holder for longer than allowed";
    },
};

}  // namespace lockstep
