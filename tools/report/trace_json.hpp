// Traces as JSON; docs/trace-format.md describes the format.
#pragma once

#include "checker/report/trace.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace lockstep {

nlohmann::ordered_json trace_to_json(const Trace& trace);

// A trace file: the same as text. Bytes that are not UTF-8 become U+FFFD.
std::string trace_text(const Trace& trace);

// Throws Refused, beginning with `where`, for anything that is no trace: whatever this returns can
// be drawn.
Trace trace_from_json(const nlohmann::ordered_json& json, const std::string& where);

// The traces in the text of a trace file, or of the document that `check --json` or `simulate
// --json` prints. `name` is the file's, for errors. Throws Refused.
std::vector<Trace> traces_in(const std::string& text, const std::string& name);

// The same from a file; also throws Refused when it cannot be read.
std::vector<Trace> read_traces(const std::string& path);

}  // namespace lockstep
