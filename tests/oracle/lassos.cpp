#include "tests/oracle/lassos.hpp"

#include "checker/model/walk.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace lockstep {
namespace {

bool has(const std::vector<std::size_t>& list, std::size_t one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

AllLassos::AllLassos(const LiveModel& model, std::vector<Fairness> by_action)
    : model_(model), by_action_(std::move(by_action)) {
  std::map<StateBytes, std::size_t> numbers;
  const auto number = [&](const StateBytes& state) {
    const auto [at, fresh] = numbers.try_emplace(state, states_.size());
    if (fresh) states_.push_back(state);
    return at->second;
  };
  for (const StateBytes& start : start_states(model)) starts_.push_back(number(start));
  for (std::size_t i = 0; i < states_.size(); ++i) {
    std::vector<Edge> mine;
    const StateBytes from = states_[i];
    for (const Successor& step : successors(model, from))
      if (step.state != from)
        mine.push_back({number(step.state), step.move, model.party(step.move, from.data())});
    edges_.push_back(mine);
  }
}

// A run that visits these states, and takes these edges, again and again.
bool AllLassos::is_fair(const std::vector<std::size_t>& states, const Walk& edges) const {
  bool ticks = false;
  bool waits = true;
  bool has_time = false;
  for (std::size_t i = 0; i < by_action_.size(); ++i)
    has_time |=
        by_action_[i] != Fairness::none && model_.lets_time_pass(static_cast<unsigned short>(i));
  for (const Edge* edge : edges) ticks |= model_.lets_time_pass(edge->move.action);
  for (const std::size_t state : states)
    waits &= model_.waiting(states_[state].data()) != Waiting::nothing;
  if (has_time && waits && !ticks) return false;
  std::set<std::pair<unsigned, std::string>> constraints;
  for (const std::size_t state : states)
    for (const Edge& edge : edges_[state]) constraints.emplace(edge.move.action, edge.party);
  for (const auto& [action, party] : constraints) {
    const auto is_it = [&, a = action, p = party](const Edge& edge) {
      return edge.move.action == a && edge.party == p;
    };
    if (model_.lets_time_pass(static_cast<unsigned short>(action))) continue;
    if (std::any_of(edges.begin(), edges.end(), [&](const Edge* edge) { return is_it(*edge); }))
      continue;
    const bool always = std::all_of(states.begin(), states.end(), [&](std::size_t state) {
      return std::any_of(edges_[state].begin(), edges_[state].end(), is_it);
    });
    if (by_action_[action] == Fairness::strong) return false;
    if (by_action_[action] == Fairness::weak && always) return false;
  }
  return true;
}

AllLassos::Walk AllLassos::edges_within(const std::vector<std::size_t>& states) const {
  Walk all;
  for (const std::size_t state : states)
    for (const Edge& edge : edges_[state])
      if (has(states, edge.to)) all.push_back(&edge);
  return all;
}

// From each of these states to each, by these states alone (Warshall).
bool AllLassos::goes_round(const std::vector<std::size_t>& states) const {
  std::set<std::pair<std::size_t, std::size_t>> reach;
  for (const std::size_t state : states)
    for (const Edge& edge : edges_[state])
      if (has(states, edge.to)) reach.emplace(state, edge.to);
  for (const std::size_t over : states)
    for (const std::size_t from : states)
      for (const std::size_t to : states)
        if (reach.contains({from, over}) && reach.contains({over, to})) reach.emplace(from, to);
  return reach.size() == states.size() * states.size();
}

bool AllLassos::in_goal(std::size_t goal, std::size_t party, std::size_t state, bool asks) const {
  const Call call = model_.call(goal, states_[state].data());
  return ((asks ? call.asks : call.answers) >> party & 1) != 0;
}

// Going on forever in these states, and in no others.
bool AllLassos::is_bad(std::size_t goal, std::size_t party,
                       const std::vector<std::size_t>& states) const {
  const auto answers = [&](std::size_t state) { return in_goal(goal, party, state, false); };
  if (model_.goals()[goal].form == Form::eventually_always)
    return !std::all_of(states.begin(), states.end(), answers);
  return std::none_of(states.begin(), states.end(), answers);
}

// States from which a run may go on forever, fairly and badly.
std::vector<bool> AllLassos::traps(std::size_t goal, std::size_t party) const {
  std::vector<bool> found(states_.size());
  for (unsigned set = 1; set < 1u << states_.size(); ++set) {
    std::vector<std::size_t> states;
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (set >> i & 1) states.push_back(i);
    if (!is_bad(goal, party, states)) continue;
    const bool stops = states.size() == 1 && is_fair(states, {});
    const bool round = goes_round(states) && is_fair(states, edges_within(states));
    if (stops || round)
      for (const std::size_t state : states) found[state] = true;
  }
  return found;
}

// Level by level, over pairs of a state and whether the goal was asked for and has to stay
// unanswered.
std::optional<std::size_t> AllLassos::shortest_stem(std::size_t goal, std::size_t party) const {
  const Form form = model_.goals()[goal].form;
  const std::vector<bool> trap = traps(goal, party);
  std::set<std::pair<std::size_t, bool>> seen;
  std::vector<std::pair<std::size_t, bool>> level;
  const auto reach = [&](std::size_t state, bool open,
                         std::vector<std::pair<std::size_t, bool>>& into) {
    const bool quiet = form == Form::eventually_always || !in_goal(goal, party, state, false);
    if (open && !quiet) return;
    if (seen.emplace(state, open).second) into.emplace_back(state, open);
  };
  const auto opens = [&](std::size_t state) {
    return form != Form::leads_to || in_goal(goal, party, state, true);
  };
  for (const std::size_t start : starts_) {
    reach(start, false, level);
    if (opens(start)) reach(start, true, level);
  }
  for (std::size_t steps = 0; !level.empty(); ++steps) {
    for (const auto& [state, open] : level)
      if (open && trap[state]) return steps;
    std::vector<std::pair<std::size_t, bool>> next;
    for (const auto& [state, open] : level)
      for (const Edge& edge : edges_[state]) {
        reach(edge.to, open, next);
        if (!open && form != Form::eventually && opens(edge.to)) reach(edge.to, true, next);
      }
    level = next;
  }
  return std::nullopt;
}

bool AllLassos::has_shorter_loop(std::size_t goal, std::size_t party, const Run& run) const {
  const auto at = std::find(states_.begin(), states_.end(), run.states[*run.loop_from]);
  const auto anchor = static_cast<std::size_t>(at - states_.begin());
  const std::size_t length = run.steps() - *run.loop_from;
  std::vector<std::pair<std::size_t, Walk>> walks{{anchor, {}}};
  for (std::size_t steps = 1; steps < length; ++steps) {
    std::vector<std::pair<std::size_t, Walk>> longer;
    for (const auto& [state, walk] : walks)
      for (const Edge& edge : edges_[state]) {
        Walk further = walk;
        further.push_back(&edge);
        longer.emplace_back(edge.to, further);
      }
    for (const auto& [state, walk] : longer) {
      if (state != anchor) continue;
      std::vector<std::size_t> visited;
      for (const Edge* edge : walk) visited.push_back(edge->to);
      if (is_bad(goal, party, visited) && is_fair(visited, walk)) return true;
    }
    walks = longer;
  }
  return false;
}

}  // namespace lockstep
