// What is measured, and the counts that prove that nothing was lost on the way.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lockstep::bench {

enum Set : unsigned { usual = 1, quick = 2, large = 4 };

struct Case {
  std::string model;
  int clients = 0;
  bool symmetry = false;     // one representative for each orbit
  std::uint64_t states = 0;  // exactly, as are the next two
  std::uint64_t transitions = 0;
  std::uint64_t depth = 0;
  unsigned sets = 0;

  std::string name() const {
    return model + " " + std::to_string(clients) + (symmetry ? " symmetry" : "");
  }
};

// Those of one set whose name contains one of `wanted`; all of them when there are none.
std::vector<Case> cases(Set set, const std::vector<std::string>& wanted);

// Two sizes of the model of `of` that are small enough to be run instruction by instruction.
struct TwoSizes {
  Case smaller, larger;
};
TwoSizes small_sizes(const Case& of);

}  // namespace lockstep::bench
