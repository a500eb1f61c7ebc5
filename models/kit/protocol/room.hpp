// A copy of a state, in bytes that structs may be viewed in.
#pragma once

#include "models/kit/layout/layout.hpp"

#include <cstddef>
#include <cstring>

namespace lockstep::kit {

// `bytes` is a multiple of 8. Most states are a few words: a call to copy them would cost more.
[[gnu::always_inline]] inline void copy_words(std::byte* to, const std::byte* from,
                                              std::size_t bytes) {
  if (bytes > 64) {
    std::memcpy(to, from, bytes);
    return;
  }
  switch (bytes / 8) {
    case 8: std::memcpy(to + 56, from + 56, 8); [[fallthrough]];
    case 7: std::memcpy(to + 48, from + 48, 8); [[fallthrough]];
    case 6: std::memcpy(to + 40, from + 40, 8); [[fallthrough]];
    case 5: std::memcpy(to + 32, from + 32, 8); [[fallthrough]];
    case 4: std::memcpy(to + 24, from + 24, 8); [[fallthrough]];
    case 3: std::memcpy(to + 16, from + 16, 8); [[fallthrough]];
    case 2: std::memcpy(to + 8, from + 8, 8); [[fallthrough]];
    case 1: std::memcpy(to, from, 8); [[fallthrough]];
    default: break;
  }
}

// Layout::size bytes: what the engine stores, and zeros behind it.
class Room {
 public:
  [[gnu::always_inline]] Room(const Layout& layout, const std::byte* state) {
    copy_words(bytes_, state, layout.width);
    for (std::size_t at = layout.width; at < layout.size; at += 32) std::memset(bytes_ + at, 0, 32);
  }

  // A copy of one for the same layout.
  [[gnu::always_inline]] Room(const Layout& layout, const Room& from) {
    copy_words(bytes_, from.bytes_, layout.size);
  }

  std::byte* bytes() { return bytes_; }
  const std::byte* bytes() const { return bytes_; }

 private:
  // What is behind the state may be written with it, 32 bytes at a time.
  alignas(8) std::byte bytes_[state_bytes_max + 32];
};

}  // namespace lockstep::kit
