// Where the fields of some kinds lie in a state.
//
// Structs, arrays and tables are at fixed places; what is in a bag or queue is there as often as
// there are messages. A pass that treats all fields of a kind alike is a list of offsets.
#pragma once

#include "models/kit/layout/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace lockstep::kit {

// Calls f(row, offset) for everything at a fixed place: each field that is neither struct, array
// nor table, and each bag and queue as a whole.
void for_each_place(const Row& row, const std::function<void(const Row&, std::uint32_t at)>& f);

// A bag or queue at a fixed place. All numbers are bytes; `cells` is where its first cell is.
struct QueueAt {
  explicit QueueAt(const Row& row, std::uint32_t at);

  unsigned used(const std::byte* state) const { return std::to_integer<unsigned>(state[count]); }

  // A bag keeps its cells in the order of their bytes.
  void restore_order(std::byte* state) const;

  std::uint32_t count;
  std::uint32_t cells;
  std::uint32_t stride;
  std::uint32_t size;
  bool in_order;
};

// The places of all fields for which `wanted` is true.
class Places {
 public:
  explicit Places(const Row& row, const std::function<bool(const Row&)>& wanted);

  bool any() const { return !fixed.empty() || !queues.empty(); }

  // Calls f(field) for each, with its address in `state`, const or not. Bags are not put in order
  // again: restore_order() does that.
  template <class Byte, class F>
  void for_each(Byte* state, const F& f) const;
  void restore_order(std::byte* state) const;

  struct InQueue;
  std::vector<std::uint32_t> fixed;
  std::vector<InQueue> queues;
};

struct Places::InQueue {
  QueueAt queue;
  Places inside;  // each message, from its own start
};

template <class Byte, class F>
void Places::for_each(Byte* state, const F& f) const {
  for (const std::uint32_t at : fixed) f(state + at);
  for (const InQueue& in : queues) {
    Byte* message = state + in.queue.cells;
    for (unsigned left = in.queue.used(state); left > 0; --left, message += in.queue.stride)
      in.inside.for_each(message, f);
  }
}

}  // namespace lockstep::kit
