// Work that is handed out to the workers of a team, item by item.
//
// Each worker has a share of its own, and helps with those of the others when it is done. So it
// finds in its cache what it left there the last time, which another core would have to fetch from
// it; and none is idle while there is work, though one core may be a third slower than the other.
#pragma once

#include "checker/machine/own_lines.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <optional>
#include <vector>

namespace lockstep {

class Shares {
 public:
  // Nothing to do.
  Shares() = default;

  // Items 0 to `items` - 1 in `workers` shares of one size.
  Shares(std::size_t items, std::size_t workers) : shares_(workers) {
    for (std::size_t i = 0; i < workers; ++i)
      shares_[i].open(i * items / workers, (i + 1) * items / workers);
  }

  // Items 0 to ends.back() - 1, each worker's up to its end.
  explicit Shares(const std::vector<std::size_t>& ends) : shares_(ends.size()) {
    for (std::size_t i = 0; i < ends.size(); ++i) shares_[i].open(i ? ends[i - 1] : 0, ends[i]);
  }

  // An item that nobody else has taken, or none. Any thread may call it.
  std::optional<std::size_t> take(std::size_t worker) {
    for (std::size_t i = 0; i < shares_.size(); ++i) {
      Share& share = shares_[(worker + i) % shares_.size()];
      if (share.next >= share.end) continue;
      if (const std::size_t item = share.next++; item < share.end) return item;
    }
    return std::nullopt;
  }

  // The rest is for one thread, while nobody takes anything.

  bool empty() const {
    return std::all_of(shares_.begin(), shares_.end(),
                       [](const Share& share) { return share.next >= share.end; });
  }

  // Calls visit(item) for each that is left.
  template <class Visit>
  void for_each_left(Visit&& visit) const {
    for (const Share& share : shares_)
      for (std::size_t item = share.next; item < share.end; ++item) visit(item);
  }

  // Calls visit(item) for each that was taken since the last call.
  template <class Visit>
  void settle(Visit&& visit) {
    for (Share& share : shares_)
      for (; share.settled < std::min<std::size_t>(share.next, share.end); ++share.settled)
        visit(share.settled);
  }

 private:
  struct alignas(own_lines) Share {
    void open(std::size_t first, std::size_t last) {
      settled = next = first;
      end = last;
    }

    std::atomic<std::size_t> next = 0;  // beyond `end` once nothing is left
    std::size_t end = 0;
    std::size_t settled = 0;
  };

  std::vector<Share> shares_;  // by worker
};

}  // namespace lockstep
