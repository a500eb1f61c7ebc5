// Where the lanes of a chart stand.
#pragma once

#include "tools/chart/plan.hpp"

#include <vector>

namespace lockstep {

// Bars of kind lease and cut stand to the right of their lane, one column each; those that overlap
// in time stand side by side.
struct Columns {
  int margin = 0;            // columns for step numbers
  int width = 0;             // of the whole chart
  bool fit = true;           // false: too many lanes for this width
  std::vector<int> at;       // for each lane of the plan, its column
  std::vector<int> slots;    // for each lane of the plan, how many bars fit beside it
  std::vector<int> of_lane;  // for each lane of the trace, its index in the plan, or -1
};

// Fits into `width`, at least chart_width_min.
Columns columns(const Trace& trace, const Plan& plan, int width);

// Does this bar stand beside its lane? The others change how the lane itself is drawn.
bool stands_beside(BarKind kind);

}  // namespace lockstep
