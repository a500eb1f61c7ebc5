// Median and spread.
#pragma once

#include "tools/benchmark/process.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace lockstep::bench {

struct Spread {
  double median = 0, min = 0, max = 0;
};

inline Spread spread(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  const double median = values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
  return {median, values.front(), values.back()};
}

// Of one figure of some runs, which are at least one.
template <class Number>
Spread spread(const std::vector<Usage>& runs, Number Usage::*figure) {
  std::vector<double> values;
  for (const Usage& run : runs) values.push_back(static_cast<double>(run.*figure));
  return spread(std::move(values));
}

// How many cores were busy with anything else during these runs, on average.
inline double foreign_cores(const std::vector<Usage>& runs) {
  double foreign = 0;
  double seconds = 0;
  for (const Usage& run : runs) {
    foreign += run.foreign_seconds;
    seconds += run.observed_seconds;
  }
  return seconds > 0 ? std::max(0.0, foreign / seconds) : 0;
}

}  // namespace lockstep::bench
