// A lossless code for states that keeps only the bits that have ever differed.
//
// Models lay out their states for people: a byte a field, most of its bits always zero. The packing
// learns which bits differ between any two states seen so far, and gathers just these into a key
// (bit_moves.hpp). `abstract-lease` with 6 clients has 24 bytes a state and a key of 53 bits. A
// state that differs in a further bit does not fit; the packing is then widened by that bit and the
// lower ones of its byte, and what was packed before is packed again.
//
// Nothing is declared, and a wrong guess costs a bit and no more: two states have the same key if
// and only if they are equal.
#pragma once

#include "checker/store/bit_moves.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep {

class CheckpointReader;
class CheckpointWriter;

// Const members are safe from many threads.
class Packing {
 public:
  // For states of `width` bytes, a multiple of 8. Only states equal to `first` fit.
  Packing(std::size_t width, const std::byte* first, Moving how = quickest_moving());

  // As this one, but all states that differ from the first in the bits of `wanted`, or in lower
  // bits of the same bytes, fit too.
  // `wanted` is `width` bytes: see add_misfit. What was in one word of the key stays in that word
  // when there is room and the key had more than one word.
  Packing widened(const std::vector<std::byte>& wanted) const;

  // Does every part of a state go into the same word of the key as with the other?
  bool has_words_of(const Packing& other) const;

  void save(CheckpointWriter& to) const;
  // Throws Refused for one that was made by instructions that this processor lacks.
  static Packing load(CheckpointReader& from);

  // Writes words() words to `key`. False, and the key is of no use, when the state does not fit.
  bool pack(const std::byte* state, std::uint64_t* key) const { return pack_(*this, state, key); }
  void unpack(const std::uint64_t* key, std::byte* state) const { unpack_(*this, key, state); }

  // Adds the bits that keep `state` from fitting to `wanted`.
  void add_misfit(const std::byte* state, std::vector<std::byte>& wanted) const;

  // Do all states that differ from the first in these bits fit?
  bool knows(const std::vector<std::byte>& wanted) const;

  std::size_t width() const { return width_; }
  std::size_t words() const { return words_.size(); }                  // of a key, at least 1
  unsigned bits(std::size_t word) const { return words_[word].bits; }  // used in that word: the low
  unsigned bits() const;                                               // in all

 private:
  // Eight bytes of state. No piece is in two words of the key.
  struct Piece {
    std::uint64_t first = 0;                  // those of the first state
    std::uint64_t fixed = ~std::uint64_t{0};  // the bits in which no other differs
    std::uint32_t word = 0;                   // of the key
    std::uint32_t below = 0;                  // bits of earlier pieces in that word
  };

  struct KeyWord {
    unsigned bits = 0;
    std::uint64_t first = 0;     // what the first state would give
    std::vector<BitMove> moves;  // of its pieces
  };

  static unsigned varying_bits(const Piece& piece) {
    return static_cast<unsigned>(std::popcount(~piece.fixed));
  }
  void place();
  bool place_again();
  void find_moves();
  void choose();
  bool fits(const std::byte* state) const;

  template <Moving how>
  void pack_with(const std::byte* state, std::uint64_t* key) const;
  template <Moving how>
  void unpack_with(const std::uint64_t* key, std::byte* state) const;

  static bool turn(const Packing& packing, const std::byte* state, std::uint64_t* key);
  static bool squeeze(const Packing& packing, const std::byte* state, std::uint64_t* key);
  static bool squeeze_short(const Packing& packing, const std::byte* state, std::uint64_t* key);
  static void turn_back(const Packing& packing, const std::uint64_t* key, std::byte* state);
  static void squeeze_back(const Packing& packing, const std::uint64_t* key, std::byte* state);

  std::size_t width_ = 0;
  std::vector<Piece> pieces_;  // by word of the key
  std::vector<KeyWord> words_;
  Moving how_;
  bool (*pack_)(const Packing&, const std::byte*, std::uint64_t*) = nullptr;
  void (*unpack_)(const Packing&, const std::uint64_t*, std::byte*) = nullptr;
};

}  // namespace lockstep
