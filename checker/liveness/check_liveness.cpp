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

// The bits of one goal in every state.
struct Calls {
  Column<std::uint32_t> asks;
  Column<std::uint32_t> answers;

  Calls(const LiveModel& model, const LiveGraph& graph, std::size_t goal) {
    StateBytes room(graph.states.width());
    for (std::uint32_t state = 0; state < graph.size(); ++state) {
      graph.states.get(state, room.data());
      const Call call = model.call(goal, room.data());
      asks.push_back(call.asks);
      answers.push_back(call.answers);
    }
  }

  bool ever_asked() const {
    return std::any_of(asks.data(), asks.data() + asks.size(),
                       [](std::uint32_t bits) { return bits != 0; });
  }
};

BadRuns bad_runs(const LiveGraph& graph, const Calls& calls, Form form, std::size_t party) {
  const std::uint32_t size = graph.size();
  BadRuns bad{Region(size), Region(size), {}};
  Region quiet(size);
  for (std::uint32_t state = 0; state < size; ++state)
    quiet[state] = !(calls.answers[state] >> party & 1);
  switch (form) {
    case Form::eventually:
      for (const std::uint32_t start : graph.starts) bad.opens[start] = quiet[start];
      bad.stays = std::move(quiet);
      break;
    case Form::leads_to:
      for (std::uint32_t state = 0; state < size; ++state)
        bad.opens[state] = quiet[state] && (calls.asks[state] >> party & 1);
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
    const Calls calls(model_, graph, report.goal);
    if (goal.form == Form::leads_to && !calls.ever_asked()) {
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
      std::optional<Lasso> found = find_lasso(graph, bad_runs(graph, calls, goal.form, party));
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
