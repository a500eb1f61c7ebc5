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

const LockProperty tokens_grow = {
    "fencing tokens grow",
    "every grant has a newer token than the grants before it",
    When::always,
    [](const Observation& seen) { return !seen.repeated; },
    [](const Observation&) {
      return std::string("the lock was granted with a token that is not newer than an earlier one");
    },
};

}  // namespace lockstep
