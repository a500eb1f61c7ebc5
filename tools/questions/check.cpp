#include "tools/questions/check.hpp"

#include "tools/questions/zeno.hpp"

#include <chrono>

namespace lockstep {
namespace {

// Counterexamples of what is asked for, and whoever names a witness wants to see it.
void ask_for_runs(Options& options, const Shape& shape, const std::vector<std::string>& names) {
  options.runs = bits_of(shape, names);
  options.witnesses = names.empty() ? 0 : options.runs;
}

std::vector<std::string> unasked(const Model& model, const std::optional<LivenessOutcome>& judged) {
  std::vector<std::string> names;
  for (const Goal& goal : goals_of(model))
    if (!judged || std::none_of(judged->goals.begin(), judged->goals.end(),
                                [&](const auto& one) { return one.goal.name == goal.name; }))
      names.push_back(goal.name);
  return names;
}

}  // namespace

Outcome ask(const Subject& subject, const Asked& asked, const Options& options) {
  require_properties_or_goals(subject.model, asked.properties);
  if (asked.zeno) require_time(subject.model, subject.entry.name());
  Options bounded = options;
  bounded.began = options.began.value_or(std::chrono::steady_clock::now());
  ask_for_runs(bounded, subject.model.shape(), asked.properties);
  Outcome found = outcome(subject.entry, subject.settings, subject.model, checked(subject, bounded),
                          asked.properties);
  found.contract = keep_contract(subject, found.report, bounded);
  found.zeno = keep_time_passing(subject, found.report, asked.zeno, bounded);
  found.liveness = judge_goals(
      subject,
      {asked.liveness, asked.properties, asked.fairness, states_for_fairness(asked.ledger)},
      bounded);
  found.unasked_goals = unasked(subject.model, found.liveness);
  keep_ledger(found, subject, asked.ledger, asked.fairness, bounded);
  return found;
}

}  // namespace lockstep
