// Bits of a state that go into one word of a key together.
//
// Which bit of the key stands for which of the state does not matter, so bits are brought there as
// they lie, as many as find a free place at a time: `by` bits further to the left. Fields of some
// bits each, one in every byte, need few moves, since those of one word of the state go between
// those of another. PEXT and PDEP keep the order of the bits and take one piece each, but where
// they are microcode (AMD before Zen 3) it takes them longer than all moves of a state together.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace lockstep {

struct BitMove {
  std::uint64_t mask = 0;  // the bits that are moved
  std::uint32_t at = 0;    // of the state's eight bytes, which begin there
  int by = 0;              // 0 to 63; those that leave at the left come in at the right
};

// The bits of eight bytes of state, which begin at `at`, that have to go into the key.
struct BitsAt {
  std::uint64_t mask = 0;
  std::uint32_t at = 0;
};

// Moves that bring all bits of `from`, at most 64, to the lowest places of a word. Those of the
// same eight bytes lie apart: one that waits for the other would take longer.
std::vector<BitMove> moves_of(std::vector<BitsAt> from);

inline std::uint64_t read_word(const std::byte* from) {
  std::uint64_t word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

inline void write_word(std::byte* to, std::uint64_t word) { std::memcpy(to, &word, sizeof word); }

inline std::uint64_t gathered(const std::byte* state, const std::vector<BitMove>& moves) {
  std::uint64_t word = 0;
  for (const BitMove& move : moves)
    word ^= std::rotl(read_word(state + move.at) & move.mask, move.by);
  return word;
}

// Turns the bits of `state` round for which there is a 1 in the word.
inline void scatter(std::uint64_t word, const std::vector<BitMove>& moves, std::byte* state) {
  for (const BitMove& move : moves) {
    std::byte* const at = state + move.at;
    write_word(at, read_word(at) ^ (std::rotr(word, move.by) & move.mask));
  }
}

}  // namespace lockstep
