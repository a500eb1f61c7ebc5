#include "checker/liveness/state_index.hpp"

#include "checker/model/state.hpp"

#include <algorithm>

namespace lockstep {
namespace {

constexpr std::size_t slots_min = 64;

std::uint64_t mixed(std::uint64_t hash) {
  hash ^= hash >> 32;
  hash *= 0x9e3779b97f4a7c15u;
  return hash ^ hash >> 29;
}

std::uint64_t hash_of(const std::uint64_t* key, std::size_t words) {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < words; ++i) hash = mixed(hash + key[i] + 0x51ed270b35ae7a1du);
  return hash;
}

}  // namespace

std::uint32_t StateIndex::add(const std::byte* state) {
  if (2 * (std::size_t{size_} + 1) > slots_.size()) rehash(std::max(slots_min, 2 * slots_.size()));
  pack(state);
  const std::size_t slot = slot_of(key_.data());
  if (slots_[slot] != no_state) return slots_[slot];
  for (const std::uint64_t word : key_) keys_.push_back(word);
  return slots_[slot] = size_++;
}

std::uint32_t StateIndex::find(const std::byte* state) const {
  if (!packing_) return no_state;
  std::vector<std::uint64_t> key(packing_->words());
  return packing_->pack(state, key.data()) ? slots_[slot_of(key.data())] : no_state;
}

void StateIndex::get(std::uint32_t number, std::byte* state) const {
  packing_->unpack(&keys_[number * packing_->words()], state);
}

std::uint64_t StateIndex::bytes() const {
  return keys_.bytes() + slots_.capacity() * sizeof slots_[0];
}

// Where the key is, or where it belongs.
std::size_t StateIndex::slot_of(const std::uint64_t* key) const {
  const std::size_t words = packing_->words();
  for (std::size_t slot = hash_of(key, words);; ++slot) {
    slot &= slots_.size() - 1;
    const std::uint32_t number = slots_[slot];
    if (number == no_state || std::equal(key, key + words, &keys_[number * words])) return slot;
  }
}

void StateIndex::pack(const std::byte* state) {
  if (!packing_) packing_.emplace(width_, state);
  key_.resize(packing_->words());
  if (!packing_->pack(state, key_.data())) widen(state);
}

// Packs all states anew, so that this one fits: once for each bit that ever differs, at most.
void StateIndex::widen(const std::byte* state) {
  std::vector<std::byte> wanted(width_);
  packing_->add_misfit(state, wanted);
  const Packing wider = packing_->widened(wanted);
  Column<std::uint64_t> keys;
  keys.resize(size_ * wider.words());
  StateBytes room(width_);
  for (std::uint32_t number = 0; number < size_; ++number) {
    get(number, room.data());
    wider.pack(room.data(), &keys[number * wider.words()]);
  }
  packing_ = wider;
  keys_ = std::move(keys);
  rehash(slots_.size());
  key_.resize(wider.words());
  wider.pack(state, key_.data());
}

void StateIndex::rehash(std::size_t slots) {
  slots_ = {};
  slots_.assign(slots, no_state);
  for (std::uint32_t number = 0; number < size_; ++number)
    slots_[slot_of(&keys_[number * packing_->words()])] = number;
}

}  // namespace lockstep
