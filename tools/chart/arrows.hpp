// Draws messages.
#pragma once

#include "tools/chart/rows.hpp"

#include <string>
#include <vector>

namespace lockstep {

// Columns of a row, both ends included.
struct Stretch {
  int first = 0;
  int last = 0;
  int width() const { return last - first + 1; }
};

class Arrows {
 public:
  explicit Arrows(Rows& rows) : rows_(rows) {}

  // "A", "B", … as the connectors of a flow chart. Circled digits would be prettier; many fonts
  // lack them, and one from another font pushes the rest of its row out of place.
  static std::string mark(std::size_t number);

  // On which side of its sender, and of its receiver, an arrow is drawn.
  bool leaves_rightward(const Arrow& arrow) const { return to(arrow) >= from(arrow); }
  bool arrives_from_right(const Arrow& arrow) const { return to(arrow) <= from(arrow); }

  // The text of an arrow that is too long for one row: all but the last of its lines, which go
  // into the rows above it.
  std::vector<std::string> lines_above(const Arrow& arrow) const;
  void write_above(const Arrow& arrow, int row, const std::string& line) const;

  // The end of `arrow` at its sender; at its receiver too, when it is drawn in one piece.
  void leave(const Arrow& arrow, int row) const;

  // The end at the receiver of an arrow that arrives late.
  void arrive(const Arrow& arrow, int row) const;

  // What lies between a lane, with the bars beside it in `row`, and the next.
  Stretch beside(std::size_t column, bool rightward, int row) const;

 private:
  struct Text {
    Stretch room;  // for a line of it and a blank on either side
    std::vector<std::string> lines;
  };

  std::size_t from(const Arrow& a) const { return rows_.column(a.message.from); }
  std::size_t to(const Arrow& a) const { return rows_.column(a.message.to); }
  Stretch whole(const Arrow& arrow, int row) const;
  Text text(const Arrow& arrow, int row) const;
  int write(const Arrow& arrow, int row, Stretch room, const std::string& line, int lead) const;
  void leave_for_later(const Arrow& arrow, int row, const Text& text) const;
  void line(Stretch stretch, int row, Style style) const;

  Rows& rows_;
};

}  // namespace lockstep
