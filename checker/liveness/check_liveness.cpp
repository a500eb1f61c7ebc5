#include "checker/liveness/check_liveness.hpp"

#include "checker/contract/blame.hpp"
#include "checker/counterexample/way_lost.hpp"
#include "checker/engine/patience.hpp"
#include "checker/liveness/lasso.hpp"
#include "checker/liveness/live_graph.hpp"
#include "checker/liveness/replay.hpp"
#include "checker/model/walk.hpp"

#include <algorithm>
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

class LivenessCheck {
 public:
  LivenessCheck(const LiveModel& model, const std::vector<Fairness>& fairness,
                const Options& options)
      : model_(model), fairness_(fairness), patience_(options), options_(options) {}

  LivenessReport run(const std::vector<std::size_t>& goals) {
    LivenessReport report;
    report.fairness = fairness_;
    for (const std::size_t goal : goals) report.goals.emplace_back().goal = goal;
    try {
      judge(report);
    } catch (const std::bad_alloc&) {
      report.stopped = "the system gave no more memory";
    }
    report.seconds = patience_.seconds();
    return report;
  }

 private:
  void judge(LivenessReport& report) {
    const LiveGraph graph = explore_graph(model_, fairness_, options_.states_max, patience_);
    report.states = graph.size();
    report.transitions = graph.to.size();
    report.graph_bytes = graph.bytes();
    report.stopped = graph.stopped;
    for (GoalReport& goal : report.goals) {
      if (!report.stopped.empty()) return;
      judge(graph, goal);
      if (goal.verdict == Verdict::unknown) report.stopped = patience_.why();
    }
  }

  void judge(const LiveGraph& graph, GoalReport& report) {
    const Goal& goal = model_.goals()[report.goal];
    if (goal.form == Form::leads_to && !ever_asked(graph, report.goal)) {
      report.verdict = Verdict::not_judged;
      return;
    }
    report.verdict = Verdict::holds;
    std::optional<Lasso> shortest;
    for (std::size_t party = 0; party < std::max<std::size_t>(1, goal.parties.size()); ++party) {
      if (patience_.is_over()) {
        report.verdict = Verdict::unknown;
        return;
      }
      std::optional<Lasso> found =
          find_lasso(graph, bad_runs(graph, report.goal, goal.form, party));
      if (!found || (shortest && shortest->steps() <= found->steps())) continue;
      shortest = std::move(found);
      report.party = party;
    }
    if (shortest) show(graph, *shortest, report);
  }

  void show(const LiveGraph& graph, const Lasso& lasso, GoalReport& report) {
    report.verdict = Verdict::violated;
    report.run = Retold(model_, graph, lasso).run();
    const std::string fault =
        fault_in_lasso(model_, report.goal, report.party, fairness_, report.run);
    keep_way(fault.empty(), fault.c_str());
    report.why = why_fair(model_, fairness_, report.run);
  }

  const LiveModel& model_;
  const std::vector<Fairness>& fairness_;
  Patience patience_;
  const Options& options_;
};

}  // namespace

LivenessReport check_liveness(const LiveModel& model, const std::vector<std::size_t>& goals,
                              const std::vector<Fairness>& fairness, const Options& options) {
  try {
    return LivenessCheck(model, fairness, options).run(goals);
  } catch (const WayLost& lost) {
    blame(model, lost);
  }
}

}  // namespace lockstep
