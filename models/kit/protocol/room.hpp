// A copy of a state, in bytes that structs may be viewed in.
#pragma once

#include "models/kit/layout/layout.hpp"

#include <cstddef>
#include <cstring>

namespace lockstep::kit {

// Layout::size bytes: what the engine stores, and zeros behind it.
class Room {
 public:
  Room(const Layout& layout, const std::byte* state) {
    std::memcpy(bytes_, state, layout.width);
    if (layout.size > layout.width)
      std::memset(bytes_ + layout.width, 0, layout.size - layout.width);
  }

  std::byte* bytes() { return bytes_; }
  const std::byte* bytes() const { return bytes_; }

 private:
  alignas(8) std::byte bytes_[state_bytes_max];
};

}  // namespace lockstep::kit
