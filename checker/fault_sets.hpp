// Which combinations of faults break a property, and which it survives.
//
// A combination says how often each kind of fault (faults/fault_kinds.hpp) is taken: "one pause",
// "two crashes and a lost message". It breaks a property when a run with just these faults does.
// The minimal ones are what matters: no two of them contain one another, and every run that breaks
// the property contains one. They are looked for by rising number of faults, each by a search of
// its own within a budget (fault_budget.hpp), so that each comes with a shortest run.
//
// Combinations that no run takes are left out: a run with one fault more has, just before its last
// fault, taken one less. So only those are tried that continue a combination that some run takes,
// and all ends by itself where the protocol's own bounds on faults do.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/run.hpp"
#include "checker/report/report.hpp"
#include "checker/search.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace lockstep {

// How often each kind of fault is taken, by action as in Shape::actions: at the first action of its
// kind, and 0 at all others.
using FaultCounts = std::vector<unsigned>;

unsigned faults_in(const FaultCounts& counts);  // their sum
bool contains(const FaultCounts& larger, const FaultCounts& smaller);

struct MinimalSet {
  FaultCounts counts;
  Run run;  // a shortest with these faults; replayed
};

struct FaultSets {
  std::string property;
  Verdict verdict = Verdict::unknown;  // under all faults that the protocol allows
  std::vector<MinimalSet> minimal;     // by number of faults
  std::vector<FaultCounts> survived;   // the largest under which it holds; none when it always does
};

struct FaultReport {
  Report check;                       // of the protocol with all its faults; its runs are shortest
  std::vector<FaultSets> properties;  // as in Shape::properties
  unsigned faults_covered = 0;        // all combinations of this many faults or fewer were tried
  std::string stopped;  // empty: every combination was tried; else why not, for people
};

// Tries combinations of at most `faults_max` faults. Each search is within the limits of states and
// memory, all together within that of time. The report is the same at any number of threads.
//
// Throws Refused and ContractBroken, as check() does.
FaultReport fault_sets(const Model& model, const Options& options, unsigned faults_max);

}  // namespace lockstep
