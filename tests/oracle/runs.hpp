// The slow and obvious judge of runs: is it one, what does it cost, and is there a cheaper one?
#pragma once

#include "checker/model/run.hpp"
#include "tests/oracle/naive.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace lockstep::oracle {

// What a run costs: of two shortest runs the one of lower price is to be shown.
struct Price {
  std::uint64_t faults = 0;
  std::uint64_t switches = 0;  // how often a step is taken by another lane than the step before
  std::vector<std::string> names;
  friend auto operator<=>(const Price&, const Price&) = default;
};

Price price_of(const Model& model, const Run& run);

// The lowest price of all shortest runs that break this property, over every such run.
Price lowest_price(const Model& model, const Found& found, std::size_t property);

// Whether the run begins at a start, follows steps, and breaks the property in its last state.
bool is_counterexample(const Model& model, const Run& run, std::size_t property);

}  // namespace lockstep::oracle
