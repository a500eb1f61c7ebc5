#include "tools/chart/arrows.hpp"

#include "tools/terminal/text.hpp"

#include <algorithm>

namespace lockstep {
namespace {

constexpr int no_row = -1;  // a row without bars

bool is_lane(char32_t glyph) {
  return glyph == U'│' || glyph == U'┃' || glyph == U'┊' || glyph == U'┇' || glyph == U'▌' ||
         glyph == U'≠';
}

// `stretch` without `columns` at its right or left end.
Stretch without(Stretch stretch, int columns, bool right_end) {
  return right_end ? Stretch{stretch.first, stretch.last - columns}
                   : Stretch{stretch.first + columns, stretch.last};
}

}  // namespace

std::string Arrows::mark(std::size_t number) {
  std::string letters;
  for (; number > 0; number = (number - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (number - 1) % 26));
  return letters;
}

Stretch Arrows::beside(std::size_t column, bool rightward, int row) const {
  if (rightward) {
    const bool last = column + 1 == rows_.lanes();
    return {rows_.right_edge(column, row) + 1,
            last ? rows_.canvas.width() - 1 : rows_.left_edge(column + 1) - 1};
  }
  return {column == 0 ? rows_.margin() : rows_.right_edge(column - 1, row) + 1,
          rows_.left_edge(column) - 1};
}

// From the sender's lane to the receiver's.
Stretch Arrows::whole(const Arrow& arrow, int row) const {
  const bool rightward = leaves_rightward(arrow);
  const Stretch near = beside(from(arrow), rightward, row);
  const Stretch far = beside(to(arrow), !rightward, row);
  return rightward ? Stretch{near.first, far.last} : Stretch{far.first, near.last};
}

// The text stands next to the sender. Where that is too narrow an arrow that passes other lanes
// has it in its middle, and any other in several lines.
Arrows::Text Arrows::text(const Arrow& arrow, int row) const {
  const bool rightward = leaves_rightward(arrow);
  const bool at_once = arrow.end == End::at_once;
  const std::string& words = arrow.message.text;
  const int wanted = columns_of(words) + 2;
  const Stretch near = beside(from(arrow), rightward, row);
  const int along = at_once ? whole(arrow, row).width() : near.width();
  const int head = at_once ? 1 : 1 + columns_of(mark(arrow.mark));

  const Stretch room = along > near.width() ? near : without(near, head, rightward);
  if (wanted <= room.width()) return {room, {words}};
  if (wanted - 1 == room.width()) return {room, {words}};  // tight, without the farther blank
  if (at_once && wanted <= along - head) {
    const Stretch all = without(whole(arrow, row), head, rightward);
    const int first = all.first + (all.width() - wanted) / 2;
    return {{first, first + wanted - 1}, {words}};
  }
  const auto lines = wrap_few(words, room.width() - 2);
  if (along <= near.width() || (lines.size() > 1 && at_once)) return {room, lines};
  return {without(whole(arrow, row), head, rightward), {words}};  // it will be cut
}

std::vector<std::string> Arrows::lines_above(const Arrow& arrow) const {
  auto above = text(arrow, no_row).lines;
  above.pop_back();
  return above;
}

void Arrows::write_above(const Arrow& arrow, int row, const std::string& line) const {
  write(arrow, row, text(arrow, row).room, line, 0);
}

// Writes `line` between two blanks, `lead` columns from the sender if there is room. Returns the
// column just behind, seen from the sender.
int Arrows::write(const Arrow& arrow, int row, Stretch room, const std::string& line,
                  int lead) const {
  if (room.width() < 2 || line.empty()) return leaves_rightward(arrow) ? room.first : room.last;
  const bool rightward = leaves_rightward(arrow);
  const bool tight = columns_of(line) + 1 == room.width();
  const std::string body = cut(line, tight ? room.width() - 1 : room.width() - 2);
  const std::string far = tight ? "" : " ";
  const std::string text = rightward ? " " + body + far : far + body + " ";
  const int columns = columns_of(text);
  const int skip = std::clamp((room.width() - columns + 1) / 2, 0, lead);
  const int first = rightward ? room.first + skip : room.last - skip - columns + 1;
  rows_.canvas.write(row, first, text, rows_.style(arrow.message.from));
  return rightward ? first + columns : first - 1;
}

// Lanes are in front of arrows that pass them.
void Arrows::line(Stretch stretch, int row, Style style) const {
  for (int column = stretch.first; column <= stretch.last; ++column)
    if (!is_lane(rows_.canvas.at(row, column))) rows_.canvas.put(row, column, U'─', style);
}

void Arrows::leave(const Arrow& arrow, int row) const {
  const bool rightward = leaves_rightward(arrow);
  const Style style = rows_.style(arrow.message.from);
  const Text text = this->text(arrow, row);
  if (arrow.end == End::at_once) {
    const Stretch stretch = whole(arrow, row);
    line(stretch, row, style);
    rows_.canvas.put(row, rightward ? stretch.last : stretch.first, rightward ? U'►' : U'◄', style);
    write(arrow, row, text.room, text.lines.back(), 2);
    return;
  }
  leave_for_later(arrow, row, text);
}

void Arrows::leave_for_later(const Arrow& arrow, int row, const Text& text) const {
  const bool rightward = leaves_rightward(arrow);
  const Style style = rows_.style(arrow.message.from);
  const Stretch near = beside(from(arrow), rightward, row);
  line(rightward ? Stretch{near.first, near.first + 1} : Stretch{near.last - 1, near.last}, row,
       style);
  int at = write(arrow, row, text.room, text.lines.back(), 1);
  const int step = rightward ? 1 : -1;
  const int room = rightward ? text.room.last - at : at - text.room.first;
  for (int dashes = std::min(room, 1); dashes > 0; --dashes, at += step)
    rows_.canvas.put(row, at, U'─', style);
  rows_.canvas.put(row, at, rightward ? U'▷' : U'◁', style);
  const std::string mark = this->mark(arrow.mark);
  rows_.canvas.write(row, rightward ? at + 1 : at - columns_of(mark), mark,
                     {style.colour, true, false});
}

void Arrows::arrive(const Arrow& arrow, int row) const {
  const bool from_right = arrives_from_right(arrow);
  const Style style = rows_.style(arrow.message.from);
  const Stretch near = beside(to(arrow), from_right, row);
  const std::string mark = this->mark(arrow.mark);
  const std::string dashes = repeated("─", std::clamp(near.width() - columns_of(mark) - 1, 0, 2));
  const std::string words = " " + arrow.message.text + " ─";
  const bool fits = columns_of(mark) + 3 + columns_of(words) <= near.width();
  if (from_right) {
    const std::string tail = fits ? "◄─ " + arrow.message.text + " ─" : "◄" + dashes;
    rows_.canvas.write(row, near.first, tail, style);
    rows_.canvas.write(row, near.first + columns_of(tail), mark, {style.colour, true, false});
    return;
  }
  const std::string tail = fits ? "─ " + arrow.message.text + " ─►" : dashes + "►";
  const int first = near.last - columns_of(tail) + 1;
  rows_.canvas.write(row, first, tail, style);
  rows_.canvas.write(row, first - columns_of(mark), mark, {style.colour, true, false});
}

}  // namespace lockstep
