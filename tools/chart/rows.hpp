// The rows of a chart: lanes, bars and step numbers, on which arrows and labels are then drawn.
#pragma once

#include "tools/chart/chart.hpp"
#include "tools/chart/columns.hpp"
#include "tools/terminal/canvas.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace lockstep {

class Rows {
 public:
  Rows(const Trace& trace, const Plan& plan, const ChartOptions& options);

  // Starts a row in which `bars` are true, and returns its number.
  int add(const std::vector<Bar>& bars);
  void add_names();

  // Writes `number` into the margin of `row`; the breaking step is pointed at.
  void number(int row, const std::string& number, bool breaking);

  // Draws the bar of a loop into the margin, from row `first` to the last of all.
  void mark_loop(int first);
  int count() const { return rows_; }

  // Writes beside each bar what it is, where there is room. Last of all, for it yields to arrows.
  void name_bars();

  // For the column `i` of the plan: what it and the bars beside it cover in `row`.
  int left_edge(std::size_t i) const { return columns_.at[i]; }
  int right_edge(std::size_t i, int row) const;

  bool has_column(unsigned lane) const { return columns_.of_lane[lane] >= 0; }
  std::size_t column(unsigned lane) const {
    return static_cast<std::size_t>(columns_.of_lane[lane]);
  }
  std::size_t lanes() const { return columns_.at.size(); }
  bool fits() const { return columns_.fit; }  // false: too many lanes for the width
  int margin() const { return columns_.margin; }
  Style style(unsigned lane) const { return lane_style(plan_, lane); }

  Canvas canvas;

 private:
  struct Shown {  // a bar beside its lane, and the rows that it has been drawn in
    Bar bar;
    int slot = 0;
    std::vector<int> rows;
    bool open = true;
  };

  void lane(int row, std::size_t i, const std::vector<Bar>& bars);
  void name_pauses();
  void beside(int row, const std::vector<Bar>& bars);
  Shown& shown(const Bar& bar);
  bool slot_taken(unsigned lane, int slot) const;
  Style bar_style(const Bar& bar) const;

  const Trace& trace_;
  const Plan& plan_;
  Columns columns_;
  std::vector<Shown> shown_;
  std::map<unsigned, std::vector<int>> pauses_;  // lane -> rows in which it is paused
  int rows_ = 0;
};

}  // namespace lockstep
