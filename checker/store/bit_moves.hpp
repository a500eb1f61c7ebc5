// Bits of a state that go into one word of a key together.
//
// Which bit of the key stands for which of the state does not matter. So there are two ways, and a
// processor takes the one that it is quicker with:
// - turned: bits are brought over as they lie, as many as find a free place at a time. Fields of
//   some bits each, one in every byte, need few moves, since those of one word of the state go
//   between those of another.
// - squeezed: the bits of eight bytes are put side by side by one PEXT instruction, and taken apart
//   by PDEP. On AMD before Zen 3 these are microcode, and take longer than all turns together.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace lockstep {

enum class Moving : std::uint64_t { turned, squeezed };

bool can_squeeze();        // on this processor
Moving quickest_moving();  // on this processor

struct BitMove {
  std::uint64_t mask = 0;  // the bits that are moved
  std::uint32_t at = 0;    // of the state's eight bytes, which begin there
  // Turned: by how many bits to the left, 0 to 63; those that leave there come in at the right.
  // Squeezed: how many bits of the word are below them.
  int by = 0;
};

// The bits of eight bytes of state, which begin at `at`, that have to go into the key.
struct BitsAt {
  std::uint64_t mask = 0;
  std::uint32_t at = 0;
};

// Moves that bring all bits of `from`, at most 64, to the lowest places of a word. Turned, those of
// the same eight bytes lie apart: one that waits for the other would take longer.
std::vector<BitMove> moves_of(Moving how, const std::vector<BitsAt>& from);

inline std::uint64_t read_word(const std::byte* from) {
  std::uint64_t word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

inline void write_word(std::byte* to, std::uint64_t word) { std::memcpy(to, &word, sizeof word); }

// One move there and back, of bits alone: those outside the mask count for nothing.
template <Moving how>
struct OneMove;

template <>
struct OneMove<Moving::turned> {
  static std::uint64_t there(std::uint64_t bits, const BitMove& move) {
    return std::rotl(bits & move.mask, move.by);
  }
  static std::uint64_t back(std::uint64_t word, const BitMove& move) {
    return std::rotr(word, move.by) & move.mask;
  }
};

#if defined(__x86_64__)
#define LOCKSTEP_SQUEEZES __attribute__((target("bmi2")))
template <>
struct OneMove<Moving::squeezed> {
  LOCKSTEP_SQUEEZES static std::uint64_t there(std::uint64_t bits, const BitMove& move) {
    return _pext_u64(bits, move.mask) << move.by;
  }
  LOCKSTEP_SQUEEZES static std::uint64_t back(std::uint64_t word, const BitMove& move) {
    return _pdep_u64(word >> move.by, move.mask);
  }
};
#else
#define LOCKSTEP_SQUEEZES
template <>
struct OneMove<Moving::squeezed> : OneMove<Moving::turned> {};  // never called: can_squeeze()
#endif

}  // namespace lockstep
