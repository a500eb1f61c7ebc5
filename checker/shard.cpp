#include "checker/shard.hpp"

#include "checker/ensure.hpp"

#include <algorithm>
#include <bit>
#include <vector>

namespace lockstep {
namespace {

constexpr std::uint64_t homes_min = 64;
constexpr std::uint64_t spare_slots = 64;  // behind the last home, for what is displaced past it
constexpr unsigned displacement_bits_min = 6;
constexpr double fill_max = 0.88;
constexpr double growth = 1.3;

}  // namespace

void Shard::shape(const KeyShape& keys, unsigned shard_bits, std::uint64_t number) {
  ensure(homes_ == 0, "the shape of a shard is set while it is empty");
  ensure(keys.head_bits > shard_bits, "a hash has more bits than the number of its shard");
  unused_bits_ = 64 - keys.head_bits + shard_bits;
  base_ = shard_bits ? number << (keys.head_bits - shard_bits) : 0;
  tail_bytes_ = static_cast<unsigned>(keys.tail_bytes);
}

bool Shard::insert(std::uint64_t head, const std::uint64_t* tail) {
  for (;; grow()) {
    if (!homes_) continue;
    const auto [home, remainder] = locate(head);
    std::uint8_t* at = slots_.data() + home * slot_bytes_;
    std::uint64_t wanted = unit_ | remainder;
    std::uint64_t found;
    while ((found = word(at)) >= wanted) {
      if (found == wanted && same_tail(at, tail)) return false;
      at += slot_bytes_;
      wanted += unit_;
    }
    if (wanted > slot_mask_ || size_ >= size_max_ || !make_room(at)) continue;
    set_word(at, wanted);
    if (tail_bytes_) std::memcpy(at + head_bytes_, tail, tail_bytes_);
    ++size_;
    return true;
  }
}

// Moves the slots from `at` to the next empty one up by one. False, and nothing has happened, when
// one of them would be too far from its home, or past the end.
bool Shard::make_room(std::uint8_t* at) {
  std::uint8_t* gap = at;
  while (const std::uint64_t value = word(gap)) {
    if (value > slot_mask_ - unit_) return false;
    gap += slot_bytes_;
  }
  if (gap == end_) return false;
  std::memmove(at + slot_bytes_, at, static_cast<std::size_t>(gap - at));
  for (std::uint8_t* moved = gap; moved != at; moved -= slot_bytes_)
    set_word(moved, word(moved) + unit_);
  return true;
}

// The hash f with floor(f * homes / 2^64) = home whose fraction starts with `remainder`. A
// fraction has 2^unused_bits_ between neighbours, and a remainder is never coarser than that.
std::uint64_t Shard::head_at(std::uint64_t home, std::uint64_t remainder) const {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(home) << 64 | remainder << remainder_shift_;
  const auto least = static_cast<std::uint64_t>((product + homes_ - 1) / homes_);
  const std::uint64_t step = std::uint64_t{1} << unused_bits_;
  return base_ | ((least + step - 1) >> unused_bits_);
}

void Shard::grow() {
  const auto wanted = static_cast<std::uint64_t>(static_cast<double>(homes_) * growth);
  resize(std::max(homes_min, wanted));
}

void Shard::resize(std::uint64_t homes) {
  std::vector<std::uint64_t> keys;  // heads and tails of what is there
  const std::size_t tail_words = (tail_bytes_ + 7) / 8;
  keys.reserve(size_ * (1 + tail_words));
  for_each([&](std::uint64_t head, const std::uint64_t* tail) {
    keys.push_back(head);
    keys.insert(keys.end(), tail, tail + tail_words);
  });
  if (homes_) std::memset(slots_.data(), 0, static_cast<std::size_t>(end_ - slots_.data()));

  const auto home_bits = static_cast<unsigned>(std::bit_width(homes)) - 1;
  ensure(home_bits + unused_bits_ < 64, "a shard has fewer homes than its keys have values");
  homes_ = homes;
  remainder_bits_ = 64 - unused_bits_ - home_bits;
  remainder_shift_ = 64 - remainder_bits_;
  head_bytes_ = (remainder_bits_ + displacement_bits_min + 7) / 8;
  slot_bytes_ = head_bytes_ + tail_bytes_;
  slot_mask_ = head_bytes_ == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << 8 * head_bytes_) - 1;
  unit_ = std::uint64_t{1} << remainder_bits_;
  const std::size_t slots = homes_ + spare_slots;
  slots_.grow(slots * slot_bytes_ + sizeof(std::uint64_t));
  end_ = slots_.data() + (slots - 1) * slot_bytes_;
  size_max_ = static_cast<std::uint64_t>(static_cast<double>(homes_) * fill_max);
  size_ = 0;
  for (std::size_t i = 0; i < keys.size(); i += 1 + tail_words) insert(keys[i], &keys[i] + 1);
}

}  // namespace lockstep
