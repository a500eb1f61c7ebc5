#include "checker/shard.hpp"

#include "checker/checkpoint.hpp"
#include "checker/ensure.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

namespace lockstep {
namespace {

constexpr double homes_min = 64;
constexpr std::uint64_t spare_slots = 64;  // behind the last home, for what is displaced past it
constexpr unsigned displacement_bits_min = 6;
constexpr double fill_max = 0.88;
constexpr double growth = 1.4;

}  // namespace

void Shard::shape(const KeyShape& keys, unsigned shard_bits, std::uint64_t number) {
  ensure(homes_ == 0, "the shape of a shard is set while it is empty");
  ensure(keys.head_bits > shard_bits, "a hash has more bits than the number of its shard");
  unused_bits_ = 64 - keys.head_bits + shard_bits;
  base_ = shard_bits ? number << (keys.head_bits - shard_bits) : 0;
  tail_bytes_ = static_cast<unsigned>(keys.tail_bytes);
  // The golden ratio spreads neighbours far apart.
  const double part = static_cast<double>(number) * 0.6180339887498949;
  first_growth_ = std::pow(growth, part - std::floor(part));
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

// Shards fill at the same pace. So that they do not all grow at the same time, they begin with
// sizes spread evenly over the factor by which they grow.
void Shard::grow() {
  if (!homes_) return resize(static_cast<std::uint64_t>(homes_min * first_growth_));
  resize(static_cast<std::uint64_t>(static_cast<double>(homes_) * growth));
}

void Shard::reserve(std::uint64_t keys) {
  ensure(homes_ == 0, "room is reserved in an empty shard");
  double homes = homes_min * first_growth_;
  while (homes * fill_max < static_cast<double>(keys)) homes *= growth;
  resize(static_cast<std::uint64_t>(homes));
}

// Homes rise with the hash, in the old table and in the new one. So the keys are read and written
// in rising order, and nothing has to be searched or moved.
void Shard::resize(std::uint64_t homes) {
  const std::size_t words = 1 + (tail_bytes_ + 7) / 8;
  const std::vector<std::uint64_t> keys = rising_keys(words);
  if (homes_) std::memset(slots_.data(), 0, static_cast<std::size_t>(end_ - slots_.data()));
  for (lay_out(homes); !write_rising(keys, words); lay_out(homes)) {
    std::memset(slots_.data(), 0, slots_.size());
    homes += homes / 8;
  }
}

std::vector<std::uint64_t> Shard::rising_keys(std::size_t words) const {
  std::vector<std::uint64_t> keys;
  keys.reserve(size_ * words);
  std::size_t group = 0;  // where the keys of the latest home begin; their hashes fall
  std::uint64_t latest = ~std::uint64_t{0};
  const auto turn_round = [&] {
    for (std::size_t i = group, j = keys.size(); j >= i + 2 * words; i += words, j -= words)
      std::swap_ranges(&keys[i], &keys[i] + words, &keys[j - words]);
  };
  for_each([&](std::uint64_t head, const std::uint64_t* tail, std::uint64_t home) {
    if (home != latest) {
      if (keys.size() - group > words) turn_round();
      group = keys.size();
      latest = home;
    }
    keys.push_back(head);
    for (std::size_t i = 0; i + 1 < words; ++i) keys.push_back(tail[i]);
  });
  turn_round();
  return keys;
}

void Shard::lay_out(std::uint64_t homes) {
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
}

// False when a key would lie too far from its home. The table is empty before.
bool Shard::write_rising(const std::vector<std::uint64_t>& keys, std::size_t words) {
  std::uint64_t position = 0;  // the first that is free
  for (std::size_t i = 0; i < keys.size();) {
    const std::uint64_t home = locate(keys[i]).home;
    std::size_t after = i + words;  // the keys of this home
    while (after < keys.size() && locate(keys[after]).home == home) after += words;
    position = std::max(position, home);
    for (std::size_t j = after; j > i; j -= words, ++position) {
      const std::uint64_t* key = &keys[j - words];
      const std::uint64_t displacement = position - home + 1;
      std::uint8_t* slot = slots_.data() + position * slot_bytes_;
      if (displacement > slot_mask_ >> remainder_bits_ || slot >= end_) return false;
      set_word(slot, displacement << remainder_bits_ | locate(key[0]).remainder);
      if (tail_bytes_) std::memcpy(slot + head_bytes_, key + 1, tail_bytes_);
    }
    i = after;
  }
  return true;
}

void Shard::save(CheckpointWriter& to) const {
  to.put(homes_);
  to.put(size_);
  if (homes_) to.bytes(slots_.data(), static_cast<std::size_t>(end_ - slots_.data()));
}

void Shard::load(CheckpointReader& from) {
  const auto homes = from.get<std::uint64_t>();
  const auto size = from.get<std::uint64_t>();
  if (!homes) return;
  lay_out(homes);
  size_ = size;
  from.bytes(slots_.data(), static_cast<std::size_t>(end_ - slots_.data()));
}

}  // namespace lockstep
