// Memory straight from the operating system, in whole pages, that can grow without being copied.
//
// Address space costs nothing, and to move pages to another address takes long (100 microseconds on
// a virtual machine, much more than to fill them): so more addresses are reserved than are in use.
// Pages take memory when they are first written to. More than a mebibyte is in huge pages where the
// system gives them. A few pages come from the heap: a small search would spend half of its time in
// having pages mapped and taken back.
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
      : data_(std::exchange(other.data_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        reserved_(std::exchange(other.reserved_, 0)) {}
  Pages& operator=(Pages&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(reserved_, other.reserved_);
    return *this;
  }

  // Makes room for at least `bytes`: old content stays, new content is zero. May move. Throws
  // std::bad_alloc when the system gives no more.
  void grow(std::size_t bytes);

  // The same for one who writes to all of it soon: takes the memory at once, in a fraction of the
  // time that a fault for each page takes.
  void grow_filled(std::size_t bytes);

  void release();

  std::uint8_t* data() const { return data_; }
  std::size_t size() const { return size_; }  // bytes

 private:
  void map_more(std::size_t bytes);
  void take_from_heap(std::size_t bytes);

  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t reserved_ = 0;  // addresses; 0 when it is on the heap
};

}  // namespace lockstep
