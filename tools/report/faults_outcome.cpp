#include "checker/errors/errors.hpp"
#include "tools/report/fault_words.hpp"
#include "tools/report/faults_report.hpp"

#include <algorithm>
#include <utility>

namespace lockstep {

Verdict FaultsOutcome::verdict() const {
  const auto any = [&](Verdict verdict) {
    return std::any_of(properties.begin(), properties.end(),
                       [&](const PropertyCombinations& p) { return p.verdict == verdict; });
  };
  if (any(Verdict::violated)) return Verdict::violated;
  return any(Verdict::unknown) ? Verdict::unknown : Verdict::holds;
}

const Combination& FaultsOutcome::combination(std::size_t number) const {
  std::size_t last = 0;
  for (const PropertyCombinations& property : properties)
    for (const Combination& combination : property.minimal) {
      if (combination.number == number) return combination;
      last = combination.number;
    }
  throw Refused("there is no counterexample [" + std::to_string(number) + "]; " +
                (last == 0 ? "no property is violated" : "there are 1 to " + std::to_string(last)));
}

FaultsOutcome faults_outcome(const CatalogueEntry& entry, const std::vector<Setting>& settings,
                             const Model& model, const FaultReport& report,
                             const std::vector<std::string>& wanted) {
  const Shape& shape = model.shape();
  FaultsOutcome all{
      entry.name(),          entry.sentence(), parameter_values(entry, settings), shape.actions, {},
      report.faults_covered, report.stopped};
  std::size_t number = 0;
  for (std::size_t i = 0; i < shape.properties.size(); ++i) {
    const Property& property = shape.properties[i];
    if (property.when == When::sometimes) continue;
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), property.name) == wanted.end())
      continue;
    const FaultSets& sets = report.properties[i];
    PropertyCombinations found{property, sets.verdict, {}, {}};
    for (const MinimalSet& set : sets.minimal) {
      const std::string words = faults_in_words(set.counts, shape);
      Trace trace = told(entry, settings, model, set.run, i);
      trace.kind = "Shortest run with " + words;
      found.minimal.push_back({++number, set.counts, words, std::move(trace)});
    }
    for (const FaultCounts& counts : sets.survived)
      found.survived.push_back({counts, faults_in_words(counts, shape)});
    all.properties.push_back(std::move(found));
  }
  return all;
}

}  // namespace lockstep
