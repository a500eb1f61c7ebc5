#include "checker/store/packing.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/machine/checkpoint.hpp"
#include "checker/model/state.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace lockstep {
namespace {

// A state of so many pieces is gone through in one loop when its key is one word.
constexpr std::size_t pieces_short_max = 8;

std::uint64_t read_word(const std::byte* from) {
  std::uint64_t word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

void write_word(std::byte* to, std::uint64_t word) { std::memcpy(to, &word, sizeof word); }

// And those below them in their bytes. Fields count from zero: where a high bit differs, the lower
// ones will sooner or later, and the earlier they are known, the fewer states are encoded anew.
std::uint64_t with_lower_bits(std::uint64_t bits) {
  bits |= bits >> 1 & 0x7f7f7f7f7f7f7f7f;
  bits |= bits >> 2 & 0x3f3f3f3f3f3f3f3f;
  return bits | (bits >> 4 & 0x0f0f0f0f0f0f0f0f);
}

// The bits of `word` under `mask`, side by side at the low end; and back. Warren, "Hacker's
// Delight", 2nd ed., sections 7-4 and 7-5, has faster ways without the instruction; these serve
// machines that lack it.
template <bool hardware>
struct Bits {
  static std::uint64_t gather(std::uint64_t word, std::uint64_t mask) {
    std::uint64_t out = 0;
    for (unsigned at = 0; mask; mask &= mask - 1, ++at)
      if (word & mask & -mask) out |= std::uint64_t{1} << at;
    return out;
  }
  static std::uint64_t scatter(std::uint64_t bits, std::uint64_t mask) {
    std::uint64_t out = 0;
    for (; mask; mask &= mask - 1, bits >>= 1)
      if (bits & 1) out |= mask & -mask;
    return out;
  }
};

#if defined(__x86_64__)
template <>
struct Bits<true> {
  __attribute__((target("bmi2"), always_inline)) static inline std::uint64_t gather(
      std::uint64_t word, std::uint64_t mask) {
    return _pext_u64(word, mask);
  }
  __attribute__((target("bmi2"), always_inline)) static inline std::uint64_t scatter(
      std::uint64_t bits, std::uint64_t mask) {
    return _pdep_u64(bits, mask);
  }
};
#define LOCKSTEP_BMI2 __attribute__((target("bmi2")))
#else
#define LOCKSTEP_BMI2
#endif

bool has_instructions() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("bmi2");
#else
  return false;
#endif
}

}  // namespace

Packing::Packing(std::size_t width, const std::byte* first) : width_(width), pieces_(width / 8) {
  ensure(width > 0 && width % 8 == 0, "the width of a state is a multiple of 8 bytes");
  for (std::size_t i = 0; i < pieces_.size(); ++i) pieces_[i].base = read_word(first + 8 * i);
  place();
  prepare(has_instructions());
}

Packing Packing::widened(const std::vector<std::byte>& wanted) const {
  Packing wider = *this;
  for (std::size_t i = 0; i < pieces_.size(); ++i)
    wider.pieces_[i].mask |= with_lower_bits(read_word(wanted.data() + 8 * i));
  if (words() == 1 || !wider.place_again()) wider.place();
  wider.prepare(has_instructions());
  return wider;
}

bool Packing::knows(const std::vector<std::byte>& wanted) const {
  for (std::size_t i = 0; i < pieces_.size(); ++i)
    if (read_word(wanted.data() + 8 * i) & ~pieces_[i].mask) return false;
  return true;
}

Packing Packing::portable() const {
  Packing same = *this;
  same.prepare(false);
  return same;
}

void Packing::save(CheckpointWriter& to) const { to.put_all<Piece>(pieces_); }

Packing Packing::load(CheckpointReader& from) {
  const auto pieces = from.get_all<Piece>();
  const StateBytes zero(8 * pieces.size());
  Packing packing(zero.size(), zero.data());
  packing.pieces_ = pieces;
  for (const Piece& piece : pieces)
    packing.word_bits_.resize(std::max<std::size_t>(packing.words(), piece.word + 1));
  ensure(packing.place_again(), "a packing was saved as it had been placed");
  packing.prepare(has_instructions());
  return packing;
}

unsigned Packing::bits() const { return std::accumulate(word_bits_.begin(), word_bits_.end(), 0u); }

void Packing::add_misfit(const std::byte* state, std::vector<std::byte>& wanted) const {
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const std::uint64_t differs = read_word(state + 8 * i) ^ pieces_[i].base;
    write_word(wanted.data() + 8 * i, read_word(wanted.data() + 8 * i) | differs);
  }
}

