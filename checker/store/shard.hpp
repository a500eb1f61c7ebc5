// One part of the store of seen states: a hash table whose slots hold only what their place does
// not tell.
//
// A key's hash is a bijection (scatter.hpp). Its top bits choose the shard; the rest, as a
// fraction of the whole range, chooses the *home* among the shard's buckets. What is left of the
// hash, the *remainder*, is stored together with the *displacement*: how many buckets from home
// the slot lies. Bucket, displacement and remainder give the key back, so keys are compared in full
// though most of their bits are nowhere in memory (Cleary, "Compact hash tables using bidirectional
// linear probing", 1984). With 100 million states of 61 bits a slot takes 5 bytes.
//
// A bucket begins with one 32-bit word of each of its slots: the displacement and the low end of
// the remainder, or zero when the slot is empty. All of them lie in one line of the cache and are
// compared in one operation (probe.hpp), so a look-up hardly ever has a branch that cannot be
// foreseen. What does not fit into the word stands behind all words, slot by slot. A full bucket
// hands on to the next; nothing is ever taken out, so a look-up ends at the first bucket that is
// not full.
//
// There are m * 2^j buckets, m from 8 to 15: a table can grow by less than twice its size, and a
// key is still found and given back without a division of more than one word.
#pragma once

#include "checker/machine/pages.hpp"

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
  // For keys whose head starts with the `shard_bits` bits of `number`, at least 4; these are left
  // out. The others are to be spread evenly: the table grows when many keys have nearly equal
  // heads.
  void shape(const KeyShape& keys, unsigned shard_bits, std::uint64_t number);

  // Inserts `count` records, which lie one behind the other: the scattered head, then the tail.
  // Moves those that were not there to the front, in their order, and tells their number.
  std::size_t insert(std::uint64_t* records, std::size_t count);

  // Makes room for this many keys, in an empty shard.
  void reserve(std::uint64_t keys);

  // Takes the keys that are for this shard, which is empty, from one whose number begins its own.
  void take_from(const Shard& wider);

  // Calls visit(record) for each key, nearly in the order of their heads; `record` is valid during
  // the call.
  template <class Visit>
  void for_each(Visit&& visit) const;

  // load() is for a shard of the same shape that is still empty.
  void save(CheckpointWriter& to) const;
  void load(CheckpointReader& from);

  std::size_t size() const { return size_; }
  std::size_t bytes() const { return slots_.size(); }
  void release() { *this = Shard(); }

 private:
  // The first word of a slot: the displacement plus one, then this many bits of the remainder.
  static constexpr unsigned word_bits = 28;
  static constexpr std::uint32_t one_further = 1u << word_bits;
  static constexpr unsigned displacement_max = 14;
  static constexpr unsigned bits_that_follow = 3;  // of a multiple of m

  // m * 2^j buckets.
  struct Measure {
    std::uint64_t factor = 8;  // m, from 8 to 15
    unsigned doublings = 0;    // j
    std::uint64_t buckets() const { return factor << doublings; }
    Measure next() const;
  };

  // How the slots are laid out. The product of a head and m is a multiple of m, so its three lowest
  // bits follow from the others and are left out.
  struct Layout {
    Measure measure;
    std::uint64_t head_mask = 0;       // the bits of a head that are not the shard's
    unsigned home_shift = 0;           // how many bits of the product are below the home
    std::uint64_t remainder_mask = 0;  // of these
    unsigned lanes = 0;                // a bit for each slot of a bucket
    std::size_t bucket_bytes = 0;
    unsigned rest_at = 0;     // where in a bucket the words end
    unsigned rest_bytes = 0;  // of each slot, behind the words
    unsigned high_bytes = 0;  // of these, the high end of the remainder; then the tail
    std::uint32_t high_mask = 0;

    unsigned slots_in_bucket() const { return static_cast<unsigned>(__builtin_popcount(lanes)); }
    std::uint64_t slots() const { return measure.buckets() * slots_in_bucket(); }
    std::uint64_t buckets_in_all() const {
      return lanes ? measure.buckets() + displacement_max : 0;
    }
    std::size_t bytes() const { return buckets_in_all() * bucket_bytes; }
    std::size_t memory() const;
  };

  enum class Answer : std::uint8_t { known, added, full };

  // Where a key belongs: the home, the first word of a slot there, and what goes with the rest.
  struct Place {
    std::uint64_t home;
    std::uint32_t word;
    std::uint32_t high;
  };

  static Place locate(const Layout& layout, std::uint64_t head);
  static Answer put(const Layout& layout, std::uint8_t* slots, const std::uint64_t* record,
                    bool may_add);
  static bool is_rest(const Layout& layout, const std::uint8_t* rest, std::uint32_t high,
                      const std::uint64_t* record);
  static void write(const Layout& layout, std::uint8_t* bucket, unsigned slot, std::uint32_t word,
                    std::uint32_t high, const void* tail);

  Layout layout_for(const Measure& measure) const;
  Layout layout_with_room(std::uint64_t keys) const;
  void lay_out(const Layout& layout);
  void grow();

  // A slot in use, read.
  struct Key {
    std::uint64_t head;
    const std::uint8_t* tail;
  };

  // Buckets of a table, one behind the other, and the bits that all heads in it begin with.
  struct Buckets {
    const Layout& layout;
    const std::uint8_t* slots;  // of the whole table
    std::uint64_t base;
    std::uint64_t first;
    std::uint64_t end;
  };
  Buckets all() const { return {layout_, slots_.data(), base_, 0, layout_.buckets_in_all()}; }
  template <class Visit>
  static void visit(const Buckets& buckets, Visit&& visit);
  bool fill(const Layout& layout, const Buckets& buckets);
  bool take_in(const Buckets& buckets);

  Pages slots_;
  Layout layout_;
  std::uint64_t size_ = 0;
  std::uint64_t size_max_ = 0;  // grow beyond
  std::uint64_t base_ = 0;      // the bits of a head that choose this shard
  unsigned shard_bits_ = 0;     // these
  unsigned fraction_bits_ = 0;  // the others
  unsigned tail_bytes_ = 0;
  std::size_t words_ = 1;  // of a record
  std::uint64_t first_factor_ = 8;
};

