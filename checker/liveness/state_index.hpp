// Numbers the states of a search in the order in which they are found.
//
// A state is kept as its packed key (store/packing.hpp) and a table of numbers finds it: where the
// store of seen states gives each state back once, in no order, a graph asks for any of them at any
// time. Packed states of one width lie side by side, so that a state takes its key and 8 bytes.
#pragma once

#include "checker/liveness/column.hpp"
#include "checker/store/packing.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lockstep {

inline constexpr std::uint32_t no_state = ~std::uint32_t{0};

// Const members are safe from many threads.
class StateIndex {
 public:
  explicit StateIndex(std::size_t width) : width_(width) {}

  // The state's number, which is size() when it is new. There are fewer than no_state.
  std::uint32_t add(const std::byte* state);

  // no_state when it was never added.
  std::uint32_t find(const std::byte* state) const;

  // Writes the state to `state`, aligned to 8 bytes.
  void get(std::uint32_t number, std::byte* state) const;

  std::uint32_t size() const { return size_; }
  std::size_t width() const { return width_; }                       // bytes of a state
  unsigned bits() const { return packing_ ? packing_->bits() : 0; }  // of a key
  std::uint64_t bytes() const;

 private:
  std::size_t slot_of(const std::uint64_t* key) const;
  void pack(const std::byte* state);
  void widen(const std::byte* state);
  void rehash(std::size_t slots);

  std::size_t width_;
  std::uint32_t size_ = 0;
  std::optional<Packing> packing_;
  Column<std::uint64_t> keys_;        // of all states, in order
  std::vector<std::uint32_t> slots_;  // numbers; a power of two, at most half of it in use
  std::vector<std::uint64_t> key_;    // of the state that is being added
};

}  // namespace lockstep
