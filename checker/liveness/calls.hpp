// What all goals ask and answer in every state.
//
// Few combinations differ: a row for each, and for each state the number of its row, take 4 bytes a
// state for any number of goals.
#pragma once

#include "checker/liveness/column.hpp"
#include "checker/model/live_model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace lockstep {

class Calls {
 public:
  // Of so many goals.
  explicit Calls(std::size_t goals) : goals_(goals) {}

  // Those of the next state, by number.
  void add(std::span<const Call> calls);

  std::size_t rows() const { return rows_; }
  std::uint32_t row_of(std::uint32_t state) const { return row_of_[state]; }
  const Call& in_row(std::size_t row, std::size_t goal) const {
    return calls_[row * goals_ + goal];
  }
  std::uint64_t bytes() const { return row_of_.bytes(); }  // of memory; rows are few

 private:
  std::size_t goals_;
  std::size_t rows_ = 0;
  std::vector<Call> calls_;  // of each row
  std::unordered_map<std::string, std::uint32_t> numbers_;
  Column<std::uint32_t> row_of_;  // each state
};

}  // namespace lockstep
