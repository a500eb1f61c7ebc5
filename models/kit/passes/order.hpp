// Identities in the order of their signatures.
#pragma once

#include "models/kit/layout/layout.hpp"
#include "models/kit/passes/rename.hpp"
#include "models/kit/passes/signature.hpp"

#include <array>
#include <cstdint>

namespace lockstep::kit {

// More orders than this (7!) are not tried.
inline constexpr unsigned orders_max = 5040;

// How identities that nothing ties come in order. False when they stand so: then `done` is
// unchanged.
bool renaming_into_order(const Signatures& signatures, const std::byte* state, Renaming& done);

// The order of identities that are tied: those with equal signatures can stand in several.
class Order {
 public:
  Order(const Signatures& signatures, const std::byte* state);

  // Whether they stood in order from the start.
  bool in_order() const { return in_order_; }

  // In how many orders they could stand, each group of equal ones in any order; orders_max + 1 when
  // there are more than that.
  unsigned count() const;

  // The next order of the groups of equal ones, like the next number of an odometer; false after
  // the last, when all are as they were at first.
  bool next();

  Renaming renaming() const;

 private:
  bool is_equal(unsigned i) const { return (equal_ >> i & 1u) != 0; }

  unsigned count_;
  bool in_order_ = true;
  std::uint32_t equal_ = 0;  // bit i: the signature of index_[i] is that of index_[i - 1]
  std::array<std::uint8_t, identities_max> index_;  // ascending by signature, then by index
};

}  // namespace lockstep::kit
