// The arguments that an action may be taken with: its parameter types are its quantifiers.
//
// Domain<T> tells for a type how many values there are (`radix`, the same for every state), which
// of them are there in this state (`has`, up to `end`), and what they are (`at`).
#pragma once

#include "models/kit/layout/contents.hpp"

#include <cstring>

namespace lockstep::kit {

template <class T>
struct Domain {
  static constexpr bool known = false;
};

template <class Tag>
struct Domain<Id<Tag>> {
  static constexpr bool known = true;
  template <class Params>
  static unsigned radix(const Params& params) {
    return population_of<Tag>(params);
  }
  template <class Params, class State>
  static unsigned end(const Params& params, const State&) {
    return population_of<Tag>(params);
  }
  template <class State>
  static constexpr bool has(const State&, unsigned) {
    return true;
  }
  static Id<Tag> at(unsigned index) { return Inside::identity<Id<Tag>>(index); }
};

template <auto bag>
struct Domain<Slot<bag>> {
  static constexpr bool known = true;
  template <class Params>
  static unsigned radix(const Params&) {
    return 255;
  }
  template <class Params, class State>
  static unsigned end(const Params&, const State& state) {
    return static_cast<unsigned>((state.*bag).size());
  }
  // Of equal messages, which lie side by side, the first.
  template <class State>
  static bool has(const State& state, unsigned index) {
    const auto& cells = Inside::cells(state.*bag);
    return index == 0 || std::memcmp(&cells[index], &cells[index - 1], sizeof cells[0]) != 0;
  }
  static Slot<bag> at(unsigned index) { return Inside::identity<Slot<bag>>(index); }
};

template <DescribedEnum Enum>
struct Domain<Enum> {
  static constexpr bool known = true;
  template <class Params>
  static unsigned radix(const Params&) {
    return enumerators_of<Enum>;
  }
  template <class Params, class State>
  static unsigned end(const Params&, const State&) {
    return enumerators_of<Enum>;
  }
  template <class State>
  static constexpr bool has(const State&, unsigned) {
    return true;
  }
  static Enum at(unsigned index) { return enumerator_at<Enum>(index); }
};

template <>
struct Domain<bool> {
  static constexpr bool known = true;
  template <class Params>
  static unsigned radix(const Params&) {
    return 2;
  }
  template <class Params, class State>
  static unsigned end(const Params&, const State&) {
    return 2;
  }
  template <class State>
  static constexpr bool has(const State&, unsigned) {
    return true;
  }
  static bool at(unsigned index) { return index == 1; }
};

}  // namespace lockstep::kit
