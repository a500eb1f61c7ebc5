// The memory of the whole process, as the operating system accounts for it.
#pragma once

#include <cstdint>

namespace lockstep {

std::uint64_t memory_now();   // bytes resident
std::uint64_t peak_memory();  // the most bytes that were ever resident

}  // namespace lockstep
