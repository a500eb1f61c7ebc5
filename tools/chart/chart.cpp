#include "tools/chart/chart.hpp"

#include "tools/chart/arrows.hpp"
#include "tools/chart/events.hpp"
#include "tools/chart/rows.hpp"
#include "tools/terminal/page.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>

namespace lockstep {
namespace {

constexpr Style red{Colour::red, true, false};
constexpr Style green{Colour::green, true, false};
constexpr Style dim{Colour::none, false, true};

// The signs that this chart uses, explained.
std::vector<std::string> signs(const Trace& trace, const Plan& plan) {
  bool kinds[5] = {};
  bool fault = false;
  const auto use = [&](const std::vector<Bar>& bars) {
    for (const Bar& bar : bars) kinds[static_cast<std::size_t>(bar.kind)] = true;
  };
  use(trace.start_bars);
  for (const TraceStep& step : trace.steps) {
    use(step.bars);
    fault |= step.fault;
  }
  std::vector<std::string> legend;
  const auto explain = [&](BarKind kind, const char* text) {
    if (kinds[static_cast<std::size_t>(kind)]) legend.push_back(text);
  };
  const bool inside = kinds[static_cast<std::size_t>(BarKind::critical_section)];
  explain(BarKind::lease, "▌ lease");
  explain(BarKind::critical_section, "┃ in the critical section");
  explain(BarKind::paused, inside ? "┊ paused (┇ inside)" : "┊ paused");
  explain(BarKind::crashed, "✗ crashed");
  explain(BarKind::cut, "≠ cut off");
  if (fault) legend.push_back("◆ fault");
  const auto ends = [&](End end) {
    return std::any_of(plan.arrows.begin(), plan.arrows.end(),
                       [&](const Arrow& arrow) { return arrow.end == end; });
  };
  if (ends(End::late)) legend.push_back("▷ arrives later");
  if (ends(End::lost)) legend.push_back("✕ lost");
  return legend;
}

std::vector<std::string> pending(const Trace& trace, const Plan& plan) {
  std::vector<std::string> items;
  for (const Arrow& arrow : plan.arrows)
    if (arrow.end == End::never)
      items.push_back(Arrows::mark(arrow.mark) + " " + arrow.message.text + " (" +
                      trace.lanes[arrow.message.from] + " → " + trace.lanes[arrow.message.to] +
                      ")");
  if (!items.empty()) items[0] = "still in flight: " + items[0];
  return items;
}

std::string what_repeats(const Trace& trace) {
  const std::size_t first = *trace.loop_from + 1;
  const std::size_t last = trace.steps.size();
  if (first > last) return "Nothing happens after that, forever.";
  if (first == last) return "║ Step " + std::to_string(last) + " again, forever.";
  return "║ Steps " + std::to_string(first) + " to " + std::to_string(last) + " again, forever.";
}

}  // namespace

std::string chart(const Trace& trace, const ChartOptions& wanted) {
  ChartOptions options = wanted;
  options.width = std::clamp(wanted.width, chart_width_min, chart_width_max);
  const Plan plan = lockstep::plan(trace);
  Page page(options);
  Rows rows(trace, plan, options);
  const Arrows arrows(rows);
  if (rows.fits()) {
    rows.add_names();
    rows.add(trace.start_bars);
    Events events(trace, plan, rows, arrows);
    int loop = 0;
    for (std::size_t step = 0; step < trace.steps.size(); ++step) {
      if (step == trace.loop_from) loop = rows.count();
      events.draw(step);
    }
    if (loop > 0) rows.mark_loop(loop);
    rows.name_bars();
    page.raw(rows.canvas.text(options.colour, options.unicode));
  } else {
    const std::string lanes = counted(plan.lanes.size(), "lane");
    const std::string columns = counted(static_cast<std::size_t>(options.width), "column");
    page.paragraph("", "(" + lanes + " do not fit into " + columns + ")", dim);
  }
  page.raw("\n");
  if (trace.loop_from) page.paragraph("  ", what_repeats(trace), {Colour::none, true, false});
  if (!trace.property.empty())
    page.paragraph("  ",
                   (trace.witness ? "✓ " : "✗ ") + trace.property + ": " + trace.sentence + ".",
                   trace.witness ? green : red);
  for (const std::string& why : trace.why) page.paragraph("    ", why + ".", dim);
  page.items("  ", pending(trace, plan), ", ", dim);
  page.items("  ", signs(trace, plan), "   ", dim);
  return page.text();
}

}  // namespace lockstep
