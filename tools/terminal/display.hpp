// How results are shown.
#pragma once

namespace lockstep {

struct ChartOptions {
  int width = 80;  // columns; no line is wider. At least chart_width_min, less counts as that
  bool colour = false;
  bool unicode = true;  // false: plain ASCII
};

inline constexpr int chart_width_min = 40;
inline constexpr int chart_width_max = 120;  // a wider terminal makes no better chart

struct Display {
  ChartOptions chart;
  bool steps = true;
  bool quiet = false;
  bool json = false;
  bool verbose = false;  // what the engine did, too
};

}  // namespace lockstep
