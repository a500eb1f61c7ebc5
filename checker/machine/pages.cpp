#include "checker/machine/pages.hpp"

#include "checker/machine/prefetch.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <sys/mman.h>

namespace lockstep {
namespace {

constexpr std::size_t page = 4096;
constexpr std::size_t reserved_min = std::size_t{1} << 20;
constexpr std::size_t ahead = 16;  // times what is needed
constexpr std::size_t fault_one_by_one = 4 * page;
constexpr std::size_t heap_max = 8 * page;
constexpr std::size_t heap_step = 512;

void* map(std::size_t bytes) {
  return mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
              -1, 0);
}

void* move(void* data, std::size_t reserved, std::size_t bytes) {
#ifdef LOCKSTEP_SANITIZED_THREADS
  // The sanitizer does not see that mremap gives an address back, which another thread then gets.
  void* got = map(bytes);
  if (got == MAP_FAILED) return got;
  std::memcpy(got, data, reserved);
  munmap(data, reserved);
  return got;
#else
  return mremap(data, reserved, bytes, MREMAP_MAYMOVE);
#endif
}

void* reserve(void* data, std::size_t reserved, std::size_t bytes) {
  return reserved ? move(data, reserved, bytes) : map(bytes);
}

std::size_t up_to(std::size_t step, std::size_t bytes) { return (bytes + step - 1) / step * step; }

}  // namespace

void take_pages([[maybe_unused]] void* data, [[maybe_unused]] std::size_t bytes) {
#ifdef MADV_POPULATE_WRITE
  // Where the system cannot do that (Linux before 5.14) they fault one by one.
  const auto address = reinterpret_cast<std::uintptr_t>(data);
  const std::uintptr_t first = up_to(page, address);
  const std::uintptr_t end = (address + bytes) / page * page;
  if (end > first + fault_one_by_one)
    madvise(static_cast<std::byte*>(data) + (first - address), end - first, MADV_POPULATE_WRITE);
#endif
}

void Pages::grow(std::size_t bytes) {
  if (bytes <= size_) return;
  const std::size_t before = size_;
  if (bytes <= heap_max) return take_from_heap(up_to(heap_step, bytes));
  map_more(up_to(page, bytes));
  take_pages(data_ + before, size_ - before);
}

void Pages::take_from_heap(std::size_t bytes) {
  auto* got = static_cast<std::uint8_t*>(std::aligned_alloc(cache_line, bytes));
  if (!got) throw std::bad_alloc();
  if (data_) std::memcpy(got, data_, size_);
  std::memset(got + size_, 0, bytes - size_);
  std::free(data_);
  data_ = got;
  size_ = bytes;
}

void Pages::map_more(std::size_t bytes) {
  if (bytes > reserved_) {
    std::size_t wanted = std::max(ahead * bytes, reserved_min);
    void* got = reserve(data_, reserved_, wanted);
    // Where addresses are limited, or count as memory, there is no room to spare.
    if (got == MAP_FAILED) got = reserve(data_, reserved_, wanted = bytes);
    if (got == MAP_FAILED) throw std::bad_alloc();
    if (data_ && !reserved_) {
      std::memcpy(got, data_, size_);
      std::free(data_);
    }
    data_ = static_cast<std::uint8_t*>(got);
    reserved_ = wanted;
#ifdef MADV_HUGEPAGE
    if (bytes > reserved_min) madvise(data_, reserved_, MADV_HUGEPAGE);
#endif
  }
  size_ = bytes;
}

void Pages::release() {
  if (reserved_)
    munmap(data_, reserved_);
  else
    std::free(data_);
  data_ = nullptr;
  size_ = 0;
  reserved_ = 0;
}

}  // namespace lockstep
