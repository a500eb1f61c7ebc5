// The report of `lockstep faults`: which combinations of faults break which property.
#pragma once

#include "checker/fault_sets.hpp"
#include "tools/report/outcome.hpp"
#include "tools/terminal/display.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lockstep {

struct Combination {
  std::size_t number = 0;  // counted from 1 over all properties, for `--draw`
  FaultCounts counts;
  std::string words;  // "one pause and 2 crashes"
  Trace trace;        // of a shortest run
};

// Faults by name, and how often; for programs.
struct Survived {
  FaultCounts counts;
  std::string words;
};

struct PropertyCombinations {
  Property property;
  Verdict verdict = Verdict::unknown;
  std::vector<Combination> minimal;
  std::vector<Survived> survived;  // when violated or unknown: the largest
};

struct FaultsOutcome {
  std::string protocol;
  std::string sentence;
  std::vector<ParameterValue> parameters;
  std::vector<Action> actions;
  std::vector<PropertyCombinations> properties;  // those that were asked for, as declared
  unsigned faults_covered = 0;
  std::string stopped;  // as in FaultReport

  Verdict verdict() const;

  // Throws Refused when there is none with this number.
  const Combination& combination(std::size_t number) const;
};

// `wanted` names properties; empty: all.
FaultsOutcome faults_outcome(const CatalogueEntry& entry, const std::vector<Setting>& settings,
                             const Model& model, const FaultReport& report,
                             const std::vector<std::string>& wanted);

// `draw` is the number of a combination whose run is drawn; 0: none.
std::string faults_text(const FaultsOutcome& outcome, const Display& display, std::size_t draw);

// One JSON object and a line end; docs/faults.md describes it.
std::string faults_json(const FaultsOutcome& outcome);

}  // namespace lockstep
