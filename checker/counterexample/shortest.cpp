#include "checker/counterexample/shortest.hpp"

#include "checker/counterexample/remaining.hpp"
#include "checker/counterexample/way_lost.hpp"
#include "checker/engine/explorer.hpp"
#include "checker/model/narrator.hpp"
#include "checker/model/walk.hpp"

#include <algorithm>
#include <compare>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace lockstep {
namespace {

// What a run still has to pay.
struct Due {
  std::uint32_t faults = 0;
  std::uint16_t switches = 0;
  auto operator<=>(const Due&) const = default;
};

// The end of a run that costs no more than it must and has the first names so far.
struct Candidate {
  StateBytes state;
  Due due;
  Before before;
  std::size_t parent = 0;  // among the candidates one step before
  Move move;
};

// Walks forward through the layers, in concrete states.
class Walk {
 public:
  Walk(const Model& model, unsigned reductions, const std::vector<Layer>& layers)
      : model_(model), reductions_(reductions), layers_(layers) {}

  // Nothing when the way is lost: states that behave alike had different canonical forms.
  std::optional<Run> run() {
    generations_.push_back(starts());
    for (std::size_t level = 1; level < layers_.size() && !generations_.back().empty(); ++level)
      generations_.push_back(next(generations_.back(), layers_[level]));
    if (generations_.back().empty()) return std::nullopt;
    return read_back();
  }

 private:
  std::vector<Candidate> starts() {
    std::vector<StateBytes> all = start_states(model_);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::vector<Candidate> best;
    for (StateBytes& state : all) {
      const Cost* cost = find(state);
      if (!cost) continue;
      const Due due{cost->faults, cost->switches_after({})};
      if (!best.empty() && due > best.front().due) continue;
      if (!best.empty() && due < best.front().due) best.clear();
      best.push_back({std::move(state), due, {}, 0, {}});
    }
    return best;
  }

  const Cost* find(StateBytes state) const {
    LaneMap lanes;
    model_.canonicalise(state.data(), reductions_, &lanes);
    return layers_.front().find(state);
  }

  std::vector<Candidate> next(const std::vector<Candidate>& now, const Layer& layer) {
    std::string least_name;
    // By state and step before; the first parent is kept. Candidates are in order, so this is
    // determined.
    std::map<std::pair<StateBytes, Before>, Candidate> best;
    for (std::size_t parent = 0; parent < now.size(); ++parent) {
      const StateBytes& state = now[parent].state;
      for (Onward& step : onward(model_, reductions_, state, layer)) {
        const Due total{step.faults, step.opening.switches_after(now[parent].before)};
        if (total != now[parent].due) continue;
        std::string name = model_.narrator().label(step.move, state.data());
        const Due after{step.faults_after, step.opening.switches};
        if (!best.empty() && name > least_name) continue;
        if (!best.empty() && name < least_name) best.clear();
        least_name = std::move(name);
        std::pair<StateBytes, Before> key{step.state, step.leads_on};
        best.try_emplace(std::move(key),
                         Candidate{std::move(step.state), after, step.leads_on, parent, step.move});
      }
    }
    std::vector<Candidate> all;
    for (auto& [key, candidate] : best) all.push_back(std::move(candidate));
    return all;
  }

  Run read_back() const {
    Run run;
    std::size_t at = 0;
    for (std::size_t level = generations_.size(); level-- > 0;) {
      const Candidate& here = generations_[level][at];
      run.states.push_back(here.state);
      if (level > 0) run.moves.push_back(here.move);
      at = here.parent;
    }
    std::reverse(run.states.begin(), run.states.end());
    std::reverse(run.moves.begin(), run.moves.end());
    return run;
  }

  const Model& model_;
  const unsigned reductions_;
  const std::vector<Layer>& layers_;
  std::vector<std::vector<Candidate>> generations_;
};

// The levels up to `last`.
std::vector<Frontier> levels_up_to(const Model& model, unsigned reductions, std::uint64_t last,
                                   Team& team, MemoryWatch& memory) {
  std::vector<Frontier> levels;
  Explorer explorer(model, team, reductions);
  explorer.keep_levels(&levels);
  const auto stop = [&] {
    memory.relieve(explorer);
    return false;
  };
  while (levels.size() < last) explorer.expand_level(stop);
  levels.push_back(explorer.frontier());  // its steps need not be taken, and may be too many
  return levels;
}

std::optional<Run> shortest_run(const Model& model, unsigned reductions, const Breach& breach,
                                const std::vector<Frontier>& levels) {
  std::vector<const Frontier*> up_to;
  for (std::size_t i = 0; i <= breach.level; ++i) up_to.push_back(&levels[i]);
  const auto layers = remaining_costs(model, reductions, breach.property, up_to);
  return Walk(model, reductions, layers).run();
}

}  // namespace

std::vector<Run> shortest_runs(const Model& model, unsigned reductions,
                               const std::vector<Breach>& breaches, Team& team,
                               MemoryWatch& memory) {
  if (breaches.empty()) return {};
  std::uint64_t last = 0;
  for (const Breach& breach : breaches) last = std::max(last, breach.level);
  const auto levels = levels_up_to(model, reductions, last, team, memory);
  std::vector<Run> runs;
  for (const Breach& breach : breaches) {
    auto run = shortest_run(model, reductions, breach, levels);
    // A reduction that keeps several states of one orbit may lose the way. Without it there is none
    // to lose, and no further than this level has to be searched.
    if (!run)
      run = shortest_run(model, no_reduction, breach,
                         levels_up_to(model, no_reduction, breach.level, team, memory));
    keep_way(run.has_value(), "a broken state is reached from a start");
    runs.push_back(std::move(*run));
  }
  return runs;
}

}  // namespace lockstep
