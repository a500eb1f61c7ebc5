#include "properties/billing.hpp"

namespace lockstep {

const LockProperty billed_at_most_once = {
    "billed at most once",
    "the customer is not charged twice for one job",
    When::always,
    [](const Observation& seen) { return seen.charges <= 1; },
    [](const Observation&) {
      return std::string("the customer has been charged twice for one job");
    },
};

const LockProperty nothing_left_unbilled = {
    "nothing left unbilled",
    "when nothing more can happen, the job has been billed",
    When::at_end,
    [](const Observation& seen) { return seen.charges >= 1; },
    [](const Observation&) {
      return std::string("nothing more can happen, and the job has not been billed");
    },
};

}  // namespace lockstep
