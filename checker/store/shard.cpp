#include "checker/store/shard.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/machine/checkpoint.hpp"
#include "checker/machine/prefetch.hpp"
#include "checker/store/probe.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace lockstep {
namespace {

constexpr unsigned slots_in_bucket_min = 8;  // fewer are full too often while others are not
constexpr unsigned slots_in_bucket_max = 16;
constexpr double fill_max = 0.88;

// The parts of a shard that is split differ a little in size: each gets 1/spare more room.
constexpr std::uint64_t spare = 16;

// How many records ahead of its insertion a record's bucket is fetched: enough to hide a miss of
// the cache, few enough for the processor to have them all under way.
constexpr std::size_t ahead = 16;

// Memory that is read from end to end comes much faster than lines from here and there, however
// early they are asked for: 5 ns a record in place of 18. It is worth it up to this many bytes
// for a record.
constexpr std::size_t bytes_streamed_for_one = 256;

// Shards grow twofold while the store has at most this many bytes, and then by a third: to rewrite
// every key less often is worth more than memory while there is little of it in use.
constexpr std::size_t bytes_doubled_max = std::size_t{32} << 20;

void stream_in(const volatile std::uint8_t* from, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; i += cache_line) static_cast<void>(from[i]);
}

// Lines for a bucket of slots of this size, so that little of them is left over.
std::size_t lines_for(std::size_t slot_bytes) {
  std::size_t lines = 1;
  const auto left_over = [&] { return lines * cache_line % slot_bytes; };
  while (lines * cache_line / slot_bytes < slots_in_bucket_min ||
         left_over() * 8 > lines * cache_line)
    ++lines;
  return lines;
}

}  // namespace

void Shard::shape(const KeyShape& keys, unsigned shard_bits, std::uint64_t number) {
  ensure(layout_.lanes == 0, "the shape of a shard is set while it is empty");
  ensure(shard_bits >= 4 && keys.head_bits > shard_bits + bits_that_follow,
         "the product of a head and a factor of four bits is a word");
  shard_bits_ = shard_bits;
  fraction_bits_ = keys.head_bits - shard_bits;
  base_ = number << fraction_bits_;
  tail_bytes_ = static_cast<unsigned>(keys.tail_bytes);
  words_ = keys.words;
  // Shards fill at the same pace. So that they do not all grow at the same time, they begin with
  // sizes that are spread evenly: the golden ratio spreads neighbours far apart.
  const double part = static_cast<double>(number) * 0.6180339887498949;
  first_factor_ = 8 + static_cast<std::uint64_t>(8 * (part - std::floor(part)));
}

// A third more, about.
Shard::Measure Shard::Measure::next() const {
  const std::uint64_t more = (4 * factor + 2) / 3;
  if (more < 16) return {more, doublings};
  return {(more + 1) / 2, doublings + 1};
}

Shard::Layout Shard::layout_for(const Measure& measure) const {
  ensure(measure.doublings + bits_that_follow < fraction_bits_,
         "a shard has fewer homes than its keys have values");
  Layout layout;
  layout.measure = measure;
  layout.head_mask = (std::uint64_t{1} << fraction_bits_) - 1;
  layout.home_shift = fraction_bits_ - measure.doublings;
  layout.remainder_mask = (std::uint64_t{1} << layout.home_shift) - 1;
  const unsigned remainder_bits = layout.home_shift - bits_that_follow;
  const unsigned high_bits = remainder_bits > word_bits ? remainder_bits - word_bits : 0;
  layout.high_bytes = (high_bits + 7) / 8;
  layout.high_mask = static_cast<std::uint32_t>((std::uint64_t{1} << high_bits) - 1);
  layout.rest_bytes = layout.high_bytes + tail_bytes_;
  const std::size_t slot_bytes = sizeof(std::uint32_t) + layout.rest_bytes;
  layout.bucket_bytes = lines_for(slot_bytes) * cache_line;
  const auto in_bucket = static_cast<unsigned>(
      std::min<std::size_t>(layout.bucket_bytes / slot_bytes, slots_in_bucket_max));
  layout.lanes = (1u << in_bucket) - 1;
  layout.rest_at = in_bucket * static_cast<unsigned>(sizeof(std::uint32_t));
  return layout;
}

