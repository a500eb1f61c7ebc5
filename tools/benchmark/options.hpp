// The command line of tools/bench.
#pragma once

#include "tools/benchmark/cases.hpp"

#include <string>
#include <vector>

namespace lockstep::bench {

struct Options {
  Set set = usual;
  int runs = 5;
  std::vector<std::string> cases;    // words in their names; none: all
  std::vector<std::string> against;  // of spin, rumur, plain
  bool instructions = false;
  bool files = false;
  bool markdown = false;
  bool help = false;
};

extern const char* const usage;

// Throws std::invalid_argument with what was not understood.
Options parse(const std::vector<std::string>& words);

}  // namespace lockstep::bench
