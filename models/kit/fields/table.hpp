// What each identity has, and sets of identities.
#pragma once

#include "models/kit/fields/id.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace lockstep {

// One cell for each identity. `capacity` is the most identities that there may be; the cells of
// those that do not take part are zero, and are never printed. When a table is the last field of
// the state they are not even stored: put the largest table last.
template <class Tag, class Cell, std::size_t capacity>
class Table {
 public:
  constexpr Cell& operator[](Id<Tag> id) { return *(cells_.data() + place(id)); }
  constexpr const Cell& operator[](Id<Tag> id) const { return *(cells_.data() + place(id)); }

 private:
  friend struct kit::Inside;
  // Signed, so that the compiler folds the 1 that is subtracted into the address.
  static constexpr std::ptrdiff_t place(Id<Tag> id) {
    return std::ptrdiff_t{kit::Inside::raw(id)} - 1;
  }
  std::array<Cell, capacity> cells_{};
};

// A set of identities, a bit each.
template <class Tag, std::size_t capacity = 8>
class Set {
 public:
  constexpr void insert(Id<Tag> id) { byte(id) = static_cast<std::uint8_t>(byte(id) | bit(id)); }
  constexpr void erase(Id<Tag> id) { byte(id) = static_cast<std::uint8_t>(byte(id) & ~bit(id)); }
  constexpr bool contains(Id<Tag> id) const {
    return (cells_[kit::Inside::index(id) / 8] & bit(id)) != 0;
  }
  constexpr unsigned size() const {
    unsigned count = 0;
    for (const std::uint8_t cell : cells_) count += static_cast<unsigned>(__builtin_popcount(cell));
    return count;
  }
  constexpr bool empty() const { return *this == Set{}; }
  friend constexpr bool operator==(const Set&, const Set&) = default;

 private:
  friend struct kit::Inside;
  static constexpr unsigned bit(Id<Tag> id) { return 1u << (kit::Inside::index(id) % 8); }
  constexpr std::uint8_t& byte(Id<Tag> id) { return cells_[kit::Inside::index(id) / 8]; }

  std::array<std::uint8_t, (capacity + 7) / 8> cells_{};
};

}  // namespace lockstep
