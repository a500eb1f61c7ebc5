// An invertible hash: spreads keys evenly, and gives the key back.
//
// Because it can be undone, the place at which a key lies tells part of the key, and that part
// need not be stored (Cleary, "Compact hash tables using bidirectional linear probing", IEEE
// Transactions on Computers 1984).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace lockstep {

// On keys of one or more words. Only the first word is changed; it depends on all. Of a key of
// one word the low `bits` are used and filled; of a longer key all 64 bits of the first word.
class Scatter {
 public:
  explicit Scatter(unsigned bits = 64)
      : mask_(bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1),
        shift_((bits + 1) / 2) {}

  void apply(std::uint64_t* key, std::size_t words) const {
    std::uint64_t h = key[0];
    if (words > 1) [[unlikely]]
      h ^= tail(key, words);
    h ^= h >> shift_;
    h = h * first_factor & mask_;
    h ^= h >> shift_;
    h = h * second_factor & mask_;
    key[0] = h ^ h >> shift_;
  }

  void undo(std::uint64_t* key, std::size_t words) const {
    std::uint64_t h = key[0];
    h ^= h >> shift_;  // its own inverse: shifting twice leaves nothing
    h = h * inverse(second_factor) & mask_;
    h ^= h >> shift_;
    h = h * inverse(first_factor) & mask_;
    h ^= h >> shift_;
    key[0] = (h ^ tail(key, words)) & mask_;
  }

 private:
  static constexpr std::uint64_t first_factor = 0x9e3779b97f4a7c15;
  static constexpr std::uint64_t second_factor = 0xd6e8feb86659fd93;

  // Of an odd number modulo 2^64. Newton's iteration doubles the correct bits each time.
  static constexpr std::uint64_t inverse(std::uint64_t odd) {
    std::uint64_t x = odd;
    for (int i = 0; i < 5; ++i) x *= 2 - odd * x;
    return x;
  }

  static std::uint64_t tail(const std::uint64_t* key, std::size_t words) {
    std::uint64_t h = 0;
    for (std::size_t i = 1; i < words; ++i) {
      h = (h ^ key[i]) * first_factor;
      h ^= h >> 32;
    }
    return h;
  }

  std::uint64_t mask_;
  unsigned shift_;
};

}  // namespace lockstep
