#include "tools/chart/steps.hpp"
#include "tools/report/colours.hpp"
#include "tools/report/report_text.hpp"
#include "tools/report/simulation_report.hpp"
#include "tools/terminal/page.hpp"
#include "tools/terminal/text.hpp"
#include "tools/terminal/units.hpp"

#include <algorithm>

namespace lockstep {
namespace {

std::string found(const SimulatedProperty& property) {
  if (property.verdict() == Verdict::not_judged)
    return "not judged: " + property.property.not_judged;
  if (!property.trace) return "unknown: no run violated it";
  const std::size_t faults = property.trace->faults();
  return "violated in " + counted(property.trace->steps.size(), "step") +
         (faults == 0 ? "" : " (" + counted(faults, "fault") + ")");
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "; ") + name;
  return text;
}

void verdicts(Page& page, const SimulationOutcome& outcome) {
  int widest = 0;
  for (const SimulatedProperty& one : outcome.properties)
    widest = std::max(widest, columns_of(one.property.name));
  for (const SimulatedProperty& one : outcome.properties)
    page.put(std::string("  ") + (one.trace ? "✗" : "?") + " " + padded(one.property.name, widest) +
                 "  " + found(one),
             one.trace ? red : yellow);
}

void covered(Page& page, const SimulationOutcome& outcome) {
  const SimulationReport& report = outcome.report;
  page.items(
      "  ",
      {"seed " + std::to_string(outcome.choosing.seed), counted(report.runs, "run"),
       counted(report.steps, "step"), "the longest run has " + counted(report.longest, "step"),
       grouped(report.ended) + " came to an end", seconds_in_words(report.seconds)},
      ", ", {});
  std::vector<std::string> taken, never;
  for (std::size_t i = 0; i < outcome.actions.size(); ++i)
    (report.taken[i] > 0 ? taken : never).push_back(outcome.actions[i].name);
  page.put("  actions taken: " + std::to_string(taken.size()) + " of " +
               std::to_string(outcome.actions.size()),
           {});
  if (!never.empty()) page.paragraph("  never taken: ", joined(never), {});
}

void conclusion(Page& page, const SimulationOutcome& outcome) {
  page.put("", {});
  if (!outcome.report.stopped.empty())
    page.paragraph("", "Incomplete: " + outcome.report.stopped + ".", yellow);
  page.paragraph(
      "",
      "No run violated a property. That proves nothing: random runs do not cover every behaviour.",
      yellow);
}

void how_short(Page& page, const SimulatedProperty& property) {
  page.put("", {});
  page.paragraph("",
                 "Shortened from " + counted(property.steps_found, "step") + ". " +
                     (property.minimal ? "No step and no two steps can be left out, but another "
                                         "run may be shorter."
                                       : "It was not shortened as far as possible."),
                 {});
}

void also_violated(Page& page, const SimulationOutcome& outcome, const SimulatedProperty& shown) {
  std::vector<std::string> names;
  for (const SimulatedProperty& one : outcome.properties)
    if (one.trace && &one != &shown) names.push_back("\"" + one.property.name + "\"");
  if (!names.empty())
    page.paragraph("", "Also violated: " + listed(names) + ". To see one: --property NAME", {});
}

}  // namespace

std::string simulation_text(const SimulationOutcome& outcome, const Display& display,
                            bool draw_all) {
  Page page(display.chart);
  if (!display.quiet) {
    put_subject(page, outcome.protocol, outcome.parameters, outcome.sentence);
    page.put("", {});
  }
  verdicts(page, outcome);
  if (display.quiet) return page.text();
  page.put("", {});
  covered(page, outcome);
  const SimulatedProperty* telling = outcome.most_telling();
  if (telling == nullptr) {
    conclusion(page, outcome);
    return page.text();
  }
  for (const SimulatedProperty& one : outcome.properties) {
    if (!one.trace || (!draw_all && &one != telling)) continue;
    page.put("", {});
    page.raw(drawn(*one.trace, display.chart, display.steps));
    how_short(page, one);
  }
  if (!draw_all) also_violated(page, outcome, *telling);
  return page.text();
}

}  // namespace lockstep
