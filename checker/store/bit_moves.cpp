#include "checker/store/bit_moves.hpp"

#include <algorithm>

namespace lockstep {
namespace {

std::uint64_t lowest(int bits) { return bits == 0 ? 0 : ~std::uint64_t{0} >> (64 - bits); }

// By how much most of the bits of `mask` come to free places.
int best_turn(std::uint64_t mask, std::uint64_t free) {
  int best = 0;
  int most = 0;
  const int all = std::min(std::popcount(mask), std::popcount(free));
  for (int by = 0; by < 64 && most < all; ++by) {
    const int placed = std::popcount(std::rotl(mask, by) & free);
    if (placed <= most) continue;
    most = placed;
    best = by;
  }
  return best;
}

}  // namespace

// Those with many bits choose first.
std::vector<BitMove> moves_of(std::vector<BitsAt> from) {
  std::stable_sort(from.begin(), from.end(), [](const BitsAt& a, const BitsAt& b) {
    return std::popcount(a.mask) > std::popcount(b.mask);
  });
  int bits = 0;
  for (const BitsAt& some : from) bits += std::popcount(some.mask);
  std::vector<BitMove> moves;
  for (std::uint64_t free = lowest(bits); free != 0;)
    for (BitsAt& some : from) {
      if (some.mask == 0) continue;
      const int by = best_turn(some.mask, free);
      const std::uint64_t mask = std::rotr(free, by) & some.mask;
      moves.push_back({mask, some.at, by});
      some.mask &= ~mask;
      free &= ~std::rotl(mask, by);
    }
  return moves;
}

}  // namespace lockstep
