#include "tools/questions/contract.hpp"

#include "checker/contract/broken_run.hpp"
#include "checker/contract/promises.hpp"
#include "checker/contract/small_search.hpp"
#include "checker/contract/tried.hpp"
#include "checker/engine/patience.hpp"
#include "checker/search.hpp"
#include "models/kit/protocol/guarded_model.hpp"

#include <algorithm>
#include <utility>

namespace lockstep {
namespace {

constexpr std::uint64_t sample_states = 2'000;  // of a large search: a tenth of a small one
constexpr std::uint64_t spot_states = 200;      // beside a search: 4 ms, and a ledger has 20 lines

using Promise = std::function<void(const std::byte* state)>;

// What the kit promises of its models.
Promise promise_of(const Model& model) {
  const auto* guarded = dynamic_cast<const GuardedModel*>(&model);
  if (guarded == nullptr) return {};
  return [guarded](const std::byte* state) { guarded->check_guards(state); };
}

// What a state promises and, of what its steps lead to, that it behaves as what stands for it.
Promise with_reductions(const Model& model, unsigned reductions, Promise promise) {
  return [&model, reductions, promise = std::move(promise)](const std::byte* state) {
    if (promise) promise(state);
    for (const Taken& step : steps_of(model, state))
      promise_reduction(model, step.bytes(), reductions);
  };
}

// The same with a run, if there is one that leads to it.
[[noreturn]] void show(const Subject& subject, const ContractBroken& broken, const Options& options,
                       const Promise& promise) {
  Options plain = options;
  plain.checkpoint.clear();
  plain.resume.clear();
  const auto* reduction = dynamic_cast<const ReductionBroken*>(&broken);
  const std::string after = advice(broken, options.reductions & subject.model.shape().reductions);
  const auto found = run_to_broken_contract(
      subject.model, plain,
      reduction == nullptr ? promise
                           : with_reductions(subject.model, reduction->reductions, promise));
  if (!found) throw ContractBroken(broken.what() + after);
  Trace trace = narrate(subject.model, found->run);
  set_subject(trace, subject.entry.name(), parameter_values(subject.entry, subject.settings));
  trace.property = "the model's contract";
  trace.sentence = found->sentence;
  throw ContractFault(found->sentence + after, std::move(trace));
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

// What `work` finds; a contract that the model breaks meanwhile comes with its run.
template <class Work>
auto with_run(const Subject& subject, const Options& options, Work&& work) {
  try {
    return work();
  } catch (const ContractBroken& broken) {
    show(subject, broken, options, {});
  }
}

}  // namespace

std::string advice(const ContractBroken& broken, unsigned reductions) {
  const auto* reduction = dynamic_cast<const ReductionBroken*>(&broken);
  if (reduction == nullptr) return "";
  const std::vector<std::string> others =
      reduction_names(reductions & ~reduction->reductions);  // one, or none
  return std::string(". ") +
         ((reduction->reductions & symmetry) != 0
              ? "The model tells its clients apart, by their numbers or by the order of a loop"
              : "The model asks more of a token than its order") +
         ". To check it without this reduction: --reduction " +
         (others.empty() ? "none" : others.front());
}

Report checked(const Subject& subject, const Options& options) {
  return with_run(subject, options, [&] { return check(subject.model, options); });
}

FaultReport checked_fault_sets(const Subject& subject, const Options& options,
                               unsigned faults_max) {
  Options bounded = options;
  bounded.began = options.began.value_or(std::chrono::steady_clock::now());
  FaultReport report =
      with_run(subject, options, [&] { return fault_sets(subject.model, bounded, faults_max); });
  keep_contract(subject, report.check, bounded);
  return report;
}

void spot_check_contract(const Model& model, const Report& report, const Options& options) {
  Patience patience(options);
  sample_contract(model, report.reductions, std::min(spot_states, report.states),
                  {[&] { return patience.is_over(); }, promise_of(model)});
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
