// A sheet of character cells to draw on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

enum class Colour : std::uint8_t { none, red, green, yellow, blue, magenta, cyan };

struct Style {
  Colour colour = Colour::none;
  bool bold = false;
  bool dim = false;
  friend bool operator==(const Style&, const Style&) = default;
};

// `text` between the terminal's codes for `style`.
std::string painted(std::string_view text, Style style);

// As wide as it was made, as long as need be. Whatever is drawn outside is left out, so that no
// line can be wider than the canvas.
class Canvas {
 public:
  explicit Canvas(int width) : width_(width) {}

  int width() const { return width_; }
  void put(int row, int column, char32_t glyph, Style style);
  void write(int row, int column, std::string_view utf8, Style style);

  // U' ' where nothing was drawn.
  char32_t at(int row, int column) const;

  // Is nothing drawn in [first, last]? False when part of it lies outside.
  bool blank(int row, int first, int last) const;

  // Rows as lines, without spaces at their ends.
  std::string text(bool colour, bool unicode) const;

 private:
  struct Cell {
    char32_t glyph = U' ';  // 0: covered by the wide glyph to the left
    Style style;
  };
  void line(std::string& out, const std::vector<Cell>& row, bool colour, bool unicode) const;

  int width_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace lockstep