// One word when 64 bits are enough. Else words of about a half, each for neighbouring parts of the
// state: the shorter they are, the fewer different ones there are (tree.hpp), and a word may have
// to take in more bits later.
void Packing::place() {
  unsigned all = 0;
  for (const Piece& piece : pieces_) all += static_cast<unsigned>(std::popcount(piece.mask));
  const unsigned words = all <= 64 ? 1 : (all + 31) / 32;
  const unsigned share = (all + words - 1) / words;
  word_bits_.assign(1, 0);
  for (Piece& piece : pieces_) {
    const auto size = static_cast<unsigned>(std::popcount(piece.mask));
    const unsigned before = word_bits_.back();
    // The middle of the piece decides on which side of the border it lies.
    if (size > 0 && before > 0 && (before + size > 64 || before + size / 2 > share))
      word_bits_.push_back(0);
    piece.word = static_cast<unsigned>(word_bits_.size() - 1);
    piece.shift = size == 0 ? 0 : word_bits_.back();
    word_bits_.back() += size;
  }
}

// Leaves each piece in its word; false when there is no room.
bool Packing::place_again() {
  std::fill(word_bits_.begin(), word_bits_.end(), 0);
  for (Piece& piece : pieces_) {
    const auto size = static_cast<unsigned>(std::popcount(piece.mask));
    unsigned& before = word_bits_[piece.word];
    if (before + size > 64) return false;
    piece.shift = size == 0 ? 0 : before;
    before += size;
  }
  return true;
}

bool Packing::has_words_of(const Packing& other) const {
  return words() == other.words() &&
         std::equal(pieces_.begin(), pieces_.end(), other.pieces_.begin(), other.pieces_.end(),
                    [](const Piece& a, const Piece& b) { return a.word == b.word; });
}

bool Packing::fits(const std::byte* state) const {
  std::uint64_t misfit = 0;
  for (std::size_t i = 0; i < first_.size(); ++i)
    misfit |= (read_word(state + 8 * i) ^ first_[i]) & fixed_[i];
  return misfit == 0;
}

// Most pieces of a long state never change. A word of the key is gathered in a register.
template <bool hardware>
LOCKSTEP_BMI2 bool Packing::pack_with(const Packing& packing, const std::byte* state,
                                      std::uint64_t* key) {
  if (!packing.fits(state)) return false;
  std::uint64_t gathered = 0;
  unsigned word = 0;
  for (const Varying& varying : packing.varying_) {
    const Piece& piece = varying.piece;
    for (; word != piece.word; ++word) key[word] = std::exchange(gathered, 0);
    const std::uint64_t differs = read_word(state + 8 * varying.place) ^ piece.base;
    gathered |= Bits<hardware>::gather(differs, piece.mask) << piece.shift;
  }
  for (; word < packing.word_bits_.size(); ++word) key[word] = std::exchange(gathered, 0);
  return true;
}

// The same for a short state, of which most pieces change.
template <bool hardware>
LOCKSTEP_BMI2 bool Packing::pack_short(const Packing& packing, const std::byte* state,
                                       std::uint64_t* key) {
  std::uint64_t gathered = 0;
  std::uint64_t misfit = 0;
  const Piece* const end = packing.pieces_.data() + packing.pieces_.size();
  for (const Piece* piece = packing.pieces_.data(); piece != end; ++piece, state += 8) {
    const std::uint64_t differs = read_word(state) ^ piece->base;
    misfit |= differs & ~piece->mask;
    gathered |= Bits<hardware>::gather(differs, piece->mask) << piece->shift;
  }
  *key = gathered;
  return misfit == 0;
}

template <bool hardware>
LOCKSTEP_BMI2 void Packing::unpack_with(const Packing& packing, const std::uint64_t* key,
                                        std::byte* state) {
  std::memcpy(state, packing.first_.data(), packing.width_);
  for (const Varying& varying : packing.varying_) {
    const Piece& piece = varying.piece;
    const std::uint64_t bits = key[piece.word] >> piece.shift;
    write_word(state + 8 * varying.place, Bits<hardware>::scatter(bits, piece.mask) ^ piece.base);
  }
}

void Packing::prepare(bool hardware) {
  varying_.clear();
  first_.clear();
  fixed_.clear();
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].mask) varying_.push_back({i, pieces_[i]});
    first_.push_back(pieces_[i].base);
    fixed_.push_back(~pieces_[i].mask);
  }
  const bool is_short = words() == 1 && pieces_.size() <= pieces_short_max;
  if (hardware)
    pack_ = is_short ? pack_short<true> : pack_with<true>;
  else
    pack_ = is_short ? pack_short<false> : pack_with<false>;
  unpack_ = hardware ? unpack_with<true> : unpack_with<false>;
}

}  // namespace lockstep
