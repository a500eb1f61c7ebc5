// The ledger of assumptions as a part of reports.
#pragma once

#include "tools/report/ledger.hpp"
#include "tools/terminal/page.hpp"

#include <nlohmann/json_fwd.hpp>

namespace lockstep {

void put_ledger(Page& page, const Ledger& ledger);

// An array, one object for each assumption; docs/trace-format.md describes it.
nlohmann::ordered_json ledger_to_json(const Ledger& ledger);

}  // namespace lockstep
