// The steps of a counterexample as a list: each with what it changed and nothing else.
#pragma once

#include "tools/chart/chart.hpp"

#include <string>

namespace lockstep {

std::string list_of_steps(const Trace& trace, const ChartOptions& options);

// Heading, chart and, when `steps`, the list: what `check` shows and `trace` shows again.
std::string drawn(const Trace& trace, const ChartOptions& options, bool steps);

}  // namespace lockstep
