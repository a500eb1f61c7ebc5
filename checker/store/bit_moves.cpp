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

// Those with many bits choose first.
std::vector<BitMove> turns_of(std::vector<BitsAt> from) {
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

std::vector<BitMove> squeezes_of(const std::vector<BitsAt>& from) {
  std::vector<BitMove> moves;
  int below = 0;
  for (const BitsAt& some : from) {
    if (some.mask != 0) moves.push_back({some.mask, some.at, below});
    below += std::popcount(some.mask);
  }
  return moves;
}

}  // namespace

bool can_squeeze() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("bmi2") != 0;
#else
  return false;
#endif
}

Moving quickest_moving() {
#if defined(__x86_64__)
  const bool in_microcode = __builtin_cpu_is("znver1") != 0 || __builtin_cpu_is("znver2") != 0;
  if (can_squeeze() && !in_microcode) return Moving::squeezed;
#endif
  return Moving::turned;
}

std::vector<BitMove> moves_of(Moving how, const std::vector<BitsAt>& from) {
  return how == Moving::turned ? turns_of(from) : squeezes_of(from);
}

}  // namespace lockstep
