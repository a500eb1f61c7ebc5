#include "tools/chart/steps.hpp"
#include "tools/report/colours.hpp"
#include "tools/report/faults_report.hpp"
#include "tools/report/report_text.hpp"
#include "tools/terminal/page.hpp"
#include "tools/terminal/text.hpp"

namespace lockstep {
namespace {

void combinations(Page& page, const PropertyCombinations& property) {
  for (const Combination& one : property.minimal)
    page.paragraph("      violated ",
                   (faults_in(one.counts) == 0 ? "without a fault" : "by " + one.words) + " (" +
                       counted(one.trace.steps.size(), "step") + ") [" +
                       std::to_string(one.number) + "]",
                   {});
  for (const Survived& one : property.survived) page.paragraph("      holds with  ", one.words, {});
}

void property_in_words(Page& page, const PropertyCombinations& property) {
  const std::string& name = property.property.name;
  switch (property.verdict) {
    case Verdict::holds:
      return page.paragraph("  ✓ ", name + ": holds under every combination of faults", green);
    case Verdict::violated: page.paragraph("  ✗ ", name, red); break;
    case Verdict::unknown: page.paragraph("  ? ", name + ": not violated so far", yellow); break;
    case Verdict::not_judged:
      return page.paragraph("  ? ", name + ": not judged, because " + property.property.not_judged,
                            yellow);
    case Verdict::seen:
    case Verdict::unseen: return;
  }
  combinations(page, property);
}

}  // namespace

std::string faults_text(const FaultsOutcome& outcome, const Display& display, std::size_t draw) {
  Page page(display.chart);
  if (!display.quiet) {
    put_subject(page, outcome.protocol, outcome.parameters, outcome.sentence);
    page.put("", {});
  }
  for (const PropertyCombinations& property : outcome.properties) property_in_words(page, property);
  if (!outcome.stopped.empty()) {
    page.put("", {});
    page.paragraph("", "Incomplete: " + outcome.stopped + ".", {Colour::yellow, true, false});
  }
  if (display.quiet) return page.text();
  page.put("", {});
  if (draw > 0)
    page.raw(drawn(outcome.combination(draw).trace, display.chart, display.steps));
  else if (outcome.verdict() == Verdict::violated)
    page.paragraph("", "To draw counterexample [N]: --draw N", {});
  return page.text();
}

}  // namespace lockstep
