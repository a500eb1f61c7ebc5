#include "properties/fencing.hpp"

namespace lockstep {

const LockProperty no_stale_write = {
    "no stale write",
    "the store applies no write after one with a newer token",
    When::always,
    [](const Observation& seen) { return !seen.stale_write; },
    [](const Observation&) {
      return std::string("the store has applied a write after one with a newer token");
    },
};

}  // namespace lockstep
