#include "tools/chart/rows.hpp"

#include "tools/terminal/text.hpp"

#include <algorithm>

namespace lockstep {
namespace {

char32_t lane_glyph(const std::vector<Bar>& bars, unsigned lane) {
  if (has_bar(bars, lane, BarKind::crashed)) return U' ';
  const bool inside = has_bar(bars, lane, BarKind::critical_section);
  if (has_bar(bars, lane, BarKind::paused)) return inside ? U'┇' : U'┊';
  return inside ? U'┃' : U'│';
}

}  // namespace

Rows::Rows(const Trace& trace, const Plan& plan, const ChartOptions& options)
    : canvas(options.width),
      trace_(trace),
      plan_(plan),
      columns_(columns(trace, plan, options.width)) {}

// A lease is drawn in the colour of the client that its text names.
Style Rows::bar_style(const Bar& bar) const {
  for (const unsigned lane : plan_.lanes)
    if (bar.text == trace_.lanes[lane]) return style(lane);
  return style(bar.lane);
}

int Rows::add(const std::vector<Bar>& bars) {
  const int row = rows_++;
  for (std::size_t i = 0; i < plan_.lanes.size(); ++i) lane(row, i, bars);
  beside(row, bars);
  return row;
}

void Rows::lane(int row, std::size_t i, const std::vector<Bar>& bars) {
  const unsigned lane = plan_.lanes[i];
  const char32_t glyph = lane_glyph(bars, lane);
  const bool paused = has_bar(bars, lane, BarKind::paused);
  Style style = paused ? Style{Colour::yellow} : this->style(lane);
  style.bold = glyph == U'┃' || glyph == U'┇';
  style.dim = !style.bold;
  if (paused && glyph != U' ') pauses_[lane].push_back(row);
  canvas.put(row, columns_.at[i], glyph, style);
}

bool Rows::slot_taken(unsigned lane, int slot) const {
  return std::any_of(shown_.begin(), shown_.end(), [&](const Shown& s) {
    return s.open && s.bar.lane == lane && s.slot == slot;
  });
}

Rows::Shown& Rows::shown(const Bar& bar) {
  for (Shown& shown : shown_)
    if (shown.open && shown.bar == bar) return shown;
  int slot = 0;
  while (slot_taken(bar.lane, slot)) ++slot;
  shown_.push_back({bar, slot, {}, true});
  return shown_.back();
}

void Rows::beside(int row, const std::vector<Bar>& bars) {
  for (Shown& shown : shown_)
    shown.open &= std::find(bars.begin(), bars.end(), shown.bar) != bars.end();
  for (const Bar& bar : bars) {
    if (!stands_beside(bar.kind)) continue;
    Shown& shown = this->shown(bar);
    const std::size_t i = column(bar.lane);
    if (shown.slot >= columns_.slots[i]) continue;
    shown.rows.push_back(row);
    canvas.put(row, columns_.at[i] + 1 + shown.slot, bar.kind == BarKind::lease ? U'▌' : U'≠',
               bar_style(bar));
  }
}

int Rows::right_edge(std::size_t i, int row) const {
  const int first = columns_.at[i];
  int edge = first;
  for (int slot = 1; slot <= columns_.slots[i]; ++slot) {
    const char32_t glyph = canvas.at(row, first + slot);
    if (glyph == U'▌' || glyph == U'≠') edge = first + slot;
  }
  return edge;
}

void Rows::add_names() {
  std::vector<std::vector<std::string>> names;
  std::vector<int> widths;
  std::size_t height = 0;
  const std::size_t count = plan_.lanes.size();
  for (std::size_t i = 0; i < count; ++i) {
    int width = 2 * std::min(columns_.at[i], columns_.width - 1 - columns_.at[i]) + 1;
    if (i > 0) width = std::min(width, columns_.at[i] - columns_.at[i - 1] - 1);
    if (i + 1 < count) width = std::min(width, columns_.at[i + 1] - columns_.at[i] - 1);
    names.push_back(wrap(trace_.lanes[plan_.lanes[i]], std::max(width, 1)));
    height = std::max(height, names.back().size());
  }
  for (std::size_t i = 0; i < count; ++i) {
    Style bold = style(plan_.lanes[i]);
    bold.bold = true;
    const std::size_t above = height - names[i].size();
    for (std::size_t j = 0; j < names[i].size(); ++j)
      canvas.write(rows_ + static_cast<int>(above + j),
                   columns_.at[i] - (columns_of(names[i][j]) - 1) / 2, names[i][j], bold);
  }
  rows_ += static_cast<int>(height);
}

void Rows::number(int row, const std::string& number, bool breaking) {
  const Style style = breaking ? Style{Colour::red, true, false} : Style{Colour::none, false, true};
  canvas.write(row, columns_.margin - 1 - columns_of(number), number, style);
  if (breaking) canvas.put(row, columns_.margin - 3 - columns_of(number), U'►', style);
}

void Rows::mark_loop(int first) {
  for (int row = first; row < rows_; ++row)
    canvas.put(row, 0, row == first ? U'╔' : row + 1 == rows_ ? U'╚' : U'║', {});
}

// In the middle of a pause, which may be long after the step that began it.
void Rows::name_pauses() {
  constexpr std::size_t rows_min = 4;
  for (const auto& [lane, rows] : pauses_) {
    const int at = columns_.at[column(lane)] + 2;
    for (std::size_t i = rows.size() / 2; rows.size() >= rows_min && i < rows.size(); ++i) {
      if (!canvas.blank(rows[i], at - 1, at + 6)) continue;
      canvas.write(rows[i], at, "paused", {Colour::yellow, false, true});
      break;
    }
  }
}

void Rows::name_bars() {
  name_pauses();
  for (const Shown& shown : shown_) {
    const int text = columns_of(shown.bar.text);
    if (text == 0) continue;
    const std::size_t i = column(shown.bar.lane);
    for (const int row : shown.rows) {
      const int at = right_edge(i, row) + 1;
      if (!canvas.blank(row, at, at + text)) continue;
      canvas.write(row, at, shown.bar.text, bar_style(shown.bar));
      break;
    }
  }
}

}  // namespace lockstep
