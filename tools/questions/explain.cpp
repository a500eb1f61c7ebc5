#include "tools/questions/explain.hpp"

#include "checker/errors/errors.hpp"
#include "models/kit/protocol/parameters.hpp"
#include "tools/questions/check.hpp"
#include "tools/questions/each_alone.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string_view>

namespace lockstep {
namespace {

constexpr std::array<std::string_view, 3> are_given = {"clients", "workload", "job"};

bool is_given(const Parameter& parameter) {
  return std::find(are_given.begin(), are_given.end(), parameter.name) != are_given.end();
}

// What relaxing an assumption would set.
std::vector<Setting> excluded(const Model& model) {
  std::vector<Setting> all;
  for (const Assumption& assumption : model.shape().assumptions)
    for (Setting& setting : parse_settings({assumption.without})) all.push_back(std::move(setting));
  return all;
}

bool names(const std::vector<Setting>& settings, const std::string& name) {
  return std::any_of(settings.begin(), settings.end(),
                     [&](const Setting& one) { return one.name == name; });
}

// "6" of "3", and "60s" of "30s"; nothing of 0, and of what would be out of range.
std::string twice(const Parameter& parameter, const std::string& value) {
  long number = 0;
  const char* end = value.data() + value.size();
  const auto [unit, error] = std::from_chars(value.data(), end, number);
  if (error != std::errc() || number <= 0 || number > std::numeric_limits<long>::max() / 2)
    return "";
  if (unit == end && number * 2 > parameter.max) return "";
  return std::to_string(number * 2) + std::string(unit, end);
}

// Of a number: 0 of what may go wrong, twice of what is set.
void add_number(std::vector<Alternative>& alternatives, const Parameter& parameter,
                const std::string& value, bool limits_the_environment) {
  const std::string least = std::to_string(parameter.min);
  if (value == "unbounded" || (limits_the_environment && value != least))
    alternatives.push_back({{parameter.name, least}, AlternativeOf::environment});
  else if (const std::string more = twice(parameter, value);
           !limits_the_environment && !more.empty())
    alternatives.push_back({{parameter.name, more}, AlternativeOf::design});
}

void add_choices(std::vector<Alternative>& alternatives, const Parameter& parameter,
                 const std::string& value, const std::vector<Setting>& worse) {
  for (const std::string& choice : parameter.choices) {
    const Setting setting{parameter.name, choice};
    if (choice != value && std::find(worse.begin(), worse.end(), setting) == worse.end())
      alternatives.push_back({setting, AlternativeOf::design});
  }
}

// Null when the alternative does not go with the other settings, or changes nothing beside them.
std::unique_ptr<Model> made_with(Alternative& one, const CatalogueEntry& entry,
                                 const std::vector<Setting>& settings) {
  try {
    return entry.make(settings);
  } catch (const Refused& refused) {
    one.refused = refused.what();
    return nullptr;
  }
}

void try_one(Alternative& one, const CatalogueEntry& entry, const std::vector<Setting>& settings,
             const Options& options) {
  const auto changed = without_assumption(settings, to_word(one.setting), entry.parameters());
  if (std::find(changed.begin(), changed.end(), one.setting) == changed.end()) {
    one.refused = "it has no effect by itself";
    return;
  }
  if (const auto model = made_with(one, entry, changed))
    one.found = ask({entry, changed, *model}, {{}, KeepLedger::never, false, false, {}}, options);
}

std::string property_to_explain(const Outcome& base, const std::string& wanted) {
  if (!wanted.empty()) {
    const PropertyOutcome* one = outcome_of(base, wanted);
    return one != nullptr && one->report.verdict == Verdict::violated ? wanted : "";
  }
  const PropertyOutcome* telling = base.most_telling();
  return telling == nullptr ? "" : telling->property.name;
}

std::vector<Alternative> alternatives_of(const Subject& subject) {
  const std::vector<Setting> worse = excluded(subject.model);
  const std::vector<Parameter> known = subject.entry.parameters();
  const auto values = parameter_values(subject.entry, subject.settings);
  std::vector<Alternative> alternatives;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (is_given(known[i])) continue;
    if (known[i].choices.empty())
      add_number(alternatives, known[i], values[i].value, names(worse, known[i].name));
    else
      add_choices(alternatives, known[i], values[i].value, worse);
  }
  return alternatives;
}

}  // namespace

Explanation explain(const CatalogueEntry& entry, const std::vector<Setting>& settings,
                    const std::string& property, const Options& options,
                    const std::function<void(std::size_t, std::size_t)>& done) {
  Explanation explanation;
  const auto model = entry.make(settings);
  if (!property.empty()) require_properties(model->shape(), {property});
  const Subject subject{entry, settings, *model};
  explanation.base = ask(subject, {{}, KeepLedger::never, false, false, {}}, options);
  explanation.property = property_to_explain(explanation.base, property);
  if (explanation.property.empty()) return explanation;
  explanation.alternatives = alternatives_of(subject);
  const std::size_t all = explanation.alternatives.size();
  each_alone(
      all, options,
      [&](std::size_t i, const Options& alone) {
        try_one(explanation.alternatives[i], entry, settings, alone);
      },
      [&](std::size_t tried) { done(tried, all); });
  return explanation;
}

}  // namespace lockstep
