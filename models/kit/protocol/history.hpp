// Who came first, and who has been passed: what safety properties about the order of entry need to
// know of the run so far.
//
// A process tries to enter: first it goes through a doorway, in a bounded number of its own steps;
// then it waits; then it is inside. Bounded bypass: while one waits, no more than so many others
// enter. First come, first served (Lamport, "A new solution of Dijkstra's concurrent programming
// problem", CACM 1974): nobody enters before one that was through the doorway when it came to it.
//
// The history is kept behind the state, for each process, and only when somebody asks.
#pragma once

#include "models/kit/layout/layout.hpp"
#include "models/kit/protocol/table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lockstep::kit {

// The state with the history behind it. `count` processes: the identities of the tag of `order`.
Row with_history(Row state, const OrderRow& order, unsigned count);

inline std::size_t properties_asked_for(const OrderRow& order) {
  return (order.bypass > 0 ? 1u : 0u) + (order.fifo ? 1u : 0u);
}

// The properties that are asked for, in the order of the bits of History::broken().
std::vector<PropertyRow> properties_of(const OrderRow& order, const Layout& layout);

// Const and safe from many threads. States have Layout::size bytes.
class History {
 public:
  // The state of `layout` is one with_history().
  History(const OrderRow& order, const Layout& layout);

  // Fills in what `next` keeps, a step after `from`.
  void note(const void* params, const std::byte* from, std::byte* next) const;

  std::uint64_t broken(const void* params, const std::byte* state) const;

  // What is broken, without a full stop.
  std::string who_is_passed(const void* params, const std::byte* state, const Lanes& lanes) const;
  std::string who_is_early(const void* params, const std::byte* state, const Lanes& lanes) const;

 private:
  unsigned passed_too_often(const std::byte* state) const;
  unsigned too_early(const void* params, const std::byte* state) const;

  OrderRow order_;
  unsigned count_;      // of processes
  std::size_t first_;   // byte of the first cell
  std::size_t stride_;  // of a cell: how often it was passed, and whom it has to let by
};

}  // namespace lockstep::kit
