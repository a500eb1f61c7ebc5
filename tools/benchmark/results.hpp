// The tables that are printed at the end.
#pragma once

#include "tools/benchmark/match.hpp"
#include "tools/benchmark/table.hpp"

#include <optional>
#include <vector>

namespace lockstep::bench {

struct Result {
  Case of;
  int threads = 0;
  std::vector<Entrant> entrants;  // Lockstep is the first
  std::optional<double> instructions;
};

Table own_figures(const std::vector<Result>& results);

// How many times the seconds and the bytes of Lockstep each of the others needs.
Table comparison(const std::vector<Result>& results);

std::vector<Usage> runs_of(const std::vector<Result>& results);

}  // namespace lockstep::bench
