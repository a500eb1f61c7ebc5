#include "tests/agreement/agreement.hpp"

#include "checker/contract/contract.hpp"
#include "checker/search.hpp"
#include "tests/agreement/dice.hpp"
#include "tests/oracle/naive.hpp"
#include "tests/oracle/runs.hpp"

#include <cstdlib>

namespace lockstep {
namespace {

constexpr int threads_tried[] = {1, 2, 3, 8};

#ifdef LOCKSTEP_SANITIZED
constexpr std::uint64_t slowness = 20;
#else
constexpr std::uint64_t slowness = 1;
#endif

Report search(const Model& model, int threads, unsigned reductions, std::uint64_t states_max = 0) {
  Options options;
  options.threads = threads;
  options.reductions = reductions;
  options.states_max = states_max;
  return check(model, options);
}

std::string counts(const Report& report, const oracle::Found& found) {
  const std::uint64_t levels = report.exhausted() ? found.levels.size() : report.depth_covered;
  const std::uint64_t depth = report.exhausted() ? found.depth() : report.depth_covered;
  if (report.states != found.up_to(report.exhausted() ? levels : levels + 1).states)
    return "states: " + std::to_string(report.states);
  if (report.transitions != found.up_to(levels).transitions)
    return "transitions: " + std::to_string(report.transitions);
  if (report.depth != depth) return "depth: " + std::to_string(report.depth);
  if (report.exhausted() && report.taken != found.taken) return "steps by action";
  return {};
}

std::string verdict(const Report& report, const oracle::Found& found, std::size_t property) {
  const PropertyReport& told = report.properties[property];
  const auto level = found.broken_at[property];
  const std::string which = "property " + std::to_string(property) + ": ";
  if (told.verdict == Verdict::violated) {
    if (!level) return which + "is not violated";
    if (told.steps != *level) return which + std::to_string(told.steps) + " steps";
    return told.run && told.run->steps() == *level ? "" : which + "the run has another length";
  }
  if (told.run) return which + "a run that is not wanted";
  if (!report.exhausted()) return told.verdict == Verdict::unknown ? "" : which + "is not known";
  return told.verdict == Verdict::holds && !level ? "" : which + "does not hold";
}

// What two reports of the same search must have in common.
bool alike(const Report& a, const Report& b) {
  for (std::size_t i = 0; i < a.properties.size(); ++i) {
    const PropertyReport& one = a.properties[i];
    const PropertyReport& other = b.properties[i];
    if (one.verdict != other.verdict || one.steps != other.steps) return false;
    if (one.run.has_value() != other.run.has_value()) return false;
    if (one.run && (one.run->states != other.run->states || one.run->moves != other.run->moves))
      return false;
  }
  return a.states == b.states && a.transitions == b.transitions && a.depth == b.depth &&
         a.taken == b.taken && a.stopped == b.stopped && a.depth_covered == b.depth_covered;
}

std::string compare(const Report& report, const oracle::Found& found) {
  std::string wrong = counts(report, found);
  for (std::size_t i = 0; wrong.empty() && i < report.properties.size(); ++i)
    wrong = verdict(report, found, i);
  return wrong;
}

std::string runs(const Model& model, const Report& report, const oracle::Found& found) {
  for (std::size_t i = 0; i < report.properties.size(); ++i) {
    if (!report.properties[i].run) continue;
    const Run& run = *report.properties[i].run;
    const std::string which = "property " + std::to_string(i) + ": ";
    if (!oracle::is_counterexample(model, run, i)) return which + "the run is none";
    const oracle::Price price = oracle::price_of(model, run);
    const oracle::Price lowest = oracle::lowest_price(model, found, i);
    if (price.faults != lowest.faults) return which + "a run with fewer faults exists";
    if (price.switches != lowest.switches) return which + "a run with fewer switches exists";
    if (price.names != lowest.names) return which + "another run comes first by names";
  }
  return {};
}

// A run is the same at any number of threads, with reductions and without.
std::string searches(const Model& model, std::uint64_t states_max) {
  const Report reference = search(model, 1, no_reduction);
  for (const unsigned reductions : {unsigned{no_reduction}, model.shape().reductions}) {
    const oracle::Found found = oracle::explore(model, reductions);
    const Report first = search(model, 1, reductions, states_max);
    std::string wrong = compare(first, found);
    for (const int threads : threads_tried)
      if (wrong.empty() && !alike(first, search(model, threads, reductions, states_max)))
        wrong = "not the same with " + std::to_string(threads) + " threads";
    for (std::size_t i = 0; wrong.empty() && i < first.properties.size(); ++i)
      if (first.properties[i].run &&
          first.properties[i].run->states != reference.properties[i].run->states)
        wrong = "not the run that is found without reductions and limits";
    if (!wrong.empty()) return "with reductions " + std::to_string(reductions) + ": " + wrong;
    if (model.shape().reductions == no_reduction) break;
  }
  return runs(model, reference, oracle::explore(model));
}

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace

std::string disagreement(const Model& model) { return searches(model, 0); }

std::string disagreement_when_limited(const Model& model, std::uint64_t seed) {
  const std::uint64_t states = oracle::explore(model).all().states;
  return searches(model, 1 + Dice(seed).below(states));
}

std::string disagreement_when_watched(const Model& model) {
  const Contract watched(model);
  for (const unsigned reductions : {unsigned{no_reduction}, model.shape().reductions})
    if (!alike(search(model, 1, reductions), search(watched, 2, reductions)))
      return "not the same with reductions " + std::to_string(reductions);
  return {};
}

std::string first_disagreement(
    std::uint64_t count, RandomSystem draw,
    const std::function<std::string(const Model&, std::uint64_t seed)>& compare) {
  const std::uint64_t seeds = number_from("LOCKSTEP_SEEDS", (count + slowness - 1) / slowness);
  const std::uint64_t first = number_from("LOCKSTEP_SEED", 1);
  const std::uint64_t last = std::getenv("LOCKSTEP_SEED") ? first : seeds;
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    const std::string wrong = compare(*draw(seed), seed);
    if (!wrong.empty()) return "LOCKSTEP_SEED=" + std::to_string(seed) + ": " + wrong;
  }
  return {};
}

}  // namespace lockstep
