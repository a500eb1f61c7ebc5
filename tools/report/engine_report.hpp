// How the engine went about a search, as a part of reports.
#pragma once

#include "checker/report/report.hpp"
#include "tools/terminal/page.hpp"

#include <nlohmann/json_fwd.hpp>

namespace lockstep {

void put_engine(Page& page, const Report& report);

// An object; docs/trace-format.md describes it.
nlohmann::ordered_json engine_to_json(const SearchStatistics& engine);

}  // namespace lockstep
