#include "tools/report/ledger.hpp"

#include <utility>

namespace lockstep {

Ledger blank_ledger(const Shape& shape) {
  Ledger ledger;
  for (const Assumption& assumption : shape.assumptions)
    ledger.push_back({assumption, Tried::no, {}, {}, {}});
  return ledger;
}

Carried carried(const std::string& property, Trace trace) {
  const std::size_t stem = trace.stem();
  const std::size_t faults = trace.faults();
  return {property, stem, faults, std::move(trace)};
}

}  // namespace lockstep
