// What did not happen: a verdict over runs in which nothing happens says nothing.
#pragma once

#include "checker/model/model.hpp"
#include "checker/report/report.hpp"

#include <string>
#include <vector>

namespace lockstep {

// What no run that was explored contains: the witnesses, as their sentences; the steps that the
// protocol's author declared: "the step `lease expires`"; and the allowed faults, as "a lost
// message". What the settings rule out is left out.
std::vector<std::string> never_happened(const Shape& shape, const Report& report);

}  // namespace lockstep
