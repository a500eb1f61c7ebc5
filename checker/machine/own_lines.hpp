// Memory that one worker writes to all the time, and that shares no line of the cache with other
// memory.
//
// When two threads write to the same line, it goes back and forth between their cores with every
// write: two small vectors side by side on the heap cost two workers a third of their speed.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace lockstep {

// Two lines, because processors fetch them in pairs.
inline constexpr std::size_t own_lines = 128;

template <class T>
struct OwnLinesAllocator {
  using value_type = T;

  OwnLinesAllocator() = default;
  template <class Other>
  OwnLinesAllocator(const OwnLinesAllocator<Other>&) {}

  T* allocate(std::size_t count) {
    const std::size_t bytes = (count * sizeof(T) + own_lines - 1) / own_lines * own_lines;
    return static_cast<T*>(::operator new (bytes, std::align_val_t{own_lines}));
  }
  void deallocate(T* from, std::size_t) { ::operator delete (from, std::align_val_t{own_lines}); }

  friend bool operator==(OwnLinesAllocator, OwnLinesAllocator) { return true; }
};

template <class T>
using OwnLines = std::vector<T, OwnLinesAllocator<T>>;

}  // namespace lockstep
