#include "tools/report/simulation_report.hpp"

#include <algorithm>

namespace lockstep {

const SimulatedProperty* SimulationOutcome::most_telling() const {
  const SimulatedProperty* last = nullptr;
  for (const SimulatedProperty& property : properties) {
    if (!property.trace) continue;
    if (last == nullptr || property.property.when == When::always ||
        last->property.when == When::at_end)
      last = &property;
  }
  return last;
}

Verdict SimulatedProperty::verdict() const {
  if (trace) return Verdict::violated;
  return property.not_judged.empty() ? Verdict::unknown : Verdict::not_judged;
}

SimulationOutcome simulation_outcome(const CatalogueEntry& entry,
                                     const std::vector<Setting>& settings, const Model& model,
                                     const SimulationOptions& options, SimulationReport report,
                                     const std::vector<std::string>& wanted) {
  const Shape& shape = model.shape();
  SimulationOutcome all{entry.name(),
                        entry.sentence(),
                        parameter_values(entry, settings),
                        shape.actions,
                        {},
                        options.choosing,
                        {}};
  for (std::size_t i = 0; i < shape.properties.size(); ++i) {
    const Property& property = shape.properties[i];
    if (property.when == When::sometimes) continue;
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), property.name) == wanted.end())
      continue;
    SimulatedProperty one{property, {}, 0, false};
    for (const SimulatedBreach& breach : report.breaches) {
      if (breach.property != i) continue;
      one.trace = told(entry, settings, model, breach.run, i);
      one.trace->kind = "Random run, shortened,";
      one.steps_found = breach.steps_found;
      one.minimal = breach.minimal;
    }
    all.properties.push_back(std::move(one));
  }
  all.report = std::move(report);
  return all;
}

}  // namespace lockstep
