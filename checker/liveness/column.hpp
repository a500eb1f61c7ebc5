// A list that grows without being copied: on a large one, a std::vector would for a moment take
// three times the memory that it needs.
#pragma once

#include "checker/machine/pages.hpp"

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace lockstep {

// Movable, not copyable. Throws std::bad_alloc.
template <class T>
class Column {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Column() = default;
  Column(Column&& other) noexcept
      : pages_(std::move(other.pages_)), size_(std::exchange(other.size_, 0)) {}
  Column& operator=(Column&& other) noexcept {
    std::swap(pages_, other.pages_);
    std::swap(size_, other.size_);
    return *this;
  }

  void push_back(T value) {
    if (size_ == pages_.size() / sizeof(T)) grow(size_ + 1);
    data()[size_++] = value;
  }

  // New elements are zero.
  void resize(std::size_t size) {
    if (size > pages_.size() / sizeof(T)) grow(size);
    size_ = size;
  }

  std::size_t size() const { return size_; }
  T* data() { return reinterpret_cast<T*>(pages_.data()); }
  const T* data() const { return reinterpret_cast<const T*>(pages_.data()); }
  T& operator[](std::size_t i) { return data()[i]; }
  const T& operator[](std::size_t i) const { return data()[i]; }
  std::uint64_t bytes() const { return pages_.size(); }  // of memory

 private:
  // By an eighth: a system call for each page would take long, and more is not needed.
  void grow(std::size_t size) { pages_.grow((size + size / 8) * sizeof(T)); }

  Pages pages_;
  std::size_t size_ = 0;
};

}  // namespace lockstep
