#include "checker/liveness/calls.hpp"

#include <algorithm>

namespace lockstep {

// A state is mostly found from one with the same calls.
void Calls::add(std::span<const Call> calls) {
  if (row_of_.size() > 0) {
    const std::uint32_t last = row_of_[row_of_.size() - 1];
    if (std::equal(calls.begin(), calls.end(), calls_.data() + last * goals_))
      return row_of_.push_back(last);
  }
  std::string key(reinterpret_cast<const char*>(calls.data()), calls.size_bytes());
  const auto [found, fresh] =
      numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(rows_));
  if (fresh) {
    calls_.insert(calls_.end(), calls.begin(), calls.end());
    ++rows_;
  }
  row_of_.push_back(found->second);
}

}  // namespace lockstep
