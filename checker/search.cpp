#include "checker/search.hpp"

#include "checker/ensure.hpp"
#include "checker/errors.hpp"
#include "checker/explorer.hpp"
#include "checker/limits.hpp"
#include "checker/memory.hpp"
#include "checker/replay.hpp"
#include "checker/shortest.hpp"
#include "checker/team.hpp"

#include <algorithm>
#include <new>
#include <thread>

namespace lockstep {
namespace {

constexpr int threads_max = 256;

int threads_of(const Options& options) {
  if (options.threads < 0 || options.threads > threads_max)
    throw Refused("--threads " + std::to_string(options.threads) + " is out of range: 1 to " +
                  std::to_string(threads_max));
  if (options.threads > 0) return options.threads;
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 256u));
}

Report counts(const Explorer& explorer) {
  Report report;
  report.states = explorer.states();
  report.transitions = explorer.transitions();
  report.taken = explorer.taken();
  report.depth_covered = explorer.level();
  report.depth =
      explorer.finished() && explorer.level() > 0 ? explorer.level() - 1 : explorer.level();
  return report;
}

void judge(const Model& model, const Explorer& explorer, Report& report) {
  const auto& properties = model.shape().properties;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    PropertyReport property;
    property.name = properties[i].name;
    if (const auto level = explorer.broken_at()[i]) {
      property.verdict = Verdict::violated;
      property.steps = *level;
    } else {
      property.verdict = report.exhausted() ? Verdict::holds : Verdict::unknown;
    }
    report.properties.push_back(std::move(property));
  }
}

// Until every state was seen or a limit was hit.
void explore(Explorer& explorer, const MemoryWatch& memory, Limits& limits) {
  const auto stop = [&] {
    memory.relieve(explorer);
    return limits.hit(explorer);
  };
  try {
    while (!explorer.finished() && explorer.expand_level(stop)) continue;
  } catch (const std::bad_alloc&) {
    limits.out_of_memory();
  }
  if (!limits.which().empty()) explorer.stop_here();
}

void add_runs(const Model& model, Team& team, const MemoryWatch& memory, Report& report) {
  std::vector<Breach> breaches;
  for (std::size_t i = 0; i < report.properties.size(); ++i)
    if (report.properties[i].verdict == Verdict::violated)
      breaches.push_back({i, report.properties[i].steps});
  std::vector<Run> runs = shortest_runs(model, report.reductions, breaches, team, memory);
  for (std::size_t i = 0; i < breaches.size(); ++i) {
    const std::string fault = fault_in(model, runs[i], breaches[i].property);
    ensure(fault.empty(), fault.c_str());
    report.properties[breaches[i].property].run = std::move(runs[i]);
  }
}

}  // namespace

Report check(const Model& model, const Options& options) {
  ensure(model.shape().properties.size() <= properties_max, "a model has at most 64 properties");
  ensure(model.shape().lanes.size() <= lanes_max, "a model has at most 32 lanes");
  const MemoryWatch memory(options.memory_max);
  Limits limits(options, memory);
  Team team(threads_of(options));
  const unsigned reductions = options.reductions & model.shape().reductions;
  Report report;
  {
    Explorer explorer(model, team, reductions);
    explore(explorer, memory, limits);
    report = counts(explorer);
    report.reductions = reductions;
    report.stopped = limits.which();
    judge(model, explorer, report);
  }
  add_runs(model, team, memory, report);
  report.seconds = limits.seconds();
  report.peak_memory_bytes = peak_memory();
  return report;
}

}  // namespace lockstep
