#include "checker/store/packing.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/machine/checkpoint.hpp"
#include "checker/model/state.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace lockstep {
namespace {

// And those below them in their bytes. Fields count from zero: where a high bit differs, the lower
// ones will sooner or later, and the earlier they are known, the fewer states are encoded anew.
std::uint64_t with_lower_bits(std::uint64_t bits) {
  bits |= bits >> 1 & 0x7f7f7f7f7f7f7f7f;
  bits |= bits >> 2 & 0x3f3f3f3f3f3f3f3f;
  return bits | (bits >> 4 & 0x0f0f0f0f0f0f0f0f);
}

}  // namespace

Packing::Packing(std::size_t width, const std::byte* first) : width_(width), pieces_(width / 8) {
  ensure(width > 0 && width % 8 == 0, "the width of a state is a multiple of 8 bytes");
  for (std::size_t i = 0; i < pieces_.size(); ++i) pieces_[i].first = read_word(first + 8 * i);
  place();
  find_moves();
}

Packing Packing::widened(const std::vector<std::byte>& wanted) const {
  Packing wider = *this;
  for (std::size_t i = 0; i < pieces_.size(); ++i)
    wider.pieces_[i].fixed &= ~with_lower_bits(read_word(wanted.data() + 8 * i));
  if (words() == 1 || !wider.place_again()) wider.place();
  wider.find_moves();
  return wider;
}

bool Packing::knows(const std::vector<std::byte>& wanted) const {
  for (std::size_t i = 0; i < pieces_.size(); ++i)
    if (read_word(wanted.data() + 8 * i) & pieces_[i].fixed) return false;
  return true;
}

void Packing::save(CheckpointWriter& to) const { to.put_all<Piece>(pieces_); }

Packing Packing::load(CheckpointReader& from) {
  const auto pieces = from.get_all<Piece>();
  const StateBytes zero(8 * pieces.size());
  Packing packing(zero.size(), zero.data());
  packing.pieces_ = pieces;
  for (const Piece& piece : pieces)
    packing.words_.resize(std::max<std::size_t>(packing.words(), piece.word + 1));
  ensure(packing.place_again(), "a packing was saved as it had been placed");
  packing.find_moves();
  return packing;
}

unsigned Packing::bits() const {
  unsigned all = 0;
  for (const KeyWord& word : words_) all += word.bits;
  return all;
}

void Packing::add_misfit(const std::byte* state, std::vector<std::byte>& wanted) const {
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const std::uint64_t differs = read_word(state + 8 * i) ^ pieces_[i].first;
    write_word(wanted.data() + 8 * i, read_word(wanted.data() + 8 * i) | differs);
  }
}

// One word when 64 bits are enough. Else words of about a half, each for neighbouring parts of the
// state: the shorter they are, the fewer different ones there are (tree.hpp), and a word may have
// to take in more bits later.
void Packing::place() {
  unsigned all = 0;
  for (const Piece& piece : pieces_) all += varying_bits(piece);
  const unsigned words = all <= 64 ? 1 : (all + 31) / 32;
  const unsigned share = (all + words - 1) / words;
  words_.assign(1, {});
  for (Piece& piece : pieces_) {
    const unsigned size = varying_bits(piece);
    const unsigned before = words_.back().bits;
    // The middle of the piece decides on which side of the border it lies.
    if (size > 0 && before > 0 && (before + size > 64 || before + size / 2 > share))
      words_.emplace_back();
    piece.word = words_.size() - 1;
    words_.back().bits += size;
  }
}

// Leaves each piece in its word; false when there is no room.
bool Packing::place_again() {
  for (KeyWord& word : words_) word.bits = 0;
  for (const Piece& piece : pieces_) {
    unsigned& bits = words_[piece.word].bits;
    bits += varying_bits(piece);
    if (bits > 64) return false;
  }
  return true;
}

void Packing::find_moves() {
  std::vector<std::vector<BitsAt>> bits(words());
  StateBytes first(width_);
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const Piece& piece = pieces_[i];
    write_word(first.data() + 8 * i, piece.first);
    if (~piece.fixed != 0)
      bits[piece.word].push_back({~piece.fixed, static_cast<std::uint32_t>(8 * i)});
  }
  for (std::size_t i = 0; i < words(); ++i) {
    words_[i].moves = moves_of(std::move(bits[i]));
    words_[i].first = gathered(first.data(), words_[i].moves);
  }
}

bool Packing::has_words_of(const Packing& other) const {
  return words() == other.words() &&
         std::equal(pieces_.begin(), pieces_.end(), other.pieces_.begin(), other.pieces_.end(),
                    [](const Piece& a, const Piece& b) { return a.word == b.word; });
}

bool Packing::pack(const std::byte* state, std::uint64_t* key) const {
  std::uint64_t misfit = 0;
  const std::byte* at = state;
  for (const Piece& piece : pieces_) {
    misfit |= (read_word(at) ^ piece.first) & piece.fixed;
    at += 8;
  }
  if (misfit != 0) return false;
  for (const KeyWord& word : words_) *key++ = gathered(state, word.moves) ^ word.first;
  return true;
}

void Packing::unpack(const std::uint64_t* key, std::byte* state) const {
  std::byte* at = state;
  for (const Piece& piece : pieces_) {
    write_word(at, piece.first);
    at += 8;
  }
  for (const KeyWord& word : words_) scatter(*key++, word.moves, state);
}

}  // namespace lockstep
