#include "properties/schedule.hpp"

namespace lockstep {

const LockProperty once_for_each_date = {
    "once for each date",
    "the job of one date is done once",
    When::always,
    [](const Observation& seen) { return seen.runs <= 1; },
    [](const Observation&) { return std::string("the job of one date was done twice"); },
};

}  // namespace lockstep
