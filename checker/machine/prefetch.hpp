// Lines of the cache, asked for before they are needed.
#pragma once

#include <cstddef>

namespace lockstep {

inline constexpr std::size_t cache_line = 64;  // bytes

// For reading.
inline void fetch_lines(const void* from, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; i += cache_line)
    __builtin_prefetch(static_cast<const char*>(from) + i);
}

// For writing: takes them away from the core that has them. A compiler for any x86-64 processor
// leaves that out and asks for reading; those that do not know the instruction pass it by.
inline void fetch_lines_to_write(void* to, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; i += cache_line) {
#ifdef __x86_64__
    asm volatile("prefetchw %0" : : "m"(static_cast<char*>(to)[i]));
#else
    __builtin_prefetch(static_cast<char*>(to) + i, 1);
#endif
  }
}

}  // namespace lockstep
