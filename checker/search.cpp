#include "checker/search.hpp"

#include "checker/contract/blame.hpp"
#include "checker/counterexample/replay.hpp"
#include "checker/counterexample/shortest.hpp"
#include "checker/counterexample/shown.hpp"
#include "checker/counterexample/way_lost.hpp"
#include "checker/engine/checkpoints.hpp"
#include "checker/engine/explorer.hpp"
#include "checker/engine/resources.hpp"
#include "checker/errors/ensure.hpp"
#include "checker/errors/errors.hpp"
#include "checker/faults/fewest_faults.hpp"
#include "checker/machine/checkpoint.hpp"
#include "checker/machine/memory.hpp"

#include <utility>

namespace lockstep {
namespace {

// A new search, or one that goes on from a checkpoint.
Explorer begin(const Model& model, Team& team, unsigned reductions, const Options& options) {
  if (options.resume.empty()) return Explorer(model, team, reductions);
  CheckpointReader from(options.resume);
  const auto text = from.get_all<char>();
  const std::string subject(text.begin(), text.end());
  if (subject != options.subject)
    throw Refused("the checkpoint " + options.resume + " is of " + subject + ", not of " +
                  options.subject);
  return Explorer(model, team, reductions, from);
}

Report counts(const Explorer& explorer) {
  Report report;
  report.states = explorer.states();
  report.transitions = explorer.transitions();
  report.taken = explorer.taken();
  report.engine = explorer.statistics();
  report.depth_covered = explorer.level();
  report.depth =
      explorer.finished() && explorer.level() > 0 ? explorer.level() - 1 : explorer.level();
  return report;
}

// `found`: its bit was set in some state.
Verdict verdict_on(const Property& property, bool found, bool exhausted) {
  if (!property.not_judged.empty()) return Verdict::not_judged;
  if (property.when == When::sometimes) return found ? Verdict::seen : Verdict::unseen;
  if (found) return Verdict::violated;
  return exhausted ? Verdict::holds : Verdict::unknown;
}

void judge(const Model& model, const Explorer& explorer, Report& report) {
  const auto& properties = model.shape().properties;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    PropertyReport property;
    property.name = properties[i].name;
    const auto level = explorer.broken_at()[i];
    property.verdict = verdict_on(properties[i], level.has_value(), report.exhausted());
    property.steps = level.value_or(0);
    report.properties.push_back(std::move(property));
  }
}

void set_run(const Model& model, PropertyReport& property, Run run) {
  property.verdict = Verdict::violated;
  property.steps = run.steps();
  property.faults = faults_of(model, run);
  property.run = std::move(run);
}

// For properties that a limit left unknown as well: with fewer faults there is less to search.
void add_runs_of_fewest_faults(const Model& model, std::uint64_t asked, Resources& resources,
                               Report& report) {
  std::uint64_t wanted = 0;
  for (std::size_t i = 0; i < report.properties.size(); ++i)
    if (may_be_broken(report.properties[i].verdict)) wanted |= asked & std::uint64_t{1} << i;
  for (FewestFaults& found : fewest_faults(model, report.reductions, wanted, resources)) {
    set_run(model, report.properties[found.property], std::move(found.run));
    report.properties[found.property].fewest = true;
  }
}

// For violated properties that have none yet.
void add_shortest_runs(const Model& model, std::uint64_t asked, Resources& resources,
                       Report& report) {
  std::vector<Breach> breaches;
  for (std::size_t i = 0; i < report.properties.size(); ++i)
    if ((asked >> i & 1) && report.properties[i].verdict == Verdict::violated &&
        !report.properties[i].run)
      breaches.push_back({i, report.properties[i].steps});
  std::vector<Run> runs =
      shortest_runs(model, report.reductions, breaches, resources.team, resources.memory);
  for (std::size_t i = 0; i < breaches.size(); ++i) {
    const std::string fault = fault_in(model, runs[i], breaches[i].property);
    keep_way(fault.empty(), fault.c_str());
    set_run(model, report.properties[breaches[i].property], std::move(runs[i]));
  }
}

void add_runs_that_show(const Model& model, std::uint64_t wanted, Resources& resources,
                        Report& report) {
  for (std::size_t i = 0; i < report.properties.size(); ++i)
    if ((wanted >> i & 1) && report.properties[i].verdict == Verdict::seen)
      report.properties[i].run = run_that_shows(model, report.reductions, i, resources);
}

Report searched(const Model& model, const Options& options) {
  ensure(model.shape().properties.size() <= properties_max, "a model has at most 64 properties");
  ensure(model.shape().lanes.size() <= lanes_max, "a model has at most 32 lanes");
  Resources resources(options);
  const unsigned reductions = options.reductions & model.shape().reductions;
  Report report;
  {
    Explorer explorer = begin(model, resources.team, reductions, options);
    Checkpoints checkpoints(options.checkpoint, options.checkpoint_seconds, options.subject);
    resources.explore(explorer, 0, &checkpoints);
    report = counts(explorer);
    report.reductions = reductions;
    report.fewest_faults = options.fewest_faults;
    report.stopped = resources.limits.which();
    judge(model, explorer, report);
  }
  if (options.fewest_faults) add_runs_of_fewest_faults(model, options.runs, resources, report);
  add_shortest_runs(model, options.runs, resources, report);
  add_runs_that_show(model, options.witnesses, resources, report);
  report.seconds = resources.limits.seconds();
  report.peak_memory_bytes = peak_memory();
  return report;
}

}  // namespace

Report check(const Model& model, const Options& options) {
  try {
    return searched(model, options);
  } catch (const WayLost& lost) {
    blame(model, lost);
  }
}

}  // namespace lockstep
