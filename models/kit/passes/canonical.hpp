// One state for all of its renamings.
//
// Identities are sorted by signature (signature.hpp), and the state is renamed once. Where the
// types tie identities together (relations.hpp), equal signatures need not mean equal behaviour:
// then every order within the groups of equal signature is tried and the least state, byte by byte,
// is taken. Any renaming is sound; one that is not the least only stores an orbit more than once.
#pragma once

#include "checker/model/model.hpp"
#include "models/kit/passes/relations.hpp"
#include "models/kit/passes/rename.hpp"
#include "models/kit/passes/signature.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace lockstep::kit {

// More orders than this (7!) are not tried.
inline constexpr unsigned orders_max = 5040;

template <class Tag, class State>
inline constexpr std::size_t signature_bits = SignatureBits<Tag, State>::value;

// Chunks may leave gaps at the end of words, but never two words half empty in a row.
template <class Tag, class State>
inline constexpr std::size_t signature_words = signature_bits<Tag, State> <= 64
                                                   ? 1
                                                   : 2 * ((signature_bits<Tag, State> + 63) / 64);

// The signature, and whose it is.
template <std::size_t words>
struct Key {
  std::array<std::uint64_t, words> signature;
  std::uint8_t index;
  friend bool operator<(const Key& a, const Key& b) { return a.signature < b.signature; }
  friend bool operator==(const Key& a, const Key& b) { return a.signature == b.signature; }
};

// The same in one word: the index in the lowest four bits.
struct ShortKey {
  std::uint64_t word;
  friend bool operator<(ShortKey a, ShortKey b) { return a.word < b.word; }
  friend bool operator==(ShortKey a, ShortKey b) { return a.word >> 4 == b.word >> 4; }
};

inline unsigned index_of(ShortKey key) { return key.word & 15u; }
template <std::size_t words>
unsigned index_of(const Key<words>& key) {
  return key.index;
}

template <class Tag, class State>
using KeyOf = std::conditional_t<signature_bits<Tag, State> <= 60, ShortKey,
                                 Key<signature_words<Tag, State>>>;

template <class Tag, class State>
[[gnu::always_inline]] inline KeyOf<Tag, State> key_of(const State& state, unsigned index) {
  SignatureWriter<Tag, signature_words<Tag, State>> writer(index);
  writer.write(state);
  if constexpr (std::is_same_v<KeyOf<Tag, State>, ShortKey>)
    return {writer.done()[0] << 4 | index};
  else
    return {writer.done(), static_cast<std::uint8_t>(index)};
}

// Fills `keys` in ascending order; whether they were so from the start. Insertion sort: stable, and
// nothing is faster for so few that are nearly in order.
template <class Tag, class State>
bool sorted_keys(const State& state, unsigned count,
                 std::array<KeyOf<Tag, State>, identities_max>& keys) {
  bool in_order = true;
  for (unsigned i = 0; i < count; ++i) {
    const auto key = key_of<Tag>(state, i);
    unsigned at = i;
    for (; at > 0 && key < keys[at - 1]; --at) keys[at] = keys[at - 1];
    keys[at] = key;
    in_order &= at == i;
  }
  return in_order;
}

template <class Keys>
Renaming renaming_to(const Keys& keys, unsigned count) {
  Renaming renaming;
  renaming.count = count;
  for (unsigned i = 0; i < count; ++i) {
    const unsigned old = index_of(keys[i]);
    renaming.from[i] = static_cast<std::uint8_t>(old);
    renaming.to[old] = static_cast<std::uint8_t>(i);
  }
  return renaming;
}

// In how many orders the keys could stand, each group of equal ones in any order; orders_max + 1
// when there are more than that.
template <class Keys>
unsigned orders_of(const Keys& keys, unsigned count) {
  unsigned orders = 1;
  unsigned group = 1;
  for (unsigned i = 1; i < count; ++i) {
    group = keys[i] == keys[i - 1] ? group + 1 : 1;
    orders *= group;
    if (orders > orders_max) return orders_max + 1;
  }
  return orders;
}

