#include "checker/pages.hpp"

#include <new>
#include <sys/mman.h>

namespace lockstep {
namespace {

constexpr std::size_t page = 4096;

}  // namespace

void Pages::grow(std::size_t bytes) {
  bytes = (bytes + page - 1) / page * page;
  if (bytes <= size_) return;
  void* got =
      data_ ? mremap(data_, size_, bytes, MREMAP_MAYMOVE)
            : mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
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
