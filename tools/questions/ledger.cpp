#include "tools/questions/ledger.hpp"

#include "checker/contract/small_search.hpp"
#include "checker/errors/errors.hpp"
#include "checker/machine/team.hpp"
#include "checker/search.hpp"
#include "models/kit/protocol/parameters.hpp"
#include "tools/questions/contract.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace lockstep {

std::vector<Setting> without_assumption(std::vector<Setting> settings, const std::string& without,
                                        const std::vector<Parameter>& known) {
  for (Setting& changed : parse_settings({without})) {
    const auto same = [&](const Setting& setting) { return setting.name == changed.name; };
    const auto at = std::find_if(settings.begin(), settings.end(), same);
    if (at == settings.end())
      settings.push_back(std::move(changed));
    else
      *at = std::move(changed);
  }
  return kit::with_effect(std::move(settings), known);
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

// A search, with the contract tried on a few of the states that it reaches.
Report report_without(const Model& model, const Options& options) {
  Report report = check(model, options);
  spot_check_contract(model, report, options);
  return report;
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
  Report report;
  try {
    report = report_without(*model, options);
  } catch (const ContractBroken& broken) {  // by other settings than those that were asked about
    line.tried = Tried::broken;
    line.stopped = broken.what() + advice(broken, options.reductions & model->shape().reductions);
    return;
  }
  Outcome found = outcome(entry, settings, *model, std::move(report), names);
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

namespace {

constexpr std::uint64_t small_search_without = 100'000;  // dropping an assumption adds states

std::vector<LedgerLine*> to_try(Ledger& ledger) {
  std::vector<LedgerLine*> lines;
  for (LedgerLine& line : ledger)
    if (!line.assumption.without.empty()) lines.push_back(&line);
  return lines;
}

// A small search leaves a second thread little to do: each is given to one, and no one tells of it.
bool are_small(const Options& options) {
  return options.states_max > 0 && options.states_max <= small_search_without;
}

}  // namespace

void try_without(Ledger& ledger, const CatalogueEntry& entry, const std::vector<Setting>& settings,
                 const std::vector<std::string>& properties, const Options& options) {
  if (properties.empty()) return;
  const std::vector<LedgerLine*> lines = to_try(ledger);
  const auto try_one = [&](LedgerLine& line, const Options& with) {
    try_line(line, entry, without_assumption(settings, line.assumption.without, entry.parameters()),
             properties, with);
  };
  if (!are_small(options)) {
    for (LedgerLine* line : lines) try_one(*line, options);
    return;
  }
  Options alone = options;
  alone.threads = 1;
  alone.progress = {};
  Team(workers_of(options.threads)).share(lines.size(), [&](int, std::size_t i) {
    try_one(*lines[i], alone);
  });
}

namespace {

std::vector<std::string> those_that_hold(const Outcome& found) {
  std::vector<std::string> names;
  for (const PropertyOutcome& property : found.properties)
    if (property.report.verdict == Verdict::holds) names.push_back(property.property.name);
  return names;
}

}  // namespace

void keep_ledger(Outcome& found, const CatalogueEntry& entry, const std::vector<Setting>& settings,
                 KeepLedger keep, const Options& options) {
  const bool small = found.report.exhausted() && found.report.states <= small_search_states;
  if (keep == KeepLedger::never || (keep == KeepLedger::for_small_searches && !small)) return;
  Options plain = options;
  plain.checkpoint.clear();
  plain.resume.clear();
  plain.witnesses = 0;
  if (keep == KeepLedger::for_small_searches)
    plain.states_max = std::min(options.states_max - 1, small_search_without - 1) + 1;  // 0: none
  try_without(found.assumptions, entry, settings, those_that_hold(found), plain);
}

}  // namespace lockstep
