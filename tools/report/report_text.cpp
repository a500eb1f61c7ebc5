#include "tools/report/report_text.hpp"

#include "tools/chart/steps.hpp"
#include "tools/report/ledger_report.hpp"
#include "tools/terminal/page.hpp"
#include "tools/terminal/text.hpp"
#include "tools/terminal/units.hpp"

#include <algorithm>

namespace lockstep {
namespace {

constexpr Style bold{Colour::none, true, false};

// "(2 faults)", "(1 fault, the fewest)"; nothing when nobody asks and there is none.
std::string faults_in_words(std::size_t faults, bool asked, bool fewest) {
  if (!asked) return faults == 0 ? "" : " (" + counted(faults, "fault") + ")";
  if (faults == 0) return " (no fault is needed)";
  return " (" + counted(faults, "fault") + (fewest ? ", the fewest)" : "; fewer may do)");
}

std::string found(const PropertyOutcome& property, bool fewest_asked) {
  switch (property.report.verdict) {
    case Verdict::holds: return "holds";
    case Verdict::unknown: return "unknown";
    case Verdict::violated: break;
  }
  return "violated in " + counted(property.report.steps, "step") +
         faults_in_words(property.report.faults, fewest_asked, property.report.fewest);
}

void verdicts(Page& page, const Outcome& outcome) {
  int widest = 0;
  for (const PropertyOutcome& p : outcome.properties)
    widest = std::max(widest, columns_of(p.property.name));
  for (const PropertyOutcome& p : outcome.properties) {
    const Verdict verdict = p.report.verdict;
    const char* sign = verdict == Verdict::holds ? "✓" : verdict == Verdict::violated ? "✗" : "?";
    const Colour colour = verdict == Verdict::holds      ? Colour::green
                          : verdict == Verdict::violated ? Colour::red
                                                         : Colour::yellow;
    page.put(std::string("  ") + sign + " " + padded(p.property.name, widest) + "  " +
                 found(p, outcome.report.fewest_faults),
             {colour, false, false});
  }
}

// Rates of a search that is over in an instant say nothing.
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

void not_finished(Page& page, const Report& report) {
  if (report.exhausted()) return;
  page.put("", {});
  page.paragraph("",
                 "Not finished: " + report.stopped + ". Every run of up to " +
                     counted(report.depth_covered, "step") + " was checked.",
                 {Colour::yellow, true, false});
}

// Told only to who has asked.
void time_that_passes(Page& page, const ZenoOutcome& zeno) {
  if (!zeno.asked) return;
  const bool searched = zeno.look == ZenoLook::searched;
  page.put("", {});
  page.paragraph("",
                 searched ? "Time cannot stand still for ever: that was looked for in every state."
                          : "Whether time can stand still for ever is not known: " + zeno.why + ".",
                 {searched ? Colour::none : Colour::yellow, !searched, false});
}

// Two properties are often broken by the very same run.
std::vector<std::string> broken_by_the_same(const Outcome& outcome, const PropertyOutcome& shown) {
  std::vector<std::string> names;
  for (const PropertyOutcome& other : outcome.properties)
    if (&other != &shown && other.trace && other.trace->steps == shown.trace->steps)
      names.push_back(other.property.name);
  return names;
}

void others(Page& page, const Outcome& outcome, const PropertyOutcome& shown) {
  const auto same = broken_by_the_same(outcome, shown);
  if (!same.empty()) {
    page.put("", {});
    page.paragraph("", "The same run breaks: " + listed(same) + ".", {});
  }
  std::vector<std::string> rest;
  for (const PropertyOutcome& other : outcome.properties)
    if (&other != &shown && other.trace &&
        std::find(same.begin(), same.end(), other.property.name) == same.end())
      rest.push_back(other.property.name);
  if (rest.empty()) return;
  page.put("", {});
  page.paragraph(
      "",
      "Also violated: " + listed(rest) + ". To see that run: --property \"" + rest.back() + "\"",
      {});
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
  page.put("", {});
  counts(page, outcome.report);
  put_ledger(page, outcome.assumptions);
  not_finished(page, outcome.report);
  time_that_passes(page, outcome.zeno);
  const PropertyOutcome* telling = outcome.most_telling();
  if (telling == nullptr) return page.text();
  for (const PropertyOutcome& property : outcome.properties) {
    if (!property.trace || (!draw_all && &property != telling)) continue;
    page.put("", {});
    page.raw(drawn(*property.trace, display.chart, display.steps));
  }
  if (!draw_all) others(page, outcome, *telling);
  return page.text();
}

}  // namespace lockstep
