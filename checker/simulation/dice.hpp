// Numbers that look random, the same for the same seed on every machine.
#pragma once

#include <cstdint>

namespace lockstep {

// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
class SeededDice {
 public:
  // Different runs of one seed have nothing to do with each other.
  SeededDice(std::uint64_t seed, std::uint64_t run) : state_(mixed(mixed(seed) + run)) {}

  // Within [0, end); `end` is at least 1. Of the remainder's bias, below 2^-32 for any `end` that
  // fits into 32 bits, nothing can be seen.
  std::uint64_t below(std::uint64_t end) { return next() % end; }

 private:
  static constexpr std::uint64_t mixed(std::uint64_t z) {
    z += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
  }
  std::uint64_t next() {
    const std::uint64_t value = mixed(state_);
    state_ += 0x9e3779b97f4a7c15;
    return value;
  }

  std::uint64_t state_;
};

}  // namespace lockstep
