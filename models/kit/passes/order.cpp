#include "models/kit/passes/order.hpp"

#include <algorithm>

namespace lockstep::kit {

Order::Order(const Signatures& signatures, const std::byte* state) : count_(signatures.count()) {
  if (signatures.are_short())
    sort_short(signatures, state);
  else
    sort_long(signatures, state);
}

// With the index in the lowest four bits. Insertion sort: stable, and nothing is faster for so few
// that are nearly in order.
void Order::sort_short(const Signatures& signatures, const std::byte* state) {
  std::array<std::uint64_t, identities_max> keys;
  const unsigned count = count_;
  for (unsigned i = 0; i < count; ++i) keys[i] = 0;
  signatures.write(state, keys.data());
  bool in_order = true;
  for (unsigned i = 0; i < count; ++i) {
    const std::uint64_t key = keys[i] << 4 | i;
    unsigned at = i;
    for (; at > 0 && key < keys[at - 1]; --at) keys[at] = keys[at - 1];
    keys[at] = key;
    in_order &= at == i;
  }
  in_order_ = in_order;
  for (unsigned i = 0; i < count; ++i) index_[i] = static_cast<std::uint8_t>(keys[i] & 15);
  for (unsigned i = 1; i < count; ++i)
    equal_ |= static_cast<std::uint32_t>(keys[i] >> 4 == keys[i - 1] >> 4) << i;
}

void Order::sort_long(const Signatures& signatures, const std::byte* state) {
  std::array<std::uint64_t, Signatures::words_max> keys;
  const unsigned words = signatures.words();
  const unsigned count = count_;
  for (unsigned i = 0; i < count * words; ++i) keys[i] = 0;
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
    for (; at > 0 && compare(i, index_[at - 1]) < 0; --at) index_[at] = index_[at - 1];
    index_[at] = static_cast<std::uint8_t>(i);
    in_order_ &= at == i;
  }
  for (unsigned i = 1; i < count; ++i)
    equal_ |= static_cast<std::uint32_t>(compare(index_[i - 1], index_[i]) == 0) << i;
}

unsigned Order::count() const {
  unsigned orders = 1;
  unsigned group = 1;
  for (unsigned i = 1; i < count_; ++i) {
    group = is_equal(i) ? group + 1 : 1;
    orders *= group;
    if (orders > orders_max) return orders_max + 1;
  }
  return orders;
}

bool Order::next() {
  for (unsigned from = 0, to = 0; from < count_; from = to) {
    ++to;
    while (to < count_ && is_equal(to)) ++to;
    if (std::next_permutation(index_.begin() + from, index_.begin() + to)) return true;
  }
  return false;
}

Renaming Order::renaming() const {
  Renaming made;
  made.count = count_;
  for (unsigned i = 0; i < count_; ++i) {
    made.from[i] = index_[i];
    made.to[index_[i]] = static_cast<std::uint8_t>(i);
  }
  return made;
}

}  // namespace lockstep::kit
