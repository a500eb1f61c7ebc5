// Many checks in one table: a row for each protocol or setting, a column for each property.
#pragma once

#include "checker/engine/options.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "tools/questions/ledger.hpp"
#include "tools/report/matrix.hpp"

#include <functional>
#include <string>
#include <vector>

namespace lockstep {

// "redlock again=true": a protocol, or a file, and what is set in this row alone.
struct AskedRow {
  const CatalogueEntry* entry = nullptr;
  std::vector<Setting> own;
};

struct AskedMatrix {
  std::vector<AskedRow> rows;
  std::vector<Setting> environment;     // of all rows
  std::vector<std::string> properties;  // the columns; empty: all that a row has
  KeepLedger ledger = KeepLedger::for_small_searches;
};

// Instead of each row, a row for each value of `over`: "store" for all its choices, "pauses=0,1,2"
// for these, and "environment" for what each assumption of the row is relaxed to, one at a time.
// Throws Refused for what a row does not have.
std::vector<AskedRow> spread(const std::vector<AskedRow>& rows, const std::string& over,
                             const std::vector<Setting>& environment);

// Checks each row on one thread, and as many at a time as `options` has threads. The limits of
// `options` are those of a row. `done` is called after each, from any thread but never twice at the
// same time. Throws Refused if no row can be judged.
Matrix ask(const AskedMatrix& asked, const Options& options,
           const std::function<void(std::size_t rows)>& done);

}  // namespace lockstep
