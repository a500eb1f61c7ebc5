// A state in memory of its own, aligned to 8 bytes as models want it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace lockstep {

using StateWords = std::vector<std::uint64_t>;

inline StateWords words_of(const std::byte* state, std::size_t width) {
  StateWords words(width / 8);
  std::memcpy(words.data(), state, width);
  return words;
}
inline StateWords words_of(const std::vector<std::byte>& state) {
  return words_of(state.data(), state.size());
}

inline const std::byte* bytes_of(const StateWords& words) {
  return reinterpret_cast<const std::byte*>(words.data());
}

}  // namespace lockstep
