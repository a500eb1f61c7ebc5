// The memory of the whole process, as the operating system accounts for it. Safe from many threads.
#pragma once

#include <cstdint>

namespace lockstep {

std::uint64_t memory_now();   // bytes resident
std::uint64_t peak_memory();  // the most bytes that were ever resident

// How many bytes the process could have in all before the machine, or the control group that the
// process runs in, is out of memory.
std::uint64_t memory_within_reach();

// `bytes`, or when that is 0 a limit that leaves the machine a tenth of what is within reach.
std::uint64_t memory_limit(std::uint64_t bytes);

}  // namespace lockstep
