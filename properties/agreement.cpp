#include "properties/agreement.hpp"

namespace lockstep {

const LockProperty no_torn_read = {
    "no torn read",
    "a client that reads two values which belong together reads two that were written together",
    When::always,
    [](const Observation& seen) { return !seen.torn; },
    [](const Observation&) {
      return std::string("a client has read one value of one write and one of another");
    },
};

const LockProperty nothing_half_written = {
    "nothing left half written",
    "when nothing more can happen, the two values are of one write",
    When::at_end,
    [](const Observation& seen) { return !seen.half_written; },
    [](const Observation&) {
      return std::string("nothing more can happen, and the two values are of two writes");
    },
};

}  // namespace lockstep
