#include "checker/liveness/check_liveness.hpp"

#include "checker/contract/blame.hpp"
#include "checker/counterexample/way_lost.hpp"
#include "checker/engine/patience.hpp"
#include "checker/liveness/lasso.hpp"
#include "checker/liveness/live_graph.hpp"
#include "checker/liveness/replay.hpp"
#include "checker/liveness/unforced.hpp"
#include "checker/machine/memory.hpp"
#include "checker/machine/team.hpp"
#include "checker/model/walk.hpp"

#include <algorithm>
#include <mutex>
#include <new>
#include <utility>

namespace lockstep {
namespace {

bool ever_asked(const LiveGraph& graph, std::size_t goal) {
  for (std::size_t row = 0; row < graph.calls.rows(); ++row)
    if (graph.calls.in_row(row, goal).asks != 0) return true;
  return false;
}

// The states whose calls are such.
template <class Truth>
Region states_with(const LiveGraph& graph, std::size_t goal, Truth&& truth) {
  Region of_row(graph.calls.rows());
  for (std::size_t row = 0; row < of_row.size(); ++row)
    of_row[row] = truth(graph.calls.in_row(row, goal));
  Region found(graph.size());
  for (std::uint32_t state = 0; state < graph.size(); ++state)
    found[state] = of_row[graph.calls.row_of(state)];
  return found;
}

BadRuns bad_runs(const LiveGraph& graph, std::size_t goal, Form form, std::size_t party) {
  const std::uint32_t size = graph.size();
  const auto answers = [&](const Call& call) { return (call.answers >> party & 1) != 0; };
  const auto asks = [&](const Call& call) { return (call.asks >> party & 1) != 0; };
  Region quiet = states_with(graph, goal, [&](const Call& call) { return !answers(call); });
  BadRuns bad{Region(size), Region(size), {}};
  switch (form) {
    case Form::eventually:
      for (const std::uint32_t start : graph.starts) bad.opens[start] = quiet[start];
      bad.stays = std::move(quiet);
      break;
    case Form::leads_to:
      bad.opens =
          states_with(graph, goal, [&](const Call& call) { return asks(call) && !answers(call); });
      bad.stays = std::move(quiet);
      break;
    case Form::always_eventually: bad.opens = bad.stays = std::move(quiet); break;
    case Form::eventually_always:
      bad.opens.flip();
      bad.stays.flip();
      bad.visits = std::move(quiet);
      break;
  }
  return bad;
}

// Moves are not kept in the graph: the model is asked again.
class Retold {
 public:
  Retold(const LiveModel& model, const LiveGraph& graph, const Lasso& lasso)
      : model_(model), graph_(graph) {
    run_.states.push_back(state(lasso.start));
    for (const GraphStep& step : lasso.stem) take(step);
    run_.loop_from = run_.steps();
    for (const GraphStep& step : lasso.loop) take(step);
  }

  Run run() && { return std::move(run_); }

 private:
  StateBytes state(std::uint32_t number) const {
    StateBytes bytes(graph_.states.width());
    graph_.states.get(number, bytes.data());
    return bytes;
  }

  void take(const GraphStep& step) {
    std::vector<Successor> steps = successors(model_, run_.states.back());
    std::erase_if(steps, [&](const Successor& one) { return one.state == run_.states.back(); });
    keep_way(step.edge < steps.size() && run_.states.back() == state(step.from),
             "a state has the steps of its edges");
    run_.moves.push_back(steps[step.edge].move);
    run_.states.push_back(std::move(steps[step.edge].state));
  }

  const LiveModel& model_;
  const LiveGraph& graph_;
  Run run_;
};

// For a lasso that breaks a goal for one party of it.
struct Search {
  GoalReport* report = nullptr;
  std::size_t party = 0;
  std::optional<Lasso> found;
  std::string stopped;  // by which limit, before it began
};

// What a search keeps beside the graph, for each state: 28 on lamport-fast with 5 clients, and 20
// more for a second search beside it.
constexpr std::uint64_t bytes_of_a_search = 32;

class LivenessCheck {
 public:
  LivenessCheck(const LiveModel& model, const std::vector<Fairness>& fairness,
                const Options& options)
      : model_(model), fairness_(fairness), patience_(options), options_(options) {}

  LivenessReport run(const std::vector<std::size_t>& goals, std::uint64_t without_max) {
    LivenessReport report;
    report.fairness = fairness_;
    for (const std::size_t goal : goals) report.goals.emplace_back().goal = goal;
    try {
      judge(report, without_max);
    } catch (const std::bad_alloc&) {
      report.stopped = "the system gave no more memory";
    }
    report.seconds = patience_.seconds();
    return report;
  }

 private:
  void judge(LivenessReport& report, std::uint64_t without_max) {
    LiveGraph graph = explore_graph(model_, fairness_, options_.states_max, patience_);
    report.states = graph.size();
    report.transitions = graph.to.size();
    report.graph_bytes = graph.bytes();
    report.stopped = graph.stopped;
    if (!report.stopped.empty()) return;
    report.stopped = judge(graph, fairness_, report.goals);
    if (report.stopped.empty() && report.states <= without_max) try_without(graph, report);
  }

