// The environment on the command line.
#pragma once

#include "models/composition/world/world.hpp"
#include "models/kit/protocol/parameters.hpp"

#include <string>
#include <utility>
#include <vector>

namespace lockstep {

// A claim with these settings takes every action that a rare fault bounds, from few states since
// there is one client.
inline constexpr const char* rare_faults =
    "clients=1 pauses=0 delay=0 restarts=1 losses=1 timeouts=1 channels=fifo reorders=1 "
    "memory=stable restart-delay=1 service-pauses=1 store-pauses=1";

namespace composition {

// Parameters of Environment: those of every report, and rarer ones.
std::vector<kit::ParameterRow> usual_parameters();
std::vector<kit::ParameterRow> rare_parameters();

// Of locks that look at wall clocks, or whose services count by them.
std::vector<kit::ParameterRow> clock_parameters(const LockPart& lock);

// It has several services, and they count time with WallTimers: each has a clock that may be set.
bool counts_by_wall_clock(const LockPart& lock);

// Of a lock that has agents.
std::vector<kit::ParameterRow> agent_parameters();

// Those that only some locks have: what their clients do is chosen by the settings.
std::vector<kit::ParameterRow> choices_of(const LockPart& lock);

// Which settings do not go together: throws Refused.
void require_together(const Environment& environment);
void require_together(const Setup& setup);

}  // namespace composition

}  // namespace lockstep
