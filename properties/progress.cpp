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

}  // namespace lockstep
