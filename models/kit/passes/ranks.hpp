// Renumbers tokens by rank: {0, 4, 9, 9} becomes {0, 1, 2, 2}.
#pragma once

#include "models/kit/layout/contents.hpp"

#include <array>
#include <cstdint>

namespace lockstep::kit {

// Calls f(raw) for the number in each token and token source of the family.
template <class Family, class T, class F>
void for_each_token(T& value, F&& f) {
  using Plain = std::remove_const_t<T>;
  if constexpr (!holds_tokens<Plain>) {
    return;
  } else if constexpr (IsToken<Plain>::value || IsSource<Plain>::value) {
    if constexpr (std::is_same_v<Plain, BasicToken<Family>> ||
                  std::is_same_v<Plain, BasicTokenSource<Family>>)
      f(Inside::raw(value));
  } else if constexpr (Described<Plain>) {
    for_each_member(value, [&](const char*, auto& member) { for_each_token<Family>(member, f); });
  } else if constexpr (has_cells<Plain>) {
    for (auto& cell : Inside::cells(value)) for_each_token<Family>(cell, f);
  } else {
    for (auto& one : value) for_each_token<Family>(one, f);
  }
}

// Whether anything changed. Bags stay sorted: the new numbers are in the order of the old ones.
template <class Family, class State>
bool renumber_tokens(State& state) {
  std::array<std::uint64_t, 4> used{};
  for_each_token<Family>(
      state, [&](std::uint8_t raw) { used[raw / 64u] |= std::uint64_t{1} << raw % 64u; });
  used[0] |= 1;  // none keeps its number
  const std::uint64_t beyond = used[1] | used[2] | used[3];
  if (beyond == 0 && (used[0] & (used[0] + 1)) == 0) return false;  // 0, 1, …, k already

  std::array<std::uint8_t, 256> rank{};
  std::uint8_t next = 0;
  for (unsigned value = 0; value < 256; ++value)
    if (used[value / 64] >> value % 64 & 1) rank[value] = next++;
  for_each_token<Family>(state, [&](std::uint8_t& raw) { raw = rank[raw]; });
  return true;
}

}  // namespace lockstep::kit
