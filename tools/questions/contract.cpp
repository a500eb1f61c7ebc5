#include "tools/questions/contract.hpp"

#include "checker/contract/broken_run.hpp"
#include "checker/contract/small_search.hpp"
#include "checker/contract/tried.hpp"
#include "checker/engine/patience.hpp"
#include "checker/search.hpp"
#include "models/kit/protocol/guarded_model.hpp"

#include <algorithm>

namespace lockstep {
namespace {

constexpr std::uint64_t sample_states = 2'000;  // of a large search: a tenth of a small one

using Promise = std::function<void(const std::byte* state)>;

// What the kit promises of its models.
Promise promise_of(const Model& model) {
  const auto* guarded = dynamic_cast<const GuardedModel*>(&model);
  if (guarded == nullptr) return {};
  return [guarded](const std::byte* state) { guarded->check_guards(state); };
}

// The same with a run, if there is one that leads to it.
[[noreturn]] void show(const Subject& subject, const ContractBroken& broken, const Options& options,
                       const Promise& promise) {
  Options plain = options;
  plain.checkpoint.clear();
  plain.resume.clear();
  const auto found = run_to_broken_contract(subject.model, plain, promise);
  if (!found) throw ContractBroken(broken.what());
  Trace trace = narrate(subject.model, found->run);
  set_subject(trace, subject.entry.name(), parameter_values(subject.entry, subject.settings));
  trace.property = "the contract is kept";
  trace.sentence = found->sentence;
  throw ContractFault(found->sentence, std::move(trace));
}

// Whoever counts twice gets the same numbers.
void require_the_same(const ContractTrial& trial, const Report& report) {
  if (trial.states == report.states && trial.transitions == report.transitions) return;
  const auto counts = [](std::uint64_t states, std::uint64_t transitions) {
    return std::to_string(states) + " states and " + std::to_string(transitions) + " transitions";
  };
  throw ContractBroken("the model answered differently when asked twice: it has " +
                       counts(report.states, report.transitions) + ", and then " +
                       counts(trial.states, trial.transitions));
}

}  // namespace

Report checked(const Subject& subject, const Options& options) {
  try {
    return check(subject.model, options);
  } catch (const ContractBroken& broken) {
    show(subject, broken, options, {});
  }
}

ContractOutcome keep_contract(const Subject& subject, const Report& report,
                              const Options& options) {
  Patience patience(options);
  const TrialLimits limits{[&] { return patience.is_over(); }, promise_of(subject.model)};
  const bool small = report.exhausted() && report.states <= small_search_states;
  ContractTrial trial;
  try {
    trial = small ? try_contract(subject.model, report.reductions, limits)
                  : sample_contract(subject.model, report.reductions,
                                    std::min(sample_states, report.states), limits);
  } catch (const ContractBroken& broken) {
    show(subject, broken, options, limits.promise);
  }
  if (trial.every) require_the_same(trial, report);
  return {trial.states, trial.every};
}

}  // namespace lockstep
