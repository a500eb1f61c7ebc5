#include "tools/report/liveness_report.hpp"

#include "tools/report/report_json.hpp"
#include "tools/report/trace_json.hpp"
#include "tools/terminal/text.hpp"
#include "tools/terminal/units.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

std::string actions_with(const LivenessOutcome& outcome, Fairness fairness) {
  std::vector<std::string> names;
  for (const ActionFairness& one : outcome.fairness) {
    const std::string name = '"' + one.action + '"';
    if (one.fairness == fairness && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  }
  return names.empty() ? "" : listed(names);
}

const char* in_words(TimeGoes time) {
  switch (time) {
    case TimeGoes::on: return "goes on";
    case TimeGoes::may_stand_still: return "may stand still";
    case TimeGoes::untimed: break;
  }
  return "untimed";
}

const char* in_words(Form form) {
  switch (form) {
    case Form::eventually: return "eventually";
    case Form::always_eventually: return "always eventually";
    case Form::eventually_always: return "eventually always";
    case Form::leads_to: break;
  }
  return "leads to";
}

Json to_json(const GoalOutcome& goal) {
  return {
      {"name", goal.goal.name},
      {"sentence", goal.goal.sentence},
      {"form", in_words(goal.goal.form)},
      {"verdict", in_words(goal.verdict)},
      {"party", goal.trace && !goal.trace->party.empty() ? Json(goal.trace->party) : Json(nullptr)},
      {"stem", goal.trace ? Json(goal.trace->stem()) : Json(nullptr)},
      {"loop", goal.trace ? Json(goal.trace->loop()) : Json(nullptr)},
      {"not_judged", goal.not_judged.empty() ? Json(nullptr) : Json(goal.not_judged)},
      {"trace", goal.trace ? trace_to_json(*goal.trace) : Json(nullptr)}};
}

}  // namespace

const char* in_words(Fairness fairness) {
  switch (fairness) {
    case Fairness::weak: return "weak";
    case Fairness::strong: return "strong";
    case Fairness::none: break;
  }
  return "none";
}

std::vector<std::string> in_words(const std::vector<Why>& why, std::size_t steps) {
  std::vector<std::string> sentences;
  std::vector<std::string> taken;
  for (const Why& one : why) {
    const std::string step = '"' + one.step + '"';
    const std::string before = one.at > steps ? "there" : "before step " + std::to_string(one.at);
    if (one.put == Put::off_and_on)
      sentences.push_back(step + " is possible, but not " + before +
                          ", so weak fairness does not force it");
    else if (one.put == Put::unforced)
      sentences.push_back(step + " is possible " + before + ", and may be put off forever");
    else if (one.fairness != Fairness::none)
      taken.push_back(step + " (step " + std::to_string(one.at) + ")");
  }
  if (!taken.empty()) sentences.push_back("The loop is fair, for it takes " + listed(taken));
  return sentences;
}

std::string found(const GoalOutcome& goal) {
  if (!goal.trace) return in_words(goal.verdict);
  return "violated: " + stem_and_loop(goal.trace->stem(), goal.trace->loop());
}

namespace {

void put_judged(Page& page, const LivenessOutcome& outcome, unsigned reductions) {
  page.put("", {});
  std::vector<std::string> costs{counted(outcome.states, "state") + " without reductions",
                                 counted(outcome.transitions, "transition"),
                                 seconds_in_words(outcome.seconds)};
  if (outcome.transitions >= 100'000)
    costs.push_back(grouped(outcome.graph_bytes / outcome.transitions) + " bytes/transition");
  page.items("  ", {"liveness: " + costs[0]}, ", ", {});
  page.items("    ", {costs.begin() + 1, costs.end()}, ", ", {});
  if (reductions != no_reduction)
    page.paragraph("    ",
                   "(a loop of states that are the same up to the names of clients need not be "
                   "fair to each of them)",
                   {});
  const auto put = [&](Fairness fairness, const std::string& says) {
    if (const std::string names = actions_with(outcome, fairness); !names.empty())
      page.paragraph("  ", says + names, {});
  };
  put(Fairness::strong, "forced if possible again and again: ");
  put(Fairness::weak, "forced if possible all the time: ");
  put(Fairness::none, "never forced: every fault, and ");
  if (outcome.time == TimeGoes::on)
    page.paragraph("  ", "time passes as long as anything waits for it", {});
  if (outcome.time == TimeGoes::may_stand_still)
    page.paragraph("  ", "time may stand still", {Colour::yellow, false, false});
  if (!outcome.stopped.empty())
    page.paragraph("  ", "liveness is unknown: " + outcome.stopped, {Colour::yellow, true, false});
}

// "a, b and 4 more", where not all fit: `lockstep list` names them.
std::string named_on_one_line(std::string line, const std::vector<std::string>& names, int width) {
  constexpr int room_for_more = 11;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const int room = width - (i + 1 < names.size() ? room_for_more : 0);
    const std::string longer = line + (i == 0 ? "" : ", ") + names[i];
    if (i > 0 && columns_of(longer) > room)
      return line + " and " + std::to_string(names.size() - i) + " more";
    line = longer;
  }
  return line;
}

}  // namespace

void put_liveness(Page& page, const Outcome& outcome) {
  if (outcome.liveness) return put_judged(page, *outcome.liveness, outcome.report.reductions);
  if (outcome.unasked_goals.empty() || !outcome.all_asked) return;
  page.put(
      named_on_one_line("  not judged without --liveness: ", outcome.unasked_goals, page.width()),
      {Colour::none, false, true});
}

Json liveness_to_json(const LivenessOutcome& outcome) {
  Json goals = Json::array();
  for (const GoalOutcome& goal : outcome.goals) goals.push_back(to_json(goal));
  Json fairness = Json::array();
  for (const ActionFairness& one : outcome.fairness)
    fairness.push_back({{"action", one.action}, {"fairness", in_words(one.fairness)}});
  return {{"states", outcome.states},
          {"transitions", outcome.transitions},
          {"graph_bytes", outcome.graph_bytes},
          {"seconds", rounded(outcome.seconds, 1e6)},
          {"stopped", outcome.stopped.empty() ? Json(nullptr) : Json(outcome.stopped)},
          {"time", in_words(outcome.time)},
          {"fairness", fairness},
          {"goals", goals}};
}

}  // namespace lockstep
