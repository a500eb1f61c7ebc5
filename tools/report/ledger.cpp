#include "tools/report/ledger.hpp"

#include "checker/errors/errors.hpp"
#include "checker/search.hpp"
#include "tools/report/outcome.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace lockstep {

Ledger blank_ledger(const Shape& shape) {
  Ledger ledger;
  for (const Assumption& assumption : shape.assumptions)
    ledger.push_back({assumption, Tried::no, {}, {}});
  return ledger;
}

std::vector<Setting> without_assumption(std::vector<Setting> settings, const std::string& without) {
  for (Setting& changed : parse_settings({without})) {
    const auto same = [&](const Setting& setting) { return setting.name == changed.name; };
    const auto at = std::find_if(settings.begin(), settings.end(), same);
    if (at == settings.end())
      settings.push_back(std::move(changed));
    else
      *at = std::move(changed);
  }
  return settings;
}

namespace {

// With other settings a protocol may have other properties: what is not there cannot break.
std::vector<std::string> those_of(const Shape& shape, const std::vector<std::string>& properties) {
  std::vector<std::string> names;
  for (const Property& property : shape.properties)
    if (std::find(properties.begin(), properties.end(), property.name) != properties.end())
      names.push_back(property.name);
  return names;
}

// Nothing when a setting that drops an assumption does not go with the others: one line of a ledger
// that cannot be tried is no reason to refuse the report.
std::unique_ptr<Model> if_possible(const CatalogueEntry& entry,
                                   const std::vector<Setting>& settings) {
  try {
    return entry.make(settings);
  } catch (const Refused&) {
    return nullptr;
  }
}

void try_line(LedgerLine& line, const CatalogueEntry& entry, const std::vector<Setting>& settings,
              const std::vector<std::string>& properties, const Options& options) {
  const auto model = if_possible(entry, settings);
  if (!model) {
    line.tried = Tried::in_part;
    line.stopped = "the settings do not go together";
    return;
  }
  const auto names = those_of(model->shape(), properties);
  if (names.empty()) return;
  Outcome found = outcome(entry, settings, *model, check(*model, options), names);
  line.tried = Tried::yes;
  for (PropertyOutcome& property : found.properties) {
    if (property.report.verdict == Verdict::unknown) line.tried = Tried::in_part;
    if (property.trace)
      line.carries.push_back({property.property.name, property.report.steps, property.report.faults,
                              std::move(*property.trace)});
  }
  if (line.tried == Tried::in_part) line.stopped = found.report.stopped;
}

}  // namespace

void try_without(Ledger& ledger, const CatalogueEntry& entry, const std::vector<Setting>& settings,
                 const std::vector<std::string>& properties, const Options& options) {
  if (properties.empty()) return;
  for (LedgerLine& line : ledger)
    if (!line.assumption.without.empty())
      try_line(line, entry, without_assumption(settings, line.assumption.without), properties,
               options);
}

}  // namespace lockstep
