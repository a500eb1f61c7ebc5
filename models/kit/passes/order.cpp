#include "models/kit/passes/order.hpp"

#include "models/kit/passes/short_keys.hpp"

#include <algorithm>

namespace lockstep::kit {
namespace {

using LongKeys = std::array<std::uint64_t, Signatures::words_max>;
using Indices = std::array<std::uint8_t, identities_max>;

// Whether they changed their order.
bool sort_short(const Signatures& signatures, const std::byte* state, ShortKeys& keys) {
  const unsigned count = signatures.count();
  for (unsigned i = 0; i < count; ++i) keys[i] = i;
  signatures.write(state, keys.data());
  return sort_keys(keys, count) != count;
}

int compare(const LongKeys& keys, unsigned words, unsigned a, unsigned b) {
  const std::uint64_t* left = keys.data() + a * words;
  const std::uint64_t* right = keys.data() + b * words;
  for (unsigned i = 0; i < words; ++i)
    if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
  return 0;
}

bool sort_long(const Signatures& signatures, const std::byte* state, LongKeys& keys,
               Indices& index) {
  const unsigned words = signatures.words();
  const unsigned count = signatures.count();
  for (unsigned i = 0; i < count * words; ++i) keys[i] = 0;
  signatures.write(state, keys.data());
  bool changed = false;
  for (unsigned i = 0; i < count; ++i) {
    unsigned at = i;
    for (; at > 0 && compare(keys, words, i, index[at - 1]) < 0; --at) index[at] = index[at - 1];
    index[at] = static_cast<std::uint8_t>(i);
    changed |= at != i;
  }
  return changed;
}

template <class IndexAt>
void put_renaming(Renaming& done, unsigned count, const IndexAt& index_at) {
  done.count = count;
  for (unsigned i = 0; i < count; ++i) {
    const unsigned old = index_at(i);
    done.from[i] = static_cast<std::uint8_t>(old);
    done.to[old] = static_cast<std::uint8_t>(i);
  }
}

// Apart, for the sake of its large frame.
[[gnu::noinline]] bool renaming_by_long_keys(const Signatures& signatures, const std::byte* state,
                                             Renaming& done) {
  LongKeys keys;
  Indices index;
  if (!sort_long(signatures, state, keys, index)) return false;
  put_renaming(done, signatures.count(), [&](unsigned i) { return unsigned{index[i]}; });
  return true;
}

}  // namespace

bool renaming_into_order(const Signatures& signatures, const std::byte* state, Renaming& done) {
  if (!signatures.are_short()) return renaming_by_long_keys(signatures, state, done);
  ShortKeys keys;
  if (!sort_short(signatures, state, keys)) return false;
  put_renaming(done, signatures.count(),
               [&](unsigned i) { return static_cast<unsigned>(keys[i] & 15u); });
  return true;
}

Order::Order(const Signatures& signatures, const std::byte* state) : count_(signatures.count()) {
  if (signatures.are_short()) {
    ShortKeys keys;
    in_order_ = !sort_short(signatures, state, keys);
    for (unsigned i = 0; i < count_; ++i) index_[i] = static_cast<std::uint8_t>(keys[i] & 15u);
    for (unsigned i = 1; i < count_; ++i)
      equal_ |= static_cast<std::uint32_t>(keys[i] >> 4 == keys[i - 1] >> 4) << i;
  } else {
    LongKeys keys;
    in_order_ = !sort_long(signatures, state, keys, index_);
    for (unsigned i = 1; i < count_; ++i)
      equal_ |= static_cast<std::uint32_t>(
                    compare(keys, signatures.words(), index_[i - 1], index_[i]) == 0)
                << i;
  }
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
  put_renaming(made, count_, [&](unsigned i) { return unsigned{index_[i]}; });
  return made;
}

}  // namespace lockstep::kit
