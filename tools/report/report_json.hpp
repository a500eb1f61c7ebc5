// The report of a check, for programs; docs/trace-format.md describes the document.
#pragma once

#include "tools/report/outcome.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace lockstep {

// One JSON object and a line end. The same at any number of threads, but for `seconds`,
// `states_per_second`, `peak_memory_bytes` and `bytes_per_state`; and for `engine`, which is there
// when it is `verbose`.
std::string report_json(const Outcome& outcome, bool verbose = false);

// The same document when the model broke its contract: no counts, and the run that leads there as
// that of a property, if there is one.
std::string broken_contract_json(const std::string& protocol,
                                 const std::vector<ParameterValue>& parameters,
                                 const std::string& sentence, const Trace* trace);

// To the nearest multiple of 1 / per_unit: 1e6 for seconds to the microsecond.
double rounded(double value, double per_unit);

// An object with every parameter, a number or a string.
nlohmann::ordered_json parameters_to_json(const std::vector<ParameterValue>& parameters);

}  // namespace lockstep
