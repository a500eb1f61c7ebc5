// One part of the store of seen states: a hash table whose slots hold only what their place does
// not tell.
//
// A key's hash is a bijection (scatter.hpp). Its top bits choose the shard; the rest, as a
// fraction of the whole range, chooses the *home* among the shard's slots. What is left of the
// hash, the *remainder*, is stored together with the *displacement*: how far from home the slot
// lies. Place, displacement and remainder give the key back, so keys are compared in full though
// most of their bits are nowhere in memory (Cleary 1984; the layout with homes in order is that of
// Robin Hood hashing, Celis 1986). With 100 million states of 61 bits a slot takes 5 bytes.
//
// Slots are sorted by home and, within a home, by falling remainder. A look-up therefore ends at
// the first slot that is smaller than what it looks for, after about three slots even when the
// table is full to 85 %. A home is the product of the hash and the number of homes, not a bit
// field, so that a table can grow by any factor, and the shard never needs twice its memory.
#pragma once

#include "checker/pages.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace lockstep {

class CheckpointReader;
class CheckpointWriter;

// What all keys of a store have in common.
struct KeyShape {
  std::size_t words = 1;       // 64-bit words of a key, the head and the tail
  unsigned head_bits = 64;     // of the hash in the head
  std::size_t tail_bytes = 0;  // of the tail, stored as it is
};

// Used by one thread at a time.
class Shard {
 public:
  // For keys whose head starts with the `shard_bits` bits of `number`; these are left out.
  void shape(const KeyShape& keys, unsigned shard_bits, std::uint64_t number);

  // False when the key was there already. `head` is the scattered first word.
  bool insert(std::uint64_t head, const std::uint64_t* tail);

  // Makes room for so many keys, in an empty shard.
  void reserve(std::uint64_t keys);

  // Brings the slots of a key that will soon be inserted into the cache.
  void prefetch(std::uint64_t head) const {
    if (homes_) __builtin_prefetch(slots_.data() + locate(head).home * slot_bytes_);
  }

  // Calls visit(head, tail, home) for each key, by rising home; `tail` is valid during the call.
  template <class Visit>
  void for_each(Visit&& visit) const;

  // load() is for a shard of the same shape that is still empty.
  void save(CheckpointWriter& to) const;
  void load(CheckpointReader& from);

  std::size_t size() const { return size_; }
  std::size_t bytes() const { return slots_.size(); }
  void release() { *this = Shard(); }

 private:
  struct Place {
    std::uint64_t home;
    std::uint64_t remainder;
  };

  // `head` without the bits of the shard, moved to the top of the word.
  std::uint64_t fraction(std::uint64_t head) const { return head << unused_bits_; }

  Place locate(std::uint64_t head) const {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(fraction(head)) * homes_;
    return {static_cast<std::uint64_t>(product >> 64),
            static_cast<std::uint64_t>(product) >> remainder_shift_};
  }
  std::uint64_t head_at(std::uint64_t home, std::uint64_t remainder) const;

  std::uint64_t word(const std::uint8_t* slot) const {
    std::uint64_t value;
    std::memcpy(&value, slot, sizeof value);
    return value & slot_mask_;
  }
  void set_word(std::uint8_t* slot, std::uint64_t value) const {
    std::uint64_t old;
    std::memcpy(&old, slot, sizeof old);
    old = (old & ~slot_mask_) | value;
    std::memcpy(slot, &old, sizeof old);
  }
  bool same_tail(const std::uint8_t* slot, const std::uint64_t* tail) const {
    return tail_bytes_ == 0 || std::memcmp(slot + head_bytes_, tail, tail_bytes_) == 0;
  }

  bool make_room(std::uint8_t* at);
  void grow();
  void resize(std::uint64_t homes);
  std::vector<std::uint64_t> rising_keys(std::size_t words) const;
  void lay_out(std::uint64_t homes);
  bool write_rising(const std::vector<std::uint64_t>& keys, std::size_t words);

  Pages slots_;
  std::uint64_t homes_ = 0;
  std::uint64_t size_ = 0;
  std::uint64_t size_max_ = 0;   // grow beyond
  std::uint64_t slot_mask_ = 0;  // of the part of a slot that is not tail
  std::uint64_t unit_ = 0;       // one displacement
  std::uint8_t* end_ = nullptr;  // the last slot, always empty
  std::uint64_t base_ = 0;       // the bits of a head that choose this shard
  unsigned remainder_bits_ = 0;
  unsigned remainder_shift_ = 0;
  unsigned unused_bits_ = 0;
  unsigned head_bytes_ = 0;
  unsigned tail_bytes_ = 0;
  unsigned slot_bytes_ = 0;
  double first_growth_ = 1;
};

template <class Visit>
void Shard::for_each(Visit&& visit) const {
  if (!homes_) return;
  std::vector<std::uint64_t> tail((tail_bytes_ + 7) / 8);
  std::uint64_t position = 0;
  for (const std::uint8_t* slot = slots_.data(); slot < end_; slot += slot_bytes_, ++position) {
    const std::uint64_t value = word(slot);
    if (!value) continue;
    const std::uint64_t displacement = (value >> remainder_bits_) - 1;
    if (tail_bytes_) std::memcpy(tail.data(), slot + head_bytes_, tail_bytes_);
    const std::uint64_t home = position - displacement;
    visit(head_at(home, value & (unit_ - 1)), tail.data(), home);
  }
}

}  // namespace lockstep
