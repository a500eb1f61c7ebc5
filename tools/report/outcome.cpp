#include "tools/report/outcome.hpp"

#include "checker/engine/options.hpp"
#include "checker/errors/errors.hpp"
#include "tools/report/never.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>

namespace lockstep {
std::vector<ParameterValue> parameter_values(const CatalogueEntry& entry,
                                             const std::vector<Setting>& settings) {
  std::vector<ParameterValue> all;
  for (const Parameter& parameter : entry.parameters()) {
    ParameterValue value{parameter.name, parameter.default_value, parameter.choices.empty()};
    for (const Setting& setting : settings)
      if (setting.name == parameter.name) value.value = setting.value;
    value.telling = !parameter.rare || value.value != parameter.default_value;
    all.push_back(value);
  }
  return all;
}

Trace told(const CatalogueEntry& entry, const std::vector<Setting>& settings, const Model& model,
           const Run& run, std::size_t property) {
  Trace trace = narrate(model, run, property);
  set_subject(trace, entry.name(), parameter_values(entry, settings));
  return trace;
}

void set_subject(Trace& trace, const std::string& protocol,
                 const std::vector<ParameterValue>& parameters) {
  trace.protocol = protocol;
  for (const ParameterValue& p : parameters) trace.parameters.push_back(p.name + "=" + p.value);
}

Verdict Outcome::verdict() const {
  std::vector<Verdict> all;
  for (const PropertyOutcome& property : properties) all.push_back(property.report.verdict);
  if (liveness)
    for (const GoalOutcome& goal : liveness->goals) all.push_back(goal.verdict);
  const auto any = [&](Verdict verdict) {
    return std::find(all.begin(), all.end(), verdict) != all.end();
  };
  if (any(Verdict::violated)) return Verdict::violated;
  if (any(Verdict::unknown) || !report.exhausted()) return Verdict::unknown;
  if (any(Verdict::not_judged) && !any(Verdict::holds)) return Verdict::unknown;
  const bool missed = std::any_of(witnesses.begin(), witnesses.end(), [](const auto& witness) {
    return witness.report.verdict != Verdict::seen;
  });
  return missed && !all_asked ? Verdict::unknown : Verdict::holds;
}

bool Outcome::full() const {
  const bool judged = std::none_of(properties.begin(), properties.end(), [](const auto& property) {
    return property.report.verdict == Verdict::not_judged;
  });
  const bool goals_judged = !liveness || std::none_of(liveness->goals.begin(),
                                                      liveness->goals.end(), [](const auto& goal) {
                                                        return goal.verdict == Verdict::not_judged;
                                                      });
  return judged && goals_judged && never.empty() && report.transitions > 0;
}

const PropertyOutcome* Outcome::most_telling() const {
  const PropertyOutcome* last = nullptr;
  for (const PropertyOutcome& property : properties) {
    if (!property.trace) continue;
    // What is false at the end only is often that something is missing: it tells less.
    if (last == nullptr || property.property.when == When::always ||
        last->property.when == When::at_end)
      last = &property;
  }
  return last;
}

Outcome outcome(const CatalogueEntry& entry, const std::vector<Setting>& settings,
                const Model& model, Report report, const std::vector<std::string>& wanted) {
  const Shape& shape = model.shape();
  Outcome all{entry.name(),
              entry.sentence(),
              parameter_values(entry, settings),
              blank_ledger(shape),
              {},
              {},
              wanted.empty(),
              never_happened(shape, report),
              {},
              {},
              {}};
  for (std::size_t i = 0; i < shape.properties.size(); ++i) {
    const Property& property = shape.properties[i];
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), property.name) == wanted.end())
      continue;
    PropertyOutcome judged{property, report.properties.at(i), {}};
    const bool witness = property.when == When::sometimes;
    if (judged.report.run) judged.trace = told(entry, settings, model, *judged.report.run, i);
    if (judged.report.fewest) judged.trace->kind = "Run with the fewest faults";
    (witness ? all.witnesses : all.properties).push_back(std::move(judged));
  }
  all.report = std::move(report);
  return all;
}

std::uint64_t bits_of(const Shape& shape, const std::vector<std::string>& names) {
  if (names.empty()) return every_property;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < shape.properties.size(); ++i)
    if (std::find(names.begin(), names.end(), shape.properties[i].name) != names.end())
      bits |= std::uint64_t{1} << i;
  return bits;
}

void require_properties(const Shape& shape, const std::vector<std::string>& wanted) {
  std::vector<std::string> known;
  for (const Property& property : shape.properties) known.push_back(property.name);
  for (const std::string& name : wanted) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string near = nearest(name, known);
    throw Refused("unknown property `" + name + "`; " +
                  (near.empty() ? "there are: " + listed(known) : "did you mean `" + near + "`?"));
  }
}

void refuse_witnesses(const Shape& shape, const std::vector<std::string>& wanted) {
  for (const Property& property : shape.properties)
    if (property.when == When::sometimes &&
        std::find(wanted.begin(), wanted.end(), property.name) != wanted.end())
      throw Refused('`' + property.name + "` cannot be violated: it is claimed to happen " +
                    "sometimes. `lockstep check --property` draws a run that shows it");
}

const char* in_words(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds: return "holds";
    case Verdict::violated: return "violated";
    case Verdict::not_judged: return "not judged";
    case Verdict::seen: return "seen";
    case Verdict::unseen: return "unseen";
    case Verdict::unknown: break;
  }
  return "unknown";
}

const char* in_words(ZenoLook look) {
  switch (look) {
    case ZenoLook::untimed: return "untimed";
    case ZenoLook::searched: return "searched";
    case ZenoLook::not_searched: break;
  }
  return "not searched";
}

std::vector<std::string> reduction_names(unsigned reductions) {
  std::vector<std::string> names;
  if ((reductions & symmetry) != 0) names.push_back("symmetry");
  if ((reductions & token_ranks) != 0) names.push_back("tokens");
  return names;
}

double bytes_per_state(const Report& report) {
  return report.states == 0
             ? 0
             : static_cast<double>(report.peak_memory_bytes) / static_cast<double>(report.states);
}

double states_per_second(const Report& report) {
  return report.seconds > 0 ? static_cast<double>(report.states) / report.seconds : 0;
}

}  // namespace lockstep
