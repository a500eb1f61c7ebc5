// The ledger of assumptions: what each of them is worth.
//
// "It holds" always means "as long as …". Each assumption that can be dropped is dropped, alone,
// and the check made again. An assumption without which a property breaks that held with it is
// load-bearing for that property.
#pragma once

#include "checker/model/model.hpp"
#include "checker/report/trace.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace lockstep {

// A property that holds, and breaks without the assumption.
struct Carried {
  std::string property;
  std::size_t steps = 0;  // of a liveness property: of its stem, and its trace has a loop
  std::size_t faults = 0;
  Trace trace;
};

enum class Tried : std::uint8_t {
  no,       // nobody asked, or nothing holds, or the assumption cannot be dropped
  yes,      // and every property that is not carried holds without it as well
  in_part,  // a limit was hit, or the settings were refused: properties that are not carried may
            // yet break without it
  broken,   // without it the model breaks its contract, and nothing is known
};

// Of a liveness property that is violated without the assumption.
Carried carried(const std::string& property, Trace trace);

struct LedgerLine {
  Assumption assumption;
  Tried tried = Tried::no;
  std::vector<Carried> carries;
  std::string stopped;      // in part: why, for people; broken: what the model does
  std::string forced = {};  // it is that this action is not put off forever; empty: another one
};

using Ledger = std::vector<LedgerLine>;

// Lines for all assumptions of the shape; nothing is tried.
Ledger blank_ledger(const Shape& shape);

}  // namespace lockstep
