// Memory straight from the operating system, in whole pages, that can grow without being copied.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace lockstep {

// Zeroed when new. Not safe from many threads; movable.
class Pages {
 public:
  Pages() = default;
  ~Pages() { release(); }
  Pages(Pages&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Pages& operator=(Pages&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }

  // Makes room for at least `bytes`: old content stays, new content is zero. May move. Throws
  // std::bad_alloc when the system gives no more.
  void grow(std::size_t bytes);
  void release();

  std::uint8_t* data() const { return data_; }
  std::size_t size() const { return size_; }  // bytes

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace lockstep
