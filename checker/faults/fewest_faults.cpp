#include "checker/faults/fewest_faults.hpp"

#include "checker/counterexample/look_for.hpp"
#include "checker/counterexample/replay.hpp"
#include "checker/counterexample/way_lost.hpp"
#include "checker/faults/fault_budget.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace lockstep {

std::vector<FewestFaults> fewest_faults(const Model& model, unsigned reductions,
                                        std::uint64_t wanted, Resources& resources) {
  std::vector<FewestFaults> found;
  for (unsigned faults = 0; wanted && faults <= fault_limit_max; ++faults) {
    FaultLimits limits;
    limits.total = faults;
    const FaultBudget within(model, limits);
    const Findings findings = look_for(within, reductions, wanted, resources);
    std::vector<Run> runs =
        shortest_runs(within, reductions, findings.breaches, resources.team, resources.memory);
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const std::size_t property = findings.breaches[i].property;
      Run run = inner_run(std::move(runs[i]), model.shape().width);
      const std::string wrong = fault_in(model, run, property);
      keep_way(wrong.empty(), wrong.c_str());
      keep_way(faults_of(model, run) == faults, "a smaller budget of faults was searched before");
      found.push_back({property, faults, std::move(run)});
      wanted &= ~(std::uint64_t{1} << property);
    }
    if (!findings.complete) break;
  }
  return found;
}

std::size_t faults_of(const Model& model, const Run& run) {
  const auto& actions = model.shape().actions;
  return static_cast<std::size_t>(
      std::count_if(run.moves.begin(), run.moves.end(),
                    [&](const Move& move) { return actions[move.action].fault; }));
}

}  // namespace lockstep
