// Memory straight from the operating system, in whole pages, that can grow without being copied.
//
// Address space costs nothing, and to move pages to another address takes long (100 microseconds on
// a virtual machine, much more than to fill them): so more addresses are reserved than are in use.
// More than a mebibyte is in huge pages where the system gives them. A few pages come from the
// heap: a small search would spend half of its time in having pages mapped and taken back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace lockstep {

// Takes memory for all pages that lie within, in one call: a page costs 5 microseconds in place of
// the 15 that a page fault costs on a virtual machine. What is there already stays as it is.
void take_pages(void* data, std::size_t bytes);

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

  // Makes room for at least `bytes`, and takes the memory for it: old content stays, new content is
  // zero. May move. Throws std::bad_alloc when the system gives no more.
  void grow(std::size_t bytes);

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