// The next order of the groups of equal keys, like the next number of an odometer; false after the
// last, when all are as they were at first.
template <class Keys>
bool next_order(Keys& keys, unsigned count) {
  const auto by_index = [](const auto& a, const auto& b) { return index_of(a) < index_of(b); };
  for (unsigned from = 0, to = 0; from < count; from = to) {
    while (to < count && keys[to] == keys[from]) ++to;
    if (std::next_permutation(keys.begin() + from, keys.begin() + to, by_index)) return true;
  }
  return false;
}

// Tries all orders; leaves the least state in `state`, and returns how it was come by.
template <class Tag, class State, class Keys>
Renaming least_order(State& state, Keys& keys, unsigned count) {
  const State old = state;
  Renaming best = renaming_to(keys, count);
  rename<Tag>(state, best);
  while (next_order(keys, count)) {
    const Renaming renaming = renaming_to(keys, count);
    State other = old;
    rename<Tag>(other, renaming);
    if (std::memcmp(&other, &state, sizeof(State)) >= 0) continue;
    std::memcpy(&state, &other, sizeof(State));
    best = renaming;
  }
  return best;
}

// Brings the identities of one tag in order. Whether anything changed; then says how in `done`.
template <class Tag, class State>
bool sort_identities(State& state, unsigned count, Renaming& done) {
  std::array<KeyOf<Tag, State>, identities_max> keys;
  if constexpr (Ties<Tag, State>::value) keys = {};  // or the compiler warns, wrongly
  const bool in_order = sorted_keys<Tag>(state, count, keys);
  if constexpr (Ties<Tag, State>::value) {
    const unsigned orders = orders_of(keys, count);
    if (orders > 1 && orders <= orders_max) {
      const State old = state;
      done = least_order<Tag>(state, keys, count);
      return std::memcmp(&old, &state, sizeof(State)) != 0;
    }
  }
  if (in_order) return false;
  done = renaming_to(keys, count);
  rename<Tag>(state, done);
  return true;
}

// Tags whose identities may be renamed.
template <class Tag>
using MayRename = std::bool_constant<!is_ordered<Tag>>;
template <class State>
using SymmetricTags = boost::mp11::mp_copy_if<TagsIn<State>, MayRename>;

template <class State>
inline constexpr bool has_symmetry = !boost::mp11::mp_empty<SymmetricTags<State>>::value;

// Whether the order found for one tag can depend on that of another.
template <class State>
constexpr bool ties_several_tags() {
  int count = 0;
  boost::mp11::mp_for_each<
      boost::mp11::mp_transform<boost::mp11::mp_identity, SymmetricTags<State>>>(
      [&](auto tag) { count += Ties<typename decltype(tag)::type, State>::value; });
  return count > 1;
}

// Sorts every tag in turn, until nothing changes; a few times at most, since tags that name each
// other may never settle. Every renaming is sound, and where this one is not the only one that is
// tried an orbit may be stored more than once. `population.operator()<Tag>()` tells how many there
// are; `renamed.operator()<Tag>(renaming)` is told each renaming.
template <class State, class Population, class Renamed>
void sort_all_identities(State& state, const Population& population, const Renamed& renamed) {
  constexpr int rounds_max = 3;
  bool again = true;
  for (int round = 0; again && round < rounds_max; ++round) {
    again = false;
    boost::mp11::mp_for_each<
        boost::mp11::mp_transform<boost::mp11::mp_identity, SymmetricTags<State>>>([&](auto tag) {
      using Tag = typename decltype(tag)::type;
      Renaming renaming;
      if (!sort_identities<Tag>(state, population.template operator()<Tag>(), renaming)) return;
      renamed.template operator()<Tag>(renaming);
      if constexpr (ties_several_tags<State>()) again = true;
    });
  }
}

}  // namespace lockstep::kit