// The rest of a slot, compared; the bits beyond the remainder belong to the tail or the next slot.
inline bool Shard::is_rest(const Layout& layout, const std::uint8_t* rest, std::uint32_t high,
                           const std::uint64_t* record) {
  std::uint32_t stored;
  std::memcpy(&stored, rest, sizeof stored);
  if ((stored & layout.high_mask) != high) return false;
  const unsigned tail_bytes = layout.rest_bytes - layout.high_bytes;
  return tail_bytes == 0 || std::memcmp(rest + layout.high_bytes, record + 1, tail_bytes) == 0;
}

inline void Shard::write(const Layout& layout, std::uint8_t* bucket, unsigned slot,
                         std::uint32_t word, std::uint32_t high, const void* tail) {
  std::memcpy(bucket + slot * sizeof word, &word, sizeof word);
  std::uint8_t* rest = bucket + layout.rest_at + slot * layout.rest_bytes;
  for (unsigned i = 0; i < layout.high_bytes; ++i, high >>= 8)
    rest[i] = static_cast<std::uint8_t>(high);
  const unsigned tail_bytes = layout.rest_bytes - layout.high_bytes;
  if (tail_bytes) std::memcpy(rest + layout.high_bytes, tail, tail_bytes);
}

inline Shard::Place Shard::locate(const Layout& layout, std::uint64_t head) {
  const std::uint64_t product = (head & layout.head_mask) * layout.measure.factor;
  const std::uint64_t remainder = (product & layout.remainder_mask) >> bits_that_follow;
  return {product >> layout.home_shift,
          static_cast<std::uint32_t>(remainder & (one_further - 1)) | one_further,
          static_cast<std::uint32_t>(remainder >> word_bits)};
}

// The main loop of every search ends here. A record that is not there goes into the first empty
// slot from its home on; `full` when there is none within reach, or when it may not be added.
[[gnu::always_inline]] inline Shard::Answer Shard::put(const Layout& layout, std::uint8_t* slots,
                                                       const std::uint64_t* record, bool may_add) {
  const Place place = locate(layout, record[0]);
  std::uint32_t word = place.word;
  std::uint8_t* bucket = slots + place.home * layout.bucket_bytes;
  for (unsigned displacement = 0; displacement <= displacement_max; ++displacement) {
    const Probe found = probe(bucket, word);
    const std::uint8_t* rest = bucket + layout.rest_at;
    for (unsigned equal = found.equal & layout.lanes; equal; equal &= equal - 1) {
      const auto slot = static_cast<unsigned>(std::countr_zero(equal));
      if (is_rest(layout, rest + slot * layout.rest_bytes, place.high, record))
        return Answer::known;
    }
    if (const unsigned empty = found.empty & layout.lanes) {
      if (!may_add) return Answer::full;
      write(layout, bucket, static_cast<unsigned>(std::countr_zero(empty)), word, place.high,
            record + 1);
      return Answer::added;
    }
    bucket += layout.bucket_bytes;
    word += one_further;
  }
  return Answer::full;
}

std::size_t Shard::insert(std::uint64_t* records, std::size_t count) {
  if (count == 0) return 0;
  if (!layout_.lanes) lay_out(layout_for({first_factor_, 0}));
  const std::size_t words = words_;
  Layout layout = layout_;  // a copy, because a byte that is written could be any member's
  std::uint8_t* slots = slots_.data();
  std::size_t added = 0;
  const auto prefetch = [&](std::size_t i) {
    const Place place = locate(layout, records[i * words]);
    __builtin_prefetch(slots + place.home * layout.bucket_bytes, 1);
  };
  if (layout.bytes() / count < bytes_streamed_for_one) stream_in(slots, layout.bytes());
  for (std::size_t i = 0; i < std::min(ahead, count); ++i) prefetch(i);
  for (std::size_t i = 0; i < count; ++i) {
    if (i + ahead < count) prefetch(i + ahead);
    const std::uint64_t* record = records + i * words;
    Answer answer;
    while ((answer = put(layout, slots, record, size_ < size_max_)) == Answer::full) {
      grow();
      layout = layout_;
      slots = slots_.data();
    }
    if (answer == Answer::known) continue;
    ++size_;
    std::copy_n(record, words, records + added++ * words);
  }
  return added;
}