  void try_without(LiveGraph& graph, LivenessReport& report) {
    const auto holds = [](const GoalReport& goal) { return goal.verdict == Verdict::holds; };
    if (std::none_of(report.goals.begin(), report.goals.end(), holds)) return;
    for (const std::string& action : forced_actions()) {
      WithoutFairness& line = report.without.emplace_back();
      line.action = action;
      const std::vector<Fairness> weaker = without(action);
      const Unforced unforced(model_, graph, weaker);
      std::vector<GoalReport> again;
      for (const GoalReport& one : report.goals)
        if (holds(one)) again.push_back({one.goal, Verdict::unknown, 0, {}, {}});
      line.stopped = judge(graph, weaker, again);
      for (GoalReport& goal : again)
        if (goal.verdict == Verdict::violated) line.violated.push_back(std::move(goal));
    }
  }

  // Each name once.
  std::vector<std::string> forced_actions() const {
    std::vector<std::string> names;
    const auto& actions = model_.shape().actions;
    for (std::size_t i = 0; i < actions.size(); ++i)
      if (fairness_[i] != Fairness::none && actions[i].allowed && !actions[i].fault &&
          std::find(names.begin(), names.end(), actions[i].name) == names.end())
        names.push_back(actions[i].name);
    return names;
  }

  std::vector<Fairness> without(const std::string& action) const {
    std::vector<Fairness> weaker = fairness_;
    for (std::size_t i = 0; i < weaker.size(); ++i)
      if (model_.shape().actions[i].name == action) weaker[i] = Fairness::none;
    return weaker;
  }

  // Gives each goal its verdict, unless a limit is hit before that: then says which.
  std::string judge(const LiveGraph& graph, const std::vector<Fairness>& fairness,
                    std::vector<GoalReport>& goals) {
    std::vector<Search> searches = searches_for(graph, goals);
    Team(workers_for(graph)).share(searches.size(), [&](int, std::size_t i) {
      Search& search = searches[i];
      search.stopped = why_over();
      if (search.stopped.empty())
        search.found =
            find_lasso(graph, bad_runs(graph, search.report->goal,
                                       model_.goals()[search.report->goal].form, search.party));
    });
    for (GoalReport& report : goals) conclude(graph, fairness, searches, report);
    for (const Search& search : searches)
      if (!search.stopped.empty()) return search.stopped;
    return "";
  }

  // One for each party of each goal that is asked for.
  std::vector<Search> searches_for(const LiveGraph& graph, std::vector<GoalReport>& goals) const {
    std::vector<Search> searches;
    for (GoalReport& report : goals) {
      const Goal& goal = model_.goals()[report.goal];
      if (goal.form == Form::leads_to && !ever_asked(graph, report.goal))
        report.verdict = Verdict::not_judged;
      else
        for (std::size_t party = 0; party < std::max<std::size_t>(1, goal.parties.size()); ++party)
          searches.push_back({&report, party, {}, {}});
    }
    return searches;
  }

  // As many as there is memory for.
  int workers_for(const LiveGraph& graph) const {
    const std::uint64_t of_each = bytes_of_a_search * graph.size();
    const std::uint64_t limit = memory_limit(options_.memory_max);
    const std::uint64_t now = memory_now();
    int workers = workers_of(options_.threads);
    while (workers > 1 && now + static_cast<std::uint64_t>(workers) * of_each > limit) --workers;
    return workers;
  }

  std::string why_over() {
    const std::lock_guard lock(patience_is_shared_);
    return patience_.is_over() ? patience_.why() : "";
  }

  // Of all parties' the shortest, and the first among equals.
  void conclude(const LiveGraph& graph, const std::vector<Fairness>& fairness,
                const std::vector<Search>& searches, GoalReport& report) {
    if (report.verdict == Verdict::not_judged) return;
    report.verdict = Verdict::holds;
    const Lasso* shortest = nullptr;
    for (const Search& search : searches) {
      if (search.report != &report) continue;
      if (!search.stopped.empty()) {
        report.verdict = Verdict::unknown;
        return;
      }
      if (!search.found) continue;
      if (shortest != nullptr && shortest->steps() <= search.found->steps()) continue;
      shortest = &*search.found;
      report.party = search.party;
    }
    if (shortest != nullptr) show(graph, fairness, *shortest, report);
  }

  void show(const LiveGraph& graph, const std::vector<Fairness>& fairness, const Lasso& lasso,
            GoalReport& report) {
    report.verdict = Verdict::violated;
    report.run = Retold(model_, graph, lasso).run();
    const std::string fault =
        fault_in_lasso(model_, report.goal, report.party, fairness, report.run);
    keep_way(fault.empty(), fault.c_str());
    report.why = why_fair(model_, fairness, report.run);
  }

  const LiveModel& model_;
  const std::vector<Fairness>& fairness_;
  Patience patience_;
  std::mutex patience_is_shared_;
  const Options& options_;
};

}  // namespace

LivenessReport check_liveness(const LiveModel& model, const std::vector<std::size_t>& goals,
                              const std::vector<Fairness>& fairness, const Options& options,
                              std::uint64_t without_max) {
  try {
    return LivenessCheck(model, fairness, options).run(goals, without_max);
  } catch (const WayLost& lost) {
    blame(model, lost);
  }
}

}  // namespace lockstep
