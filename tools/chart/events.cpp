#include "tools/chart/events.hpp"

#include "tools/terminal/text.hpp"

#include <algorithm>

namespace lockstep {
namespace {

constexpr int label_width_min = 9;  // columns; narrower, a label goes into a row of its own

// In as few lines as `width` allows, and these about equally long.
std::vector<std::string> balanced(const std::string& text, int width) {
  auto lines = wrap_few(text, width);
  while (lines.size() > 1 && wrap_few(text, width - 1).size() == lines.size())
    lines = wrap_few(text, --width);
  return lines;
}

}  // namespace

void Events::draw(std::size_t step) {
  if (plan_.folded[step]) return;
  if (!rows_.has_column(trace_.steps[step].lane))
    across(step);
  else
    beside(step);
}

std::vector<const Arrow*> Events::arriving(std::size_t step) const {
  std::vector<const Arrow*> found;
  for (const Arrow& arrow : plan_.arrows)
    if (arrow.end == End::late && arrow.ended == step) found.push_back(&arrow);
  return found;
}

std::vector<const Arrow*> Events::leaving(std::size_t step) const {
  std::vector<const Arrow*> found;
  for (const Arrow& arrow : plan_.arrows)
    if (arrow.sent == step) found.push_back(&arrow);
  return found;
}

// What stands beside the event: its label, and which messages it lost.
std::string Events::words(std::size_t step) const {
  const std::size_t last = last_of_time(plan_, step);
  std::string text = happens_to_all(trace_.lanes[trace_.steps[step].lane])
                         ? time_in_words(trace_, step, last)
                         : short_label(trace_, trace_.steps[step]);
  for (const Arrow& arrow : plan_.arrows)
    if (arrow.end == End::lost && arrow.ended == step) text += " ✕" + arrows_.mark(arrow.mark);
  return text;
}

// The arrows that leave say what happens, so that a step without one is the one to be labelled.
bool Events::says_something(std::size_t step) const {
  const TraceStep& s = trace_.steps[step];
  const bool lost = std::any_of(plan_.arrows.begin(), plan_.arrows.end(), [&](const Arrow& arrow) {
    return arrow.end == End::lost && arrow.ended == step;
  });
  if (s.fault || lost) return true;
  const bool late = !arriving(step).empty();  // the arrow's end stands in the same row
  if (repeats_message(s) && (late || !s.sent.empty())) return false;
  return s.sent.empty() || step + 1 == trace_.steps.size();
}

Style Events::style(std::size_t step) const {
  if (is_breaking(trace_, step)) return {Colour::red, true, false};
  if (trace_.steps[step].fault) return {Colour::yellow, true, false};
  return rows_.style(trace_.steps[step].lane);
}

const std::vector<Bar>& Events::bars_after(std::size_t step) const {
  return trace_.steps[last_folded(plan_, step)].bars;
}

void Events::number(std::size_t step, int row) {
  const std::size_t last = last_folded(plan_, step);
  std::string text = std::to_string(step + 1);
  if (last > step) text += "–" + std::to_string(last + 1);
  rows_.number(row, text, is_breaking(trace_, step));
}

void Events::across(std::size_t step) {
  const int row = rows_.add(trace_.steps[step].bars);
  number(step, row);
  const Style style = this->style(step);
  const int end = std::min(rows_.canvas.width() - 1, rows_.left_edge(rows_.lanes() - 1) + 4);
  for (int column = rows_.margin(); column <= end; ++column)
    if (rows_.canvas.at(row, column) == U' ') rows_.canvas.put(row, column, U'╌', style);
  const std::string said = cut(words(step), end - rows_.margin() - 1);
  const std::string text = " " + said + " ";
  int at = rows_.margin() + (end - rows_.margin() + 1 - columns_of(text)) / 2;
  for (std::size_t i = 0; i + 1 < rows_.lanes(); ++i) {  // rather between lanes than on one
    const Stretch gap = arrows_.beside(i, true, row);
    if (gap.width() < columns_of(text)) continue;
    at = gap.first + (gap.width() - columns_of(text)) / 2;
    if (i + 1 >= rows_.lanes() / 2) break;
  }
  rows_.canvas.write(row, at, text, style);
}

int Events::rows_above(const Arrow& arrow, const std::vector<Bar>& bars) {
  const auto lines = arrows_.lines_above(arrow);
  for (const std::string& line : lines) arrows_.write_above(arrow, rows_.add(bars), line);
  return static_cast<int>(lines.size());
}

void Events::beside(std::size_t step) {
  const auto& before = bars_before(trace_, step);
  const auto& after = bars_after(step);
  auto arrivals = arriving(step);
  const auto departures = leaving(step);
  // The last arrival shares the row of the event, unless the answer leaves on the same side.
  const Arrow* arrival = nullptr;
  if (!arrivals.empty() &&
      (departures.empty() ||
       arrows_.leaves_rightward(*departures[0]) != arrows_.arrives_from_right(*arrivals.back()))) {
    arrival = arrivals.back();
    arrivals.pop_back();
  }
  for (const Arrow* early : arrivals) arrows_.arrive(*early, rows_.add(before));
  if (!departures.empty()) rows_above(*departures[0], before);

  const int row = event(step);
  Taken taken;
  if (arrival != nullptr) {
    arrows_.arrive(*arrival, row);
    taken.side(arrows_.arrives_from_right(*arrival)) = true;
  }
  for (const Arrow* arrow : departures) {
    if (arrow != departures[0]) rows_above(*arrow, after);
    arrows_.leave(*arrow, arrow == departures[0] ? row : rows_.add(after));
    note(*arrow, rows_.column(trace_.steps[step].lane), taken);
  }
  if (says_something(step)) label(step, row, taken);
}

// An arrow lies beside the event when it leaves from there, or from the next lane towards it: a
// message that the network duplicates leaves from the lane of its sender.
void Events::note(const Arrow& arrow, std::size_t here, Taken& taken) const {
  const bool rightward = arrows_.leaves_rightward(arrow);
  const std::size_t from = rows_.column(arrow.message.from);
  if (from == here) taken.side(rightward) = true;
  if (rightward ? from + 1 == here : from == here + 1) taken.side(!rightward) = true;
}

int Events::event(std::size_t step) {
  const TraceStep& s = trace_.steps[step];
  const int row = rows_.add(bars_after(step));
  number(step, row);
  const bool crashes = has_bar(s.bars, s.lane, BarKind::crashed) &&
                       !has_bar(bars_before(trace_, step), s.lane, BarKind::crashed);
  const char32_t glyph = crashes ? U'✗' : s.fault ? U'◆' : U'●';
  Style style = this->style(step);
  style.bold = true;
  rows_.canvas.put(row, rows_.left_edge(rows_.column(s.lane)), glyph, style);
  return row;
}

bool Events::label_in_one_line(std::size_t step, int row, Taken taken) {
  const std::string text = words(step);
  const std::size_t column = rows_.column(trace_.steps[step].lane);
  for (const bool rightward : {true, false}) {
    const Stretch room = arrows_.beside(column, rightward, row);
    const int columns = columns_of(text);
    if (taken.side(rightward) || room.width() < columns + 2) continue;
    rows_.canvas.write(row, rightward ? room.first + 1 : room.last - columns, text, style(step));
    return true;
  }
  return false;
}

void Events::label(std::size_t step, int row, Taken taken) {
  const TraceStep& s = trace_.steps[step];
  if (label_in_one_line(step, row, taken)) return;
  const std::size_t column = rows_.column(s.lane);
  const int left = taken.left ? 0 : arrows_.beside(column, false, row).width();
  const int right = taken.right ? 0 : arrows_.beside(column, true, row).width();
  if (std::max(left, right) <= label_width_min && (taken.left || taken.right))
    return label(step, rows_.add(bars_after(step)), {});
  const bool rightward = right >= left;
  const auto lines = balanced(words(step), std::max({left, right, 3}) - 2);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) row = rows_.add(bars_after(step));
    const Stretch room = arrows_.beside(column, rightward, row);
    rows_.canvas.write(row, rightward ? room.first + 1 : room.last - columns_of(lines[i]), lines[i],
                       style(step));
  }
}

}  // namespace lockstep
