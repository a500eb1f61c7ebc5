#include "models/kit/passes/order.hpp"

#include <algorithm>

namespace lockstep::kit {
namespace {

// With the index in the lowest four bits. Insertion sort: stable, and nothing is faster for so few
// that are nearly in order.
void sort_short(const Signatures& signatures, const std::byte* state, unsigned count,
                Order& order) {
  std::array<std::uint64_t, identities_max> keys;
  std::fill_n(keys.begin(), count, 0);
  signatures.write(state, keys.data());
  for (unsigned i = 0; i < count; ++i) {
    const std::uint64_t key = keys[i] << 4 | i;
    unsigned at = i;
    for (; at > 0 && key < keys[at - 1]; --at) keys[at] = keys[at - 1];
    keys[at] = key;
    order.in_order &= at == i;
  }
  for (unsigned i = 0; i < count; ++i) order.index[i] = static_cast<std::uint8_t>(keys[i] & 15);
  for (unsigned i = 1; i < count; ++i)
    order.equal |= static_cast<std::uint32_t>(keys[i] >> 4 == keys[i - 1] >> 4) << i;
}

void sort_long(const Signatures& signatures, const std::byte* state, unsigned count, Order& order) {
  std::array<std::uint64_t, Signatures::words_max> keys;
  const unsigned words = signatures.words();
  std::fill_n(keys.begin(), count * words, 0);
  signatures.write(state, keys.data());
  const auto compare = [&](unsigned a, unsigned b) {
    const std::uint64_t* left = keys.data() + a * words;
    const std::uint64_t* right = keys.data() + b * words;
    for (unsigned i = 0; i < words; ++i)
      if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
    return 0;
  };
  for (unsigned i = 0; i < count; ++i) {
    unsigned at = i;
    for (; at > 0 && compare(i, order.index[at - 1]) < 0; --at)
      order.index[at] = order.index[at - 1];
    order.index[at] = static_cast<std::uint8_t>(i);
    order.in_order &= at == i;
  }
  for (unsigned i = 1; i < count; ++i)
    order.equal |= static_cast<std::uint32_t>(compare(order.index[i - 1], order.index[i]) == 0)
                   << i;
}

}  // namespace

Order order_of(const Signatures& signatures, const std::byte* state, unsigned count) {
  Order order;
  order.equal = 0;
  order.in_order = true;
  if (signatures.are_short())
    sort_short(signatures, state, count, order);
  else
    sort_long(signatures, state, count, order);
  return order;
}

unsigned Order::count_orders(unsigned count) const {
  unsigned orders = 1;
  unsigned group = 1;
  for (unsigned i = 1; i < count; ++i) {
    group = (equal >> i & 1u) != 0 ? group + 1 : 1;
    orders *= group;
    if (orders > orders_max) return orders_max + 1;
  }
  return orders;
}

bool Order::next(unsigned count) {
  for (unsigned from = 0, to = 0; from < count; from = to) {
    ++to;
    while (to < count && (equal >> to & 1u) != 0) ++to;
    if (std::next_permutation(index.begin() + from, index.begin() + to)) return true;
  }
  return false;
}

Renaming Order::renaming(unsigned count) const {
  Renaming made;
  made.count = count;
  for (unsigned i = 0; i < count; ++i) {
    made.from[i] = index[i];
    made.to[index[i]] = static_cast<std::uint8_t>(i);
  }
  return made;
}

}  // namespace lockstep::kit