template <class Visit>
void Shard::visit(const Buckets& buckets, Visit&& visit) {
  const Layout& layout = buckets.layout;
  const unsigned in_bucket = layout.slots_in_bucket();
  const std::uint64_t factor = layout.measure.factor;
  const std::uint8_t* bucket = buckets.slots + buckets.first * layout.bucket_bytes;
  for (std::uint64_t number = buckets.first; number < buckets.end;
       ++number, bucket += layout.bucket_bytes) {
    const std::uint8_t* rest = bucket + layout.rest_at;
    for (unsigned slot = 0; slot < in_bucket; ++slot, rest += layout.rest_bytes) {
      std::uint32_t word;
      std::uint32_t high;
      std::memcpy(&word, bucket + slot * sizeof word, sizeof word);
      if (!word) break;  // slots are filled from the first to the last
      std::memcpy(&high, rest, sizeof high);
      const std::uint64_t home = number - (word >> word_bits) + 1;
      const std::uint64_t remainder =
          std::uint64_t{high & layout.high_mask} << word_bits | (word & (one_further - 1));
      // The head is the only one whose product with m is this one, but for the bits that follow.
      const std::uint64_t product = home << layout.home_shift | remainder << bits_that_follow;
      visit(Key{buckets.base | (product + factor - 1) / factor, rest + layout.high_bytes});
    }
  }
}

template <class Visit>
void Shard::for_each(Visit&& visit) const {
  std::vector<std::uint64_t> record(words_);
  Shard::visit(all(), [&](const Key& key) {
    record[0] = key.head;
    if (tail_bytes_) std::memcpy(record.data() + 1, key.tail, tail_bytes_);
    visit(static_cast<const std::uint64_t*>(record.data()));
  });
}

}  // namespace lockstep
