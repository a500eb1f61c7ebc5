#include "tools/report/report_text.hpp"

#include "tools/chart/steps.hpp"
#include "tools/report/engine_report.hpp"
#include "tools/report/ledger_report.hpp"
#include "tools/report/liveness_report.hpp"
#include "tools/terminal/page.hpp"
#include "tools/terminal/text.hpp"
#include "tools/terminal/units.hpp"

#include <algorithm>

namespace lockstep {
namespace {

constexpr Style bold{Colour::none, true, false};

// "(2 faults)", "(1 fault, minimum)"; nothing when nobody asks and there is none.
std::string faults_in_words(std::size_t faults, bool asked, bool fewest) {
  if (!asked) return faults == 0 ? "" : " (" + counted(faults, "fault") + ")";
  if (faults == 0) return " (no faults)";
  return " (" + counted(faults, "fault") +
         (fewest ? ", minimum)" : ", not known to be the minimum)");
}

std::string found(const PropertyOutcome& property, bool fewest_asked) {
  switch (property.report.verdict) {
    case Verdict::holds: return "holds";
    case Verdict::unknown: return "unknown";
    case Verdict::not_judged: return "not judged";
    case Verdict::seen: return "happens, first after " + counted(property.report.steps, "step");
    case Verdict::unseen: return "does not happen";
    case Verdict::violated: break;
  }
  return "violated in " + counted(property.report.steps, "step") +
         faults_in_words(property.report.faults, fewest_asked, property.report.fewest);
}

// Witnesses only for who has asked for them by name.
std::vector<PropertyOutcome> told_one_by_one(const Outcome& outcome) {
  std::vector<PropertyOutcome> all = outcome.properties;
  if (!outcome.all_asked) all.insert(all.end(), outcome.witnesses.begin(), outcome.witnesses.end());
  return all;
}

struct VerdictLine {
  std::string name;
  Verdict verdict;
  std::string found;
};

std::vector<VerdictLine> verdict_lines(const Outcome& outcome) {
  std::vector<VerdictLine> lines;
  for (const PropertyOutcome& p : told_one_by_one(outcome))
    lines.push_back({p.property.name, p.report.verdict, found(p, outcome.report.fewest_faults)});
  if (outcome.liveness)
    for (const GoalOutcome& goal : outcome.liveness->goals)
      lines.push_back({goal.goal.name, goal.verdict, found(goal)});
  return lines;
}

void verdicts(Page& page, const Outcome& outcome) {
  const std::vector<VerdictLine> all = verdict_lines(outcome);
  int widest = 0;
  for (const VerdictLine& line : all) widest = std::max(widest, columns_of(line.name));
  for (const auto& [name, verdict, found] : all) {
    const bool good = verdict == Verdict::holds || verdict == Verdict::seen;
    const char* sign = good ? "✓" : verdict == Verdict::violated ? "✗" : "?";
    const Colour colour = good                           ? Colour::green
                          : verdict == Verdict::violated ? Colour::red
                                                         : Colour::yellow;
    page.put(std::string("  ") + sign + " " + padded(name, widest) + "  " + found,
             {colour, false, false});
  }
}

// What the verdicts do not say: properties that were not judged, and what never happened.
void reservations(Page& page, const Outcome& outcome) {
  constexpr Style caution{Colour::yellow, false, false};
  std::vector<std::string> lines;
  const auto not_judged = [&](const std::string& name, const std::string& why) {
    if (!why.empty()) lines.push_back("Not judged: \"" + name + "\", because " + why + ".");
  };
  for (const PropertyOutcome& p : outcome.properties)
    if (p.report.verdict == Verdict::not_judged) not_judged(p.property.name, p.property.not_judged);
  if (outcome.liveness)
    for (const GoalOutcome& goal : outcome.liveness->goals)
      not_judged(goal.goal.name, goal.not_judged);
  std::string never;
  for (const std::string& what : outcome.never) never += (never.empty() ? "" : "; ") + what;
  const bool all = outcome.report.exhausted();
  if (!never.empty())
    lines.push_back((all ? "Never happened: " : "Did not happen so far: ") + never + ".");
  if (outcome.report.transitions == 0 && all)
    lines.push_back("No step is possible in the initial state.");
  if (!lines.empty()) page.put("", {});
  for (const std::string& line : lines) page.paragraph("  ", line, caution);
}

// Rates of a very short search mean nothing.
void counts(Page& page, const Report& report) {
  constexpr double seconds_min = 0.1;
  constexpr std::uint64_t states_min = 100'000;
  page.items("  ",
             {counted(report.states, "state"), counted(report.transitions, "transition"),
              "depth " + grouped(report.depth)},
             ", ", {});
  std::vector<std::string> costs{seconds_in_words(report.seconds)};
  if (report.seconds >= seconds_min)
    costs.push_back(grouped(static_cast<std::uint64_t>(states_per_second(report))) + " states/s");
  costs.push_back("peak memory " + bytes_in_words(static_cast<double>(report.peak_memory_bytes)));
  if (report.states >= states_min)
    costs.push_back(grouped(static_cast<std::uint64_t>(bytes_per_state(report))) + " bytes/state");
  page.items("  ", costs, ", ", {});
  const auto reductions = reduction_names(report.reductions);
  page.put("  reductions: " + (reductions.empty() ? "none" : listed(reductions)), {});
}

// Said only when some states were left out.
void contract(Page& page, const Outcome& outcome) {
  if (outcome.contract.every) return;
  const std::string of =
      outcome.report.exhausted() ? grouped(outcome.contract.states) + " of " : "";
  page.put("  contract: checked on " + of +
               counted(of.empty() ? outcome.contract.states : outcome.report.states, "state"),
           {});
}

void not_finished(Page& page, const Report& report) {
  if (report.exhausted()) return;
  page.put("", {});
  page.paragraph("",
                 "Incomplete: " + report.stopped + ". All runs of up to " +
                     counted(report.depth_covered, "step") + " were checked.",
                 {Colour::yellow, true, false});
}

// Told only to who has asked.
void time_that_passes(Page& page, const ZenoOutcome& zeno) {
  if (!zeno.asked) return;
  const bool searched = zeno.look == ZenoLook::searched;
  page.put("", {});
  page.paragraph("",
                 searched ? "Zeno check: passed in every state. Time cannot stand still forever."
                          : "Zeno check: unknown, because " + zeno.why + ".",
                 {searched ? Colour::none : Colour::yellow, !searched, false});
}

// One run often violates two properties.
std::vector<std::string> broken_by_the_same(const Outcome& outcome, const PropertyOutcome& shown) {
  std::vector<std::string> names;
  for (const PropertyOutcome& other : outcome.properties)
    if (&other != &shown && other.trace && other.trace->steps == shown.trace->steps)
      names.push_back(other.property.name);
  return names;
}

std::vector<std::string> quoted(std::vector<std::string> names) {
  for (std::string& name : names) name = '"' + name + '"';
  return names;
}

void others(Page& page, const Outcome& outcome, const PropertyOutcome& shown) {
  const auto same = broken_by_the_same(outcome, shown);
  if (!same.empty()) {
    page.put("", {});
    page.paragraph("", "This run also violates " + listed(quoted(same)) + ".", {});
  }
  std::vector<std::string> rest;
  for (const PropertyOutcome& other : outcome.properties)
    if (&other != &shown && other.trace &&
        std::find(same.begin(), same.end(), other.property.name) == same.end())
      rest.push_back(other.property.name);
  if (rest.empty()) return;
  page.put("", {});
  page.paragraph("",
                 "Also violated: " + listed(quoted(rest)) + ". To see " +
                     (rest.size() == 1 ? "that counterexample: --property \"" + rest.back() + '"'
                                       : std::string("one: --property NAME")),
                 {});
}

void draw(Page& page, const PropertyOutcome& property, const Display& display) {
  if (!property.trace) return;
  page.put("", {});
  page.raw(drawn(*property.trace, display.chart, display.steps));
}

// All that are violated, or of several the last declared, as with properties.
void draw_goals(Page& page, const LivenessOutcome& liveness, bool all, const Display& display) {
  const GoalOutcome* last = nullptr;
  for (const GoalOutcome& goal : liveness.goals)
    if (goal.trace) last = &goal;
  for (const GoalOutcome& goal : liveness.goals) {
    if (!goal.trace || (!all && &goal != last)) continue;
    page.put("", {});
    page.raw(drawn(*goal.trace, display.chart, display.steps));
  }
}

}  // namespace

void put_subject(Page& page, const std::string& protocol,
                 const std::vector<ParameterValue>& parameters, const std::string& sentence) {
  std::vector<std::string> words{protocol};
  for (const ParameterValue& p : parameters)
    if (p.telling) words.push_back(p.name + "=" + p.value);
  page.items("", words, " ", bold);
  page.paragraph("", sentence, {});
}

std::string report_text(const Outcome& outcome, const Display& display, bool draw_all) {
  Page page(display.chart);
  if (!display.quiet) {
    put_subject(page, outcome.protocol, outcome.parameters, outcome.sentence);
    page.put("", {});
  }
  verdicts(page, outcome);
  if (display.quiet) return page.text();
  reservations(page, outcome);
  page.put("", {});
  counts(page, outcome.report);
  contract(page, outcome);
  put_liveness(page, outcome);
  if (display.verbose) put_engine(page, outcome.report);
  put_ledger(page, outcome.assumptions);
  not_finished(page, outcome.report);
  time_that_passes(page, outcome.zeno);
  const PropertyOutcome* telling = outcome.most_telling();
  for (const PropertyOutcome& property : outcome.properties)
    if (draw_all || &property == telling) draw(page, property, display);
  for (const PropertyOutcome& witness : outcome.witnesses) draw(page, witness, display);
  if (!draw_all && telling != nullptr) others(page, outcome, *telling);
  if (telling != nullptr) {
    page.put("", {});
    page.paragraph("", "What would have prevented it: lockstep explain, with the same words.",
                   {Colour::none, false, true});
  }
  if (outcome.liveness) draw_goals(page, *outcome.liveness, draw_all, display);
  return page.text();
}

}  // namespace lockstep
