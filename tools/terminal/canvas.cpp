#include "tools/terminal/canvas.hpp"

#include "tools/terminal/text.hpp"

#include <array>

namespace lockstep {
namespace {

std::string codes(Style style) {
  constexpr std::array<const char*, 7> colours{"", ";31", ";32", ";33", ";34", ";35", ";36"};
  return std::string("\x1b[0") + (style.bold ? ";1" : "") + (style.dim ? ";2" : "") +
         colours[static_cast<std::size_t>(style.colour)] + "m";
}

constexpr const char* plain_again = "\x1b[0m";

}  // namespace

std::string painted(std::string_view text, Style style) {
  if (style == Style{}) return std::string(text);
  return codes(style) + std::string(text) + plain_again;
}

void Canvas::put(int row, int column, char32_t glyph, Style style) {
  const int columns = columns_of(glyph);
  if (row < 0 || column < 0 || columns < 1 || column + columns > width_) return;
  const auto r = static_cast<std::size_t>(row);
  const auto c = static_cast<std::size_t>(column);
  if (rows_.size() <= r) rows_.resize(r + 1, std::vector<Cell>(static_cast<std::size_t>(width_)));
  auto& cells = rows_[r];
  if (cells[c].glyph == 0) cells[c - 1].glyph = U' ';  // half of a wide glyph is none
  if (columns == 1 && c + 1 < cells.size() && cells[c + 1].glyph == 0) cells[c + 1].glyph = U' ';
  cells[c] = {glyph, style};
  if (columns == 2) cells[c + 1] = {0, style};
}

void Canvas::write(int row, int column, std::string_view utf8, Style style) {
  for (const char32_t glyph : decode(utf8)) {
    put(row, column, glyph, style);
    column += columns_of(glyph);
  }
}

char32_t Canvas::at(int row, int column) const {
  if (row < 0 || column < 0 || column >= width_) return U' ';
  const auto r = static_cast<std::size_t>(row);
  return r < rows_.size() ? rows_[r][static_cast<std::size_t>(column)].glyph : U' ';
}

bool Canvas::blank(int row, int first, int last) const {
  if (first < 0 || last >= width_) return false;
  for (int column = first; column <= last; ++column)
    if (at(row, column) != U' ') return false;
  return true;
}

void Canvas::line(std::string& out, const std::vector<Cell>& row, bool colour, bool unicode) const {
  std::size_t end = row.size();
  while (end > 0 && row[end - 1].glyph == U' ') --end;
  Style now;
  for (std::size_t i = 0; i < end; ++i) {
    const auto& [glyph, style] = row[i];
    if (colour && style != now && glyph != U' ') {
      out += codes(style);
      now = style;
    }
    if (!unicode)
      out += glyph == 0 ? ' ' : ascii_likeness(glyph);
    else if (glyph != 0)
      append(out, glyph);
  }
  if (now != Style{}) out += plain_again;
  out += '\n';
}

std::string Canvas::text(bool colour, bool unicode) const {
  std::string out;
  for (const auto& row : rows_) line(out, row, colour, unicode);
  return out;
}

}  // namespace lockstep
