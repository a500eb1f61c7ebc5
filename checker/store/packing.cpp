#include "checker/store/packing.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/errors/errors.hpp"
#include "checker/machine/checkpoint.hpp"
#include "checker/model/state.hpp"

#include <algorithm>

namespace lockstep {
namespace {

// A state of so few pieces is gone through in one loop when its key is one word.
constexpr std::size_t pieces_short_max = 8;

// And those below them in their bytes. Fields count from zero: where a high bit differs, the lower
// ones will sooner or later, and the earlier they are known, the fewer states are encoded anew.
std::uint64_t with_lower_bits(std::uint64_t bits) {
  bits |= bits >> 1 & 0x7f7f7f7f7f7f7f7f;
  bits |= bits >> 2 & 0x3f3f3f3f3f3f3f3f;
  return bits | (bits >> 4 & 0x0f0f0f0f0f0f0f0f);
}

}  // namespace

Packing::Packing(std::size_t width, const std::byte* first, Moving how)
    : width_(width), pieces_(width / 8), how_(how) {
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

void Packing::save(CheckpointWriter& to) const {
  to.put(how_);
  to.put_all<Piece>(pieces_);
}

Packing Packing::load(CheckpointReader& from) {
  const auto how = from.get<Moving>();
  if (how == Moving::squeezed && !can_squeeze())
    throw Refused(
        "the checkpoint was written on a processor with the instructions PEXT and PDEP, "
        "and this one has none");
  const auto pieces = from.get_all<Piece>();
  const StateBytes zero(8 * pieces.size());
  Packing packing(zero.size(), zero.data(), how);
  packing.pieces_ = pieces;
  for (const Piece& piece : pieces)
    packing.words_.resize(std::max(packing.words(), std::size_t{piece.word} + 1));
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
    piece.word = static_cast<std::uint32_t>(words_.size() - 1);
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
  std::vector<unsigned> below(words());
  StateBytes first(width_);
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    Piece& piece = pieces_[i];
    write_word(first.data() + 8 * i, piece.first);
    if (varying_bits(piece) == 0) continue;
    piece.below = below[piece.word];
    below[piece.word] += varying_bits(piece);
    bits[piece.word].push_back({~piece.fixed, static_cast<std::uint32_t>(8 * i)});
  }
  for (std::size_t i = 0; i < words(); ++i) {
    words_[i].moves = moves_of(how_, bits[i]);
    words_[i].first = 0;
  }
  choose();
  std::vector<std::uint64_t> key(words());
  pack(first.data(), key.data());
  for (std::size_t i = 0; i < words(); ++i) words_[i].first = key[i];
}

void Packing::choose() {
  const bool squeezed = how_ == Moving::squeezed;
  const bool is_short = words() == 1 && pieces_.size() <= pieces_short_max;
  pack_ = !squeezed ? turn : is_short ? squeeze_short : squeeze;
  unpack_ = squeezed ? squeeze_back : turn_back;
}

bool Packing::has_words_of(const Packing& other) const {
  return words() == other.words() &&
         std::equal(pieces_.begin(), pieces_.end(), other.pieces_.begin(), other.pieces_.end(),
                    [](const Piece& a, const Piece& b) { return a.word == b.word; });
}

inline bool Packing::fits(const std::byte* state) const {
  std::uint64_t misfit = 0;
  for (const Piece& piece : pieces_) {
    misfit |= (read_word(state) ^ piece.first) & piece.fixed;
    state += 8;
  }
  return misfit == 0;
}

// Compiled into its caller, and so with the instructions that the caller may use.
template <Moving how>
[[gnu::always_inline]] inline void Packing::pack_with(const std::byte* state,
                                                      std::uint64_t* key) const {
  for (const KeyWord& word : words_) {
    std::uint64_t gathered = word.first;
    for (const BitMove& move : word.moves)
      gathered ^= OneMove<how>::there(read_word(state + move.at), move);
    *key++ = gathered;
  }
}

template <Moving how>
[[gnu::always_inline]] inline void Packing::unpack_with(const std::uint64_t* key,
                                                        std::byte* state) const {
  std::byte* to = state;
  for (const Piece& piece : pieces_) {
    write_word(to, piece.first);
    to += 8;
  }
  for (const KeyWord& word : words_) {
    const std::uint64_t bits = *key++;
    for (const BitMove& move : word.moves) {
      std::byte* const at = state + move.at;
      write_word(at, read_word(at) ^ OneMove<how>::back(bits, move));
    }
  }
}

bool Packing::turn(const Packing& packing, const std::byte* state, std::uint64_t* key) {
  if (!packing.fits(state)) return false;
  packing.pack_with<Moving::turned>(state, key);
  return true;
}

LOCKSTEP_SQUEEZES bool Packing::squeeze(const Packing& packing, const std::byte* state,
                                        std::uint64_t* key) {
  if (!packing.fits(state)) return false;
  packing.pack_with<Moving::squeezed>(state, key);
  return true;
}

// The same for a short state, of which most pieces change: all is done in one loop.
LOCKSTEP_SQUEEZES bool Packing::squeeze_short(const Packing& packing, const std::byte* state,
                                              std::uint64_t* key) {
  std::uint64_t gathered = 0;
  std::uint64_t misfit = 0;
  for (const Piece& piece : packing.pieces_) {
    const std::uint64_t differs = read_word(state) ^ piece.first;
    misfit |= differs & piece.fixed;
    gathered |=
        OneMove<Moving::squeezed>::there(differs, {~piece.fixed, 0, static_cast<int>(piece.below)});
    state += 8;
  }
  *key = gathered;
  return misfit == 0;
}

void Packing::turn_back(const Packing& packing, const std::uint64_t* key, std::byte* state) {
  packing.unpack_with<Moving::turned>(key, state);
}

LOCKSTEP_SQUEEZES void Packing::squeeze_back(const Packing& packing, const std::uint64_t* key,
                                             std::byte* state) {
  packing.unpack_with<Moving::squeezed>(key, state);
}

}  // namespace lockstep
