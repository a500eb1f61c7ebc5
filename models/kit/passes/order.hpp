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

struct Order {
  std::array<std::uint8_t, identities_max> index;  // ascending by signature, then by index
  std::uint32_t equal;  // bit i: the signature of index[i] is that of index[i - 1]
  bool in_order;        // from the start

  // In how many orders they could stand, each group of equal ones in any order; orders_max + 1 when
  // there are more than that.
  unsigned count_orders(unsigned count) const;

  // The next order of the groups of equal ones, like the next number of an odometer; false after
  // the last, when all are as they were at first.
  bool next(unsigned count);

  Renaming renaming(unsigned count) const;
};

Order order_of(const Signatures& signatures, const std::byte* state, unsigned count);

}  // namespace lockstep::kit
