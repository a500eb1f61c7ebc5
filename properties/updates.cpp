#include "properties/updates.hpp"

namespace lockstep {

const LockProperty no_lost_update = {
    "no lost update",
    "the counter is as high as the number of increments that the store has applied",
    When::always,
    [](const Observation& seen) { return seen.counter == seen.updates; },
    [](const Observation& seen) {
      return std::to_string(seen.updates) + " increments were applied, and the counter is " +
             std::to_string(seen.counter);
    },
};

}  // namespace lockstep
