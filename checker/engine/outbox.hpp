// What one worker has found for the owners of the shards: records, sorted by shard as they come.
//
// Shards have owners instead of locks. Workers put the records that they generate into their own
// outboxes; then each shard is given to one worker, which takes the records for it out of all
// outboxes. No two threads ever touch the same shard or the same outbox at the same time, and the
// owner works through one small table at a time, which fits into the cache. Owners could as well be
// on other machines.
#pragma once

#include "checker/machine/own_lines.hpp"
#include "checker/machine/pages.hpp"
#include "checker/machine/prefetch.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace lockstep {

class alignas(own_lines) Outbox {
 public:
  // Empties the box for records of `words` words for `shards` shards.
  void reset(std::size_t shards, std::size_t words) {
    lists_.assign(shards, List());
    before_.clear();
    words_ = words;
  }

  [[gnu::always_inline]] void add(std::size_t shard, const std::uint64_t* record) {
    List& list = lists_[shard];
    if (list.left == 0) start_block(list);
    std::uint64_t* to = list.next;
    to[0] = record[0];
    for (std::size_t i = 1; i < words_; ++i) to[i] = record[i];
    list.next = to + words_;
    --list.left;
  }

  // How many records there are for `shard`.
  std::size_t records_for(std::size_t shard) const {
    return lists_[shard].blocks * block_records - lists_[shard].left;
  }

  // Writes them to `to`, and returns where they end.
  std::uint64_t* copy(std::size_t shard, std::uint64_t* to) const {
    const List& list = lists_[shard];
    std::uint32_t far = list.last;
    for (unsigned i = 0; i < fetched_ahead; ++i) far = fetch(far);
    std::size_t here = block_records - list.left;
    for (std::uint32_t at = list.last; at != none; at = before_[at], here = block_records) {
      far = fetch(far);
      std::memcpy(to, block(at), here * words_ * sizeof *to);
      to += here * words_;
    }
    return to;
  }

  bool empty() const { return before_.empty(); }
  std::size_t records() const { return before_.size() * block_records; }  // at most
  std::size_t bytes() const { return pages_.size(); }

 private:
  static constexpr std::size_t block_records = 64;
  static constexpr unsigned fetched_ahead = 6;  // blocks: the other core's come as from memory
  static constexpr unsigned written_ahead = 3;  // blocks
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  // The blocks of a shard form a list, the last first; only the last may be partly filled.
  struct List {
    std::uint64_t* next = nullptr;  // where the next record goes
    std::uint32_t left = 0;         // records that still go there
    std::uint32_t last = none;      // number of the last block
    std::size_t blocks = 0;
  };

  std::size_t block_words() const { return block_records * words_; }
  std::size_t block_bytes() const { return block_words() * sizeof(std::uint64_t); }

  std::uint64_t* block(std::size_t number) const {
    return reinterpret_cast<std::uint64_t*>(pages_.data()) + number * block_words();
  }

  // Brings a block into the cache, and returns the one before it.
  std::uint32_t fetch(std::uint32_t number) const {
    if (number == none) return none;
    fetch_lines(block(number), block_bytes());
    return before_[number];
  }

  void start_block(List& list) {
    const std::size_t bytes = (before_.size() + 1) * block_bytes();
    if (bytes > pages_.size()) make_room(bytes + bytes / 8);
    before_.push_back(list.last);
    list.last = static_cast<std::uint32_t>(before_.size() - 1);
    list.next = block(list.last);
    list.left = block_records;
    ++list.blocks;
    const std::size_t ahead = bytes + written_ahead * block_bytes();
    if (ahead <= pages_.size())
      fetch_lines_to_write(pages_.data() + ahead - block_bytes(), block_bytes());
  }

  // The pages may move, and with them the blocks being filled.
  void make_room(std::size_t bytes) {
    pages_.grow(bytes);
    for (List& list : lists_)
      if (list.last != none) list.next = block(list.last) + (block_records - list.left) * words_;
  }

  OwnLines<List> lists_;
  OwnLines<std::uint32_t> before_;  // for each block: the one before it in its list
  Pages pages_;
  std::size_t words_ = 1;
};

}  // namespace lockstep
