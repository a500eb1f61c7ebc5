// What one worker has found for the owners of the shards: records, sorted by shard as they come.
//
// Shards have owners instead of locks. Workers put the records that they generate into their own
// outboxes; then each shard is given to one worker, which takes the records for it out of all
// outboxes. No two threads ever touch the same shard or the same outbox at the same time, and the
// owner works through one small table at a time, which fits into the cache. Owners could as well be
// on other machines.
#pragma once

#include "checker/pages.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep {

class alignas(128) Outbox {
 public:
  static constexpr std::size_t block_records = 63;  // in a run, at most

  // Empties the box for records of `words` words for `shards` shards.
  void reset(std::size_t shards, std::size_t words) {
    lists_.assign(shards, List());
    words_ = words;
    used_ = 0;
  }

  void add(std::size_t shard, const std::uint64_t* record) {
    List& list = lists_[shard];
    if (list.left == 0) start_block(list);
    std::uint64_t* to = list.next;
    for (std::size_t i = 0; i < words_; ++i) to[i] = record[i];
    list.next = to + words_;
    --list.left;
  }

  // Calls visit(records, count) for runs of records for `shard`.
  template <class Visit>
  void for_each(std::size_t shard, Visit&& visit) const {
    const List& list = lists_[shard];
    std::size_t here = block_records - list.left;
    for (std::size_t at = list.last; at != none; at = *block(at), here = block_records)
      visit(block(at) + 1, here);
  }

  bool empty() const { return used_ == 0; }
  std::size_t records() const { return used_ * block_records; }  // at most
  std::size_t bytes() const { return pages_.size(); }

 private:
  static constexpr std::size_t none = ~std::size_t{0};

  // The blocks of a shard form a list, the last first; only the last may be partly filled.
  struct List {
    std::uint64_t* next = nullptr;  // where the next record goes
    std::size_t left = 0;           // records that still go there
    std::size_t last = none;        // number of the last block
  };

  std::size_t block_words() const { return 1 + block_records * words_; }

  std::uint64_t* block(std::size_t number) const {
    return reinterpret_cast<std::uint64_t*>(pages_.data()) + number * block_words();
  }

  void start_block(List& list) {
    const std::size_t bytes = (used_ + 1) * block_words() * sizeof(std::uint64_t);
    if (bytes > pages_.size()) make_room(bytes + bytes / 2);
    *block(used_) = list.last;
    list.last = used_++;
    list.next = block(list.last) + 1;
    list.left = block_records;
  }

  // The pages may move, and with them the blocks being filled.
  void make_room(std::size_t bytes) {
    pages_.grow(bytes);
    for (List& list : lists_)
      if (list.last != none)
        list.next = block(list.last) + 1 + (block_records - list.left) * words_;
  }

  std::vector<List> lists_;
  Pages pages_;
  std::size_t words_ = 1;
  std::size_t used_ = 0;  // blocks
};

}  // namespace lockstep
