// Every gap between two lanes wants to be as wide as the widest text in it. When the terminal is
// too narrow for all, the widest give way first, so that what is short stays on one line.
#include "tools/chart/columns.hpp"

#include "tools/terminal/text.hpp"

#include <algorithm>
#include <string>

namespace lockstep {
namespace {

constexpr int gap_min = 4;
constexpr int gap_nice = 16;    // lanes stand no closer when there is room
constexpr int label_max = 32;   // a label wants no more; longer ones are wrapped
constexpr int around_text = 6;  // "● " before and " ──▶" after the text of an arrow

// gaps[0] is left of the first lane, gaps[i + 1] right of lane i.
using Gaps = std::vector<int>;

class Wants {
 public:
  Wants(const Trace& trace, const Plan& plan, Columns& columns)
      : trace_(trace), plan_(plan), columns_(columns), gaps_(plan.lanes.size() + 1, gap_min) {}

  Gaps gaps() {
    names();
    for (const Arrow& arrow : plan_.arrows) want_arrow(arrow);
    for (std::size_t i = 0; i < trace_.steps.size(); ++i) want_label(i);
    want_bars(trace_.start_bars);
    for (const TraceStep& step : trace_.steps) want_bars(step.bars);
    return gaps_;
  }

 private:
  std::size_t column(unsigned lane) const {
    return static_cast<std::size_t>(columns_.of_lane[lane]);
  }
  int slots(std::size_t column) const { return columns_.slots[column]; }
  void want(std::size_t gap, int width) { gaps_[gap] = std::max(gaps_[gap], width); }

  void names() {
    const auto half = [&](std::size_t i) {
      return columns_of(trace_.lanes[plan_.lanes[i]]) / 2 + 1;
    };
    for (std::size_t i = 0; i < plan_.lanes.size(); ++i) {
      want(i, i == 0 ? half(0) : half(i - 1) + half(i));
      want(i + 1, half(i));
    }
  }

  // The text stands next to the sender; when the message is late, next to both ends.
  void want_arrow(const Arrow& arrow) {
    const std::size_t from = column(arrow.message.from), to = column(arrow.message.to);
    const bool right = to >= from;
    const int text = columns_of(arrow.message.text) + around_text + (arrow.mark > 0 ? 1 : 0);
    if (arrow.sent) want(right ? from + 1 : from, text + (right ? slots(from) : 0));
    if (arrow.end == End::late) want(right ? to : to + 1, text);
  }

  void want_label(std::size_t number) {
    const TraceStep& step = trace_.steps[number];
    if (columns_.of_lane[step.lane] < 0 || !(step.sent.empty() || step.fault)) return;
    const std::size_t at = column(step.lane);
    const int text = std::min(columns_of(short_label(trace_, step)), label_max) + 3;
    const bool last = at + 1 == plan_.lanes.size();
    want(last && at > 0 ? at : at + 1, text + slots(at));
  }

  void want_bars(const std::vector<Bar>& bars) {
    for (const Bar& bar : bars)
      if (stands_beside(bar.kind))
        want(column(bar.lane) + 1, columns_of(bar.text) + slots(column(bar.lane)) + 2);
  }

  const Trace& trace_;
  const Plan& plan_;
  Columns& columns_;
  Gaps gaps_;
};

int sum(const Gaps& gaps) {
  int all = 0;
  for (const int gap : gaps) all += gap;
  return all;
}

void fit(Gaps& gaps, int width) {
  for (int excess = sum(gaps) - width; excess > 0; --excess) {
    const auto widest = std::max_element(gaps.begin(), gaps.end());
    if (*widest <= gap_min) {  // a gap at the rim may vanish, one between lanes may not
      if (gaps.back() > 1)
        --gaps.back();
      else if (gaps.front() > 1)
        --gaps.front();
      continue;
    }
    --*widest;
  }
  for (bool grown = true; grown && sum(gaps) < width;) {
    grown = false;
    for (std::size_t i = 1; i + 1 < gaps.size() && sum(gaps) < width; ++i)
      if (gaps[i] < gap_nice) {
        ++gaps[i];
        grown = true;
      }
  }
}

// The most bars that stand beside `lane` at the same time.
int slots_of(const Trace& trace, unsigned lane) {
  const auto beside = [&](const std::vector<Bar>& bars) {
    return static_cast<int>(std::count_if(bars.begin(), bars.end(), [&](const Bar& bar) {
      return bar.lane == lane && stands_beside(bar.kind);
    }));
  };
  int most = beside(trace.start_bars);
  for (const TraceStep& step : trace.steps) most = std::max(most, beside(step.bars));
  return std::min(most, 4);
}

int digits(std::size_t number) { return static_cast<int>(std::to_string(number).size()); }

}  // namespace

bool stands_beside(BarKind kind) { return kind == BarKind::lease || kind == BarKind::cut; }

Columns columns(const Trace& trace, const Plan& plan, int width) {
  Columns columns;
  const bool folded = std::find(plan.folded.begin(), plan.folded.end(), true) != plan.folded.end();
  const int number = digits(trace.steps.size());
  columns.margin = 2 + (folded ? 2 * number + 1 : number) + 1;
  columns.width = width;
  columns.of_lane.assign(trace.lanes.size(), -1);
  for (std::size_t i = 0; i < plan.lanes.size(); ++i) {
    columns.of_lane[plan.lanes[i]] = static_cast<int>(i);
    columns.slots.push_back(slots_of(trace, plan.lanes[i]));
  }
  Gaps gaps = Wants(trace, plan, columns).gaps();
  const int lanes = static_cast<int>(plan.lanes.size());
  fit(gaps, width - columns.margin - lanes);
  int at = columns.margin;
  for (std::size_t i = 0; i < plan.lanes.size(); ++i) {
    at += gaps[i];
    columns.at.push_back(at++);
  }
  columns.fit = at <= width;
  return columns;
}

}  // namespace lockstep
