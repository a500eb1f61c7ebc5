#include "checker/store/bit_moves.hpp"

#include "checker/model/state.hpp"
#include "tests/catch.hpp"

#include <bit>
#include <random>

namespace lockstep {
namespace {

// Eight bytes for each mask.
std::vector<BitsAt> bits_of(const std::vector<std::uint64_t>& masks) {
  std::vector<BitsAt> bits;
  for (std::size_t i = 0; i < masks.size(); ++i)
    bits.push_back({masks[i], static_cast<std::uint32_t>(8 * i)});
  return bits;
}

// Masks with `count` bits in all.
std::vector<std::uint64_t> random_masks(std::size_t words, int count, std::mt19937_64& random) {
  std::vector<std::uint64_t> masks(words);
  while (count > 0) {
    std::uint64_t& mask = masks[random() % words];
    const std::uint64_t bit = std::uint64_t{1} << random() % 64;
    count -= (mask & bit) == 0 ? 1 : 0;
    mask |= bit;
  }
  return masks;
}

std::vector<Moving> possible() {
  if (can_squeeze()) return {Moving::turned, Moving::squeezed};
  return {Moving::turned};
}

LOCKSTEP_SQUEEZES std::uint64_t squeezed(const StateBytes& state,
                                         const std::vector<BitMove>& moves) {
  std::uint64_t word = 0;
  for (const BitMove& move : moves)
    word ^= OneMove<Moving::squeezed>::there(read_word(state.data() + move.at), move);
  return word;
}

std::uint64_t gathered(Moving how, const StateBytes& state, const std::vector<BitMove>& moves) {
  if (how == Moving::squeezed) return squeezed(state, moves);
  std::uint64_t word = 0;
  for (const BitMove& move : moves)
    word ^= OneMove<Moving::turned>::there(read_word(state.data() + move.at), move);
  return word;
}

TEST_CASE("Moves bring each bit of a state to a place of its own, and no place is left out") {
  std::mt19937_64 random(1);
  for (const Moving how : possible())
    for (int count = 0; count <= 64; ++count)
      for (const std::size_t words : {1u, 3u, 20u}) {
        const auto masks = random_masks(words, count, random);
        const auto moves = moves_of(how, bits_of(masks));
        std::uint64_t places = 0;
        for (std::size_t i = 0; i < words; ++i)
          for (std::uint64_t left = masks[i]; left != 0; left &= left - 1) {
            StateBytes state(8 * words);
            write_word(state.data() + 8 * i, left & -left);
            const std::uint64_t place = gathered(how, state, moves);
            REQUIRE(std::popcount(place) == 1);
            places |= place;
          }
        CHECK(places == (count == 0 ? 0 : ~std::uint64_t{0} >> (64 - count)));
      }
}

TEST_CASE("Bits in every byte of three words need two moves a word, and not one for each byte") {
  const std::uint64_t two_of_each = 0x0303030303030303;
  CHECK(moves_of(Moving::turned, bits_of({two_of_each, two_of_each, two_of_each})).size() == 6);
  CHECK(moves_of(Moving::turned, bits_of({0xffff, 0, 0xffff})).size() == 2);
}

}  // namespace
}  // namespace lockstep