Shard::Layout Shard::layout_with_room(std::uint64_t keys) const {
  Layout layout = layout_for({first_factor_, 0});
  while (static_cast<double>(layout.slots()) * fill_max < static_cast<double>(keys))
    layout = layout_for(layout.measure.next());
  return layout;
}

void Shard::reserve(std::uint64_t keys) {
  ensure(layout_.lanes == 0, "room is reserved in an empty shard");
  lay_out(layout_with_room(keys));
}

// Homes rise with the heads, so that a shard's keys lie next to each other in the wider one.
void Shard::take_from(const Shard& wider) {
  ensure(layout_.lanes == 0, "an empty shard takes keys from another one");
  const unsigned part_bits = shard_bits_ - wider.shard_bits_;
  const std::uint64_t parts = std::uint64_t{1} << part_bits;
  const std::uint64_t part = base_ >> fraction_bits_ & (parts - 1);
  const std::uint64_t buckets = wider.layout_.measure.buckets();
  Buckets from = wider.all();
  if (from.end == 0) return;
  from.first = part * buckets / parts;
  from.end = std::min(from.end, (part + 1) * buckets / parts + 1 + displacement_max);
  const std::uint64_t keys = wider.size_ >> part_bits;
  Layout layout = layout_with_room(keys + keys / spare);
  while (!fill(layout, from)) layout = layout_for(layout.measure.next());
}

// A look at the rest of the last slot reads a word.
std::size_t Shard::Layout::memory() const { return bytes() + sizeof(std::uint32_t); }

void Shard::lay_out(const Layout& layout) {
  layout_ = layout;
  slots_.grow(layout.memory());
  size_max_ = static_cast<std::uint64_t>(static_cast<double>(layout.slots()) * fill_max);
}

void Shard::grow() {
  thread_local std::vector<std::uint8_t> old;  // kept: memory from the system is slow to come
  const Layout before = layout_;
  old.assign(slots_.data(), slots_.data() + before.memory());
  const Buckets all{before, old.data(), base_, 0, before.buckets_in_all()};
  const bool small = before.bytes() << shard_bits_ < bytes_doubled_max;
  const auto next = [&] {
    const Measure now = layout_.measure;
    return layout_for(small ? Measure{now.factor, now.doublings + 1} : now.next());
  };
  while (!fill(next(), all)) continue;
}

// Empties the table, lays it out again, and takes the keys in, which fill almost all of it.
bool Shard::fill(const Layout& layout, const Buckets& buckets) {
  std::fill_n(slots_.data(), layout_.bytes(), std::uint8_t{0});
  lay_out(layout);
  return take_in(buckets);
}

// Homes rise with the heads, in the old table and in the new one, so both are gone through from end
// to end, and how full each bucket is so far is all that there is to look up. False when a key
// finds no slot within reach of its home.
bool Shard::take_in(const Buckets& buckets) {
  thread_local std::vector<std::uint8_t> used;
  const Layout layout = layout_;
  std::uint8_t* const slots = slots_.data();
  const unsigned in_bucket = layout.slots_in_bucket();
  used.assign(layout.buckets_in_all(), 0);
  bool all = true;
  size_ = 0;
  visit(buckets, [&, count = used.data()](const Key& key) {
    if ((key.head & ~layout.head_mask) != base_) return;
    const Place place = locate(layout, key.head);
    std::uint64_t number = place.home;
    while (count[number] == in_bucket && number - place.home < displacement_max) ++number;
    const auto displacement = static_cast<std::uint32_t>(number - place.home);
    all = all && count[number] < in_bucket;
    if (!all) return;
    write(layout, slots + number * layout.bucket_bytes, count[number]++,
          place.word + displacement * one_further, place.high, key.tail);
    ++size_;
  });
  return all;
}

void Shard::save(CheckpointWriter& to) const {
  to.put(layout_.lanes != 0);
  if (!layout_.lanes) return;
  to.put(layout_.measure);
  to.put(size_);
  to.bytes(slots_.data(), layout_.bytes());
}

void Shard::load(CheckpointReader& from) {
  if (!from.get<bool>()) return;
  lay_out(layout_for(from.get<Measure>()));
  size_ = from.get<std::uint64_t>();
  from.bytes(slots_.data(), layout_.bytes());
}

}  // namespace lockstep
