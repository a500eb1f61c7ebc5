#include "tools/questions/liveness.hpp"

#include "checker/errors/errors.hpp"
#include "checker/liveness/check_liveness.hpp"
#include "checker/liveness/fairness.hpp"
#include "tools/report/outcome.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>
#include <utility>

namespace lockstep {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::vector<std::size_t> goals_asked_for(const Model& model, const AskedGoals& asked) {
  std::vector<std::size_t> found;
  const auto& goals = goals_of(model);
  for (std::size_t i = 0; i < goals.size(); ++i)
    if (asked.all || contains(asked.names, goals[i].name)) found.push_back(i);
  return found;
}

void change(const Shape& shape, const FairnessChange& wanted, std::vector<Fairness>& fairness) {
  std::vector<std::string> names;
  for (const Action& action : shape.actions)
    if (!action.fault && action.allowed && !contains(names, action.name))
      names.push_back(action.name);
  for (const Action& action : shape.actions)
    if (action.fault && action.name == wanted.action)
      throw Refused("--fair: `" + wanted.action + "` is a fault, and no run has to have one");
  if (!contains(names, wanted.action)) {
    const std::string near = nearest(wanted.action, names);
    throw Refused("--fair: unknown action `" + wanted.action + "`; " +
                  (near.empty() ? "there are: " + listed(names) : "did you mean `" + near + "`?"));
  }
  for (std::size_t i = 0; i < fairness.size(); ++i)
    if (shape.actions[i].name == wanted.action) fairness[i] = wanted.fairness;
}

// "{0} waits" with the party filled in.
std::string sentence_of(const Goal& goal, std::size_t party) {
  std::string sentence = goal.fails;
  if (goal.parties.empty()) return sentence;
  for (std::size_t at = 0; (at = sentence.find("{0}", at)) != std::string::npos;)
    sentence.replace(at, 3, goal.parties[party]);
  return sentence;
}

GoalOutcome told(const Subject& subject, const Goal& goal, const GoalReport& report) {
  GoalOutcome outcome{goal, report.verdict, {}, {}};
  if (report.verdict == Verdict::not_judged)
    outcome.not_judged = goal.never.empty() ? "nothing ever asks for it" : goal.never;
  if (report.verdict != Verdict::violated) return outcome;
  Trace trace = narrate(subject.model, report.run);
  set_subject(trace, subject.entry.name(), parameter_values(subject.entry, subject.settings));
  trace.property = goal.name;
  trace.sentence = sentence_of(goal, report.party);
  trace.why = in_words(report.why, report.run.steps());
  if (!goal.parties.empty()) trace.party = goal.parties[report.party];
  outcome.trace = std::move(trace);
  return outcome;
}

LedgerLine ledger_line(const Subject& subject, const LiveModel& model,
                       const WithoutFairness& without) {
  const Assumption assumption{'"' + without.action + "\" is not put off forever",
                              "--fair \"" + without.action + "=none\""};
  const Tried tried = without.stopped.empty() ? Tried::yes : Tried::in_part;
  LedgerLine line{assumption, tried, {}, without.stopped, without.action};
  for (const GoalReport& violated : without.violated) {
    const Goal& goal = model.goals()[violated.goal];
    line.carries.push_back(carried(goal.name, *told(subject, goal, violated).trace));
  }
  return line;
}

}  // namespace

const std::vector<Goal>& goals_of(const Model& model) {
  static const std::vector<Goal> none;
  const auto* live = dynamic_cast<const LiveModel*>(&model);
  return live == nullptr ? none : live->goals();
}

void require_properties_or_goals(const Model& model, const std::vector<std::string>& wanted) {
  Shape shape = model.shape();
  for (const Goal& goal : goals_of(model)) shape.properties.push_back({goal.name, goal.sentence});
  require_properties(shape, wanted);
}

void refuse_goals(const Model& model, const std::vector<std::string>& wanted) {
  for (const Goal& goal : goals_of(model))
    if (contains(wanted, goal.name))
      throw Refused('`' + goal.name +
                    "` is a liveness property: only `lockstep check` judges it, as in check " +
                    "--property \"" + goal.name +
                    "\" --ledger, which also relaxes each assumption");
}

FairnessChange parse_fairness(const std::string& text) {
  const std::size_t at = text.rfind('=');
  const std::string word = at == std::string::npos ? "" : text.substr(at + 1);
  const std::string action = text.substr(0, at);
  if (word == "none") return {action, Fairness::none};
  if (word == "weak") return {action, Fairness::weak};
  if (word == "strong") return {action, Fairness::strong};
  throw Refused("--fair must be ACTION=none, ACTION=weak or ACTION=strong, and not `" + text + '`');
}

std::vector<Fairness> fairness_with(const Shape& shape,
                                    const std::vector<FairnessChange>& changes) {
  std::vector<Fairness> fairness = declared_fairness(shape);
  for (const FairnessChange& wanted : changes) change(shape, wanted, fairness);
  return fairness;
}

std::optional<LivenessOutcome> judge_goals(const Subject& subject, const AskedGoals& asked,
                                           const Options& options) {
  const std::vector<std::size_t> goals = goals_asked_for(subject.model, asked);
  if (goals.empty() && asked.all)
    throw Refused("--liveness: " + subject.entry.name() + " declares no liveness property");
  if (goals.empty() && !asked.changes.empty())
    throw Refused("--fair has no effect here: only with --liveness, or with a liveness property");
  if (goals.empty()) return std::nullopt;
  const Shape& shape = subject.model.shape();
  const std::vector<Fairness> fairness = fairness_with(shape, asked.changes);
  const auto& model = dynamic_cast<const LiveModel&>(subject.model);
  const LivenessReport report = check_liveness(model, goals, fairness, options, asked.without_max);
  LivenessOutcome outcome;
  for (const GoalReport& goal : report.goals)
    outcome.goals.push_back(told(subject, model.goals()[goal.goal], goal));
  for (std::size_t i = 0; i < fairness.size(); ++i) {
    const Action& action = shape.actions[i];
    if (action.fault || !action.allowed) continue;
    if (model.lets_time_pass(static_cast<std::uint16_t>(i)))
      outcome.time = fairness[i] == Fairness::none ? TimeGoes::may_stand_still : TimeGoes::on;
    else
      outcome.fairness.push_back({action.name, fairness[i]});
  }
  for (const WithoutFairness& without : report.without)
    outcome.without.push_back(ledger_line(subject, model, without));
  outcome.states = report.states;
  outcome.transitions = report.transitions;
  outcome.graph_bytes = report.graph_bytes;
  outcome.seconds = report.seconds;
  outcome.stopped = report.stopped;
  return outcome;
}

}  // namespace lockstep
