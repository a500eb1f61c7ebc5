// Draws the steps of a trace: who acts, which messages leave and arrive, what is said beside it.
#pragma once

#include "tools/chart/arrows.hpp"
#include "tools/chart/rows.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace lockstep {

class Events {
 public:
  Events(const Trace& trace, const Plan& plan, Rows& rows, const Arrows& arrows)
      : trace_(trace), plan_(plan), rows_(rows), arrows_(arrows) {}

  void draw(std::size_t step);

 private:
  // On which sides of its lane the row of an event is already drawn on.
  struct Taken {
    bool left = false;
    bool right = false;
    bool& side(bool rightward) { return rightward ? right : left; }
  };

  void across(std::size_t step);
  void beside(std::size_t step);
  int event(std::size_t step);
  void number(std::size_t step, int row);
  bool says_something(std::size_t step) const;
  std::string words(std::size_t step) const;
  Style style(std::size_t step) const;
  const std::vector<Bar>& bars_after(std::size_t step) const;
  std::vector<const Arrow*> arriving(std::size_t step) const;
  std::vector<const Arrow*> leaving(std::size_t step) const;
  int rows_above(const Arrow& arrow, const std::vector<Bar>& bars);
  void note(const Arrow& arrow, std::size_t here, Taken& taken) const;
  void label(std::size_t step, int row, Taken taken);
  bool label_in_one_line(std::size_t step, int row, Taken taken);

  const Trace& trace_;
  const Plan& plan_;
  Rows& rows_;
  const Arrows& arrows_;
};

}  // namespace lockstep
