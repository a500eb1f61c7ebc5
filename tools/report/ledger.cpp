#include "tools/report/ledger.hpp"

namespace lockstep {

Ledger blank_ledger(const Shape& shape) {
  Ledger ledger;
  for (const Assumption& assumption : shape.assumptions)
    ledger.push_back({assumption, Tried::no, {}, {}});
  return ledger;
}

}  // namespace lockstep
