// The arguments that an action may be taken with: its parameter types are its quantifiers.
//
// Domain<T> tells for a type how many values there are (`radix`, the same for every state), which
// of them are there in this state (`has`, up to `end`), and what they are (`at`). `argument` says
// the same without types (table.hpp).
#pragma once

#include "models/kit/layout/rows_of.hpp"
#include "models/kit/protocol/table.hpp"

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
  template <class State>
  static Argument argument() {
    return argument_of_identities(key_of<Tag>());
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
  template <class State>
  static Argument argument() {
    const State sample{};
    const auto& member = sample.*bag;
    return argument_of_slots(bytes_of(member) - bytes_of(sample),
                             row_of<std::remove_cvref_t<decltype(member)>>());
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
  template <class State>
  static Argument argument() {
    static_assert(all_described<Enum>(),
                  "an enumerator is not described: name every one in BOOST_DESCRIBE_ENUM");
    std::vector<std::string> names;
    for_each_enumerator<Enum>([&](const char* name, Enum) { names.emplace_back(name); });
    return argument_of_enumerators(std::move(names));
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
  template <class State>
  static Argument argument() {
    return argument_of_bools();
  }
  static bool at(unsigned index) { return index == 1; }
};

}  // namespace lockstep::kit
