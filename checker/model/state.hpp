// The bytes of one state, for whoever keeps states one by one. The search itself packs them.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string_view>
#include <vector>

namespace lockstep {

// Aligned to 8 bytes, as models want it, and compared and hashed as a whole: byte by byte, as
// std::memcmp does. Models call their own state `State`; the engine looks into none.
class StateBytes {
 public:
  StateBytes() = default;

  // Zeros. `width` is in bytes, a multiple of 8.
  explicit StateBytes(std::size_t width) : words_(width / 8) {}

  // A copy of the `width` bytes at `from`, which need not be aligned.
  StateBytes(std::size_t width, const std::byte* from) : StateBytes(width) {
    if (width > 0) std::memcpy(data(), from, size());
  }

  std::size_t size() const { return 8 * words_.size(); }  // bytes
  std::byte* data() { return reinterpret_cast<std::byte*>(words_.data()); }
  const std::byte* data() const { return reinterpret_cast<const std::byte*>(words_.data()); }
  std::string_view text() const { return {reinterpret_cast<const char*>(data()), size()}; }

  friend bool operator==(const StateBytes&, const StateBytes&) = default;
  friend std::strong_ordering operator<=>(const StateBytes& a, const StateBytes& b) {
    return a.text() <=> b.text();
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace lockstep

template <>
struct std::hash<lockstep::StateBytes> {
  std::size_t operator()(const lockstep::StateBytes& state) const noexcept {
    return std::hash<std::string_view>()(state.text());
  }
};
