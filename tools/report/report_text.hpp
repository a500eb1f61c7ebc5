// The report of a check, for people.
#pragma once

#include "tools/report/outcome.hpp"
#include "tools/terminal/display.hpp"
#include "tools/terminal/page.hpp"

#include <string>

namespace lockstep {

// What was checked: the protocol with all its parameters, and what it is.
void put_subject(Page& page, const std::string& protocol,
                 const std::vector<ParameterValue>& parameters, const std::string& sentence);

// Verdicts, counts, assumptions; then the counterexample: the most telling one, or with
// `draw_all` every one.
std::string report_text(const Outcome& outcome, const Display& display, bool draw_all);

}  // namespace lockstep
