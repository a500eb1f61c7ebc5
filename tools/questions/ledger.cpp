#include "tools/questions/ledger.hpp"

#include "checker/contract/small_search.hpp"
#include "checker/errors/errors.hpp"
#include "checker/search.hpp"
#include "models/kit/protocol/parameters.hpp"
#include "tools/questions/contract.hpp"
#include "tools/questions/each_alone.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

namespace lockstep {

std::vector<Setting> without_assumption(std::vector<Setting> settings, const std::string& without,
                                        const std::vector<Parameter>& known) {
  return kit::with_effect(with(std::move(settings), parse_settings({without})), known);
}

namespace {

// With other settings a protocol may have other properties: what is not there cannot break.
template <class Property>
std::vector<std::string> those_of(const std::vector<Property>& all,
                                  const std::vector<std::string>& wanted) {
  std::vector<std::string> names;
  for (const Property& one : all)
    if (std::find(wanted.begin(), wanted.end(), one.name) != wanted.end())
      names.push_back(one.name);
  return names;
}

// And other actions.
std::vector<FairnessChange> those_for(const Shape& shape,
                                      const std::vector<FairnessChange>& changes) {
  std::vector<FairnessChange> possible;
  for (const FairnessChange& change : changes)
    if (std::any_of(shape.actions.begin(), shape.actions.end(), [&](const Action& action) {
          return action.name == change.action && action.allowed && !action.fault;
        }))
      possible.push_back(change);
  return possible;
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

void try_properties(LedgerLine& line, const Subject& subject, const std::vector<std::string>& names,
                    const Options& options) {
  if (names.empty()) return;
  Options asked = options;
  asked.runs = bits_of(subject.model.shape(), names);
  Outcome found = outcome(subject.entry, subject.settings, subject.model,
                          report_without(subject.model, asked), names);
  for (PropertyOutcome& property : found.properties) {
    if (property.report.verdict == Verdict::unknown) line.tried = Tried::in_part;
    if (property.trace)
      line.carries.push_back({property.property.name, property.report.steps, property.report.faults,
                              std::move(*property.trace)});
  }
  if (line.tried == Tried::in_part) line.stopped = found.report.stopped;
}

void try_goals(LedgerLine& line, const Subject& subject, const std::vector<std::string>& names,
               const std::vector<FairnessChange>& changes, const Options& options) {
  if (names.empty()) return;
  auto found =
      judge_goals(subject, {false, names, those_for(subject.model.shape(), changes)}, options);
  for (GoalOutcome& goal : found->goals)
    if (goal.trace) line.carries.push_back(carried(goal.goal.name, std::move(*goal.trace)));
  if (found->stopped.empty()) return;
  line.tried = Tried::in_part;
  line.stopped += (line.stopped.empty() ? "" : "; ") + ("of liveness: " + found->stopped);
}

// What is tried in each line.
struct Wanted {
  const std::vector<std::string>& names;
  const std::vector<FairnessChange>& changes;
  const Options& options;
  const Options& for_goals;
};

void try_line(LedgerLine& line, const CatalogueEntry& entry, const std::vector<Setting>& settings,
              const Wanted& wanted) {
  const auto model = if_possible(entry, settings);
  if (!model) {
    line.tried = Tried::in_part;
    line.stopped = "the settings do not go together";
    return;
  }
  const auto properties = those_of(model->shape().properties, wanted.names);
  const auto goals = those_of(goals_of(*model), wanted.names);
  if (properties.empty() && goals.empty()) return;
  const Subject subject{entry, settings, *model};
  line.tried = Tried::yes;
  try {
    try_properties(line, subject, properties, wanted.options);
    try_goals(line, subject, goals, wanted.changes, wanted.for_goals);
  } catch (const ContractBroken& broken) {  // by other settings than those that were asked about
    line.carries.clear();
    line.tried = Tried::broken;
    line.stopped =
        broken.what() + advice(broken, wanted.options.reductions & model->shape().reductions);
  }
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
                 const std::vector<std::string>& properties, const Options& options,
                 const std::vector<FairnessChange>& changes) {
  if (properties.empty()) return;
  const std::vector<LedgerLine*> lines = to_try(ledger);
  const auto try_one = [&](LedgerLine& line, const Options& with) {
    Options for_goals = with;
    if (are_small(with)) for_goals.states_max = std::min(with.states_max, small_search_states);
    try_line(line, entry, without_assumption(settings, line.assumption.without, entry.parameters()),
             {properties, changes, with, for_goals});
  };
  if (!are_small(options)) {
    for (LedgerLine* line : lines) try_one(*line, options);
    return;
  }
  each_alone(lines.size(), options,
             [&](std::size_t i, const Options& alone) { try_one(*lines[i], alone); });
}

namespace {

std::vector<std::string> those_that_hold(const Outcome& found) {
  std::vector<std::string> names;
  for (const PropertyOutcome& property : found.properties)
    if (property.report.verdict == Verdict::holds) names.push_back(property.property.name);
  if (found.liveness)
    for (const GoalOutcome& goal : found.liveness->goals)
      if (goal.verdict == Verdict::holds) names.push_back(goal.goal.name);
  return names;
}

}  // namespace

std::uint64_t states_for_fairness(KeepLedger keep) {
  switch (keep) {
    case KeepLedger::for_small_searches: return small_search_states;
    case KeepLedger::always: return std::numeric_limits<std::uint64_t>::max();
    case KeepLedger::never: break;
  }
  return 0;
}

void keep_ledger(Outcome& found, const Subject& subject, KeepLedger keep,
                 const std::vector<FairnessChange>& changes, const Options& options) {
  const bool small = found.report.exhausted() && found.report.states <= small_search_states;
  if (keep == KeepLedger::never || (keep == KeepLedger::for_small_searches && !small)) return;
  Options plain = options;
  plain.checkpoint.clear();
  plain.resume.clear();
  plain.witnesses = 0;
  if (keep == KeepLedger::for_small_searches)
    plain.states_max = std::min(options.states_max - 1, small_search_without - 1) + 1;  // 0: none
  try_without(found.assumptions, subject.entry, subject.settings, those_that_hold(found), plain,
              changes);
  if (found.liveness)
    for (LedgerLine& line : found.liveness->without) found.assumptions.push_back(std::move(line));
}

}  // namespace lockstep
