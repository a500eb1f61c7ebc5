#include "checker/pages.hpp"

#include <cstring>
#include <new>
#include <sys/mman.h>

namespace lockstep {
namespace {

constexpr std::size_t page = 4096;

void* map(std::size_t bytes) {
  return mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

void* enlarge(void* data, std::size_t size, std::size_t bytes) {
#ifdef __SANITIZE_THREAD__
  // The sanitizer does not see that mremap gives an address back, which another thread then gets.
  void* got = map(bytes);
  if (got == MAP_FAILED) return got;
  std::memcpy(got, data, size);
  munmap(data, size);
  return got;
#else
  return mremap(data, size, bytes, MREMAP_MAYMOVE);
#endif
}

}  // namespace

void Pages::grow(std::size_t bytes) {
  bytes = (bytes + page - 1) / page * page;
  if (bytes <= size_) return;
  void* got = data_ ? enlarge(data_, size_, bytes) : map(bytes);
  if (got == MAP_FAILED) throw std::bad_alloc();
  data_ = static_cast<std::uint8_t*>(got);
  size_ = bytes;
}

void Pages::release() {
  if (data_) munmap(data_, size_);
  data_ = nullptr;
  size_ = 0;
}

}  // namespace lockstep
