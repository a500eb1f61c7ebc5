// Liveness in a report for people, and in one for programs.
#pragma once

#include "tools/report/outcome.hpp"
#include "tools/terminal/page.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace lockstep {

// "violated: 2 steps, then 12 forever".
std::string found(const GoalOutcome& goal);

// What the search cost, and which fairness its verdicts rest on; or that nobody asked for it.
void put_liveness(Page& page, const Outcome& outcome);

nlohmann::ordered_json liveness_to_json(const LivenessOutcome& outcome);

}  // namespace lockstep
