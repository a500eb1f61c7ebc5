// The report of `lockstep simulate`.
#pragma once

#include "checker/simulation/simulate.hpp"
#include "tools/report/outcome.hpp"
#include "tools/terminal/display.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

struct SimulatedProperty {
  Property property;
  std::optional<Trace> trace;   // when violated
  std::size_t steps_found = 0;  // of the run before it was shortened
  bool minimal = false;         // no step and no two steps can be left out

  Verdict verdict() const;  // violated, unknown or not judged
};

struct SimulationOutcome {
  std::string protocol;
  std::string sentence;
  std::vector<ParameterValue> parameters;
  std::vector<Action> actions;
  std::vector<SimulatedProperty> properties;  // those that were asked for, as declared
  Choosing choosing;
  SimulationReport report;

  // The violated property that is declared last, as in Outcome. Null when none is violated.
  const SimulatedProperty* most_telling() const;
};

// `wanted` names properties; empty: all.
SimulationOutcome simulation_outcome(const CatalogueEntry& entry,
                                     const std::vector<Setting>& settings, const Model& model,
                                     const SimulationOptions& options, SimulationReport report,
                                     const std::vector<std::string>& wanted);

// The counterexample that is drawn is the most telling one, or with `draw_all` every one.
std::string simulation_text(const SimulationOutcome& outcome, const Display& display,
                            bool draw_all);

// One JSON object and a line end; docs/step-and-simulate.md describes it.
std::string simulation_json(const SimulationOutcome& outcome);

}  // namespace lockstep
