// The memory of the whole process, as the operating system accounts for it. Safe from many threads.
#pragma once

#include <cstdint>
#include <limits>
#include <new>

namespace lockstep {

constexpr std::uint64_t unlimited_memory = std::numeric_limits<std::uint64_t>::max();

// The process has more than it may.
class MemoryLimitHit : public std::bad_alloc {
 public:
  const char* what() const noexcept override { return "the memory limit was hit"; }
};

std::uint64_t memory_now();   // bytes resident
std::uint64_t peak_memory();  // the most bytes that were ever resident

// How many bytes the process could have in all before the machine, or the control group that the
// process runs in, is out of memory.
std::uint64_t memory_within_reach();

// `bytes`, or when that is 0 a limit that leaves the machine a tenth of what is within reach.
std::uint64_t memory_limit(std::uint64_t bytes);

}  // namespace lockstep
