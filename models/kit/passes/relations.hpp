// Can sorting alone find the canonical form?
//
// When nothing in a state ties two identities together, two clients with equal signatures can be
// swapped and nothing changes, so sorting clients by signature gives one form for each orbit. A
// cell of one client that names another client, or a message that names two, is a tie: "1 waits
// for 2, 2 for 1, 3 for 4, 4 for 3" and "1 for 2, 2 for 3, 3 for 4, 4 for 1" have the same
// signatures. Ties are found by type, and then permutations are tried (canonical.hpp).
#pragma once

#include "models/kit/layout/contents.hpp"

namespace lockstep::kit {

// How many identities that may be renamed one value of type T names; 2 stands for many.
template <class T>
struct Names;

template <class List>
struct SumOfNames;
template <class... Parts>
struct SumOfNames<mp_list<Parts...>> {
  static constexpr int value = (0 + ... + Names<Parts>::value);
};

template <class T>
constexpr int names_within() {
  return SumOfNames<boost::mp11::mp_rename<typename Contents<T>::within, mp_list>>::value;
}

template <class T>
struct Names {
  static constexpr int value = names_within<T>();
};
template <class Tag>
struct Names<Id<Tag>> {
  static constexpr int value = is_ordered<Tag> ? 0 : 1;
};
template <class Tag>
struct Names<Maybe<Tag>> : Names<Id<Tag>> {};
template <class Tag, std::size_t n>
struct Names<Set<Tag, n>> {
  static constexpr int value = is_ordered<Tag> ? 0 : 2;
};
template <class Tag, class Cell, std::size_t n>
struct Names<Table<Tag, Cell, n>> {
  static constexpr int value = Names<Id<Tag>>::value + Names<Cell>::value == 0 ? 0 : 2;
};
template <class T, std::size_t n>
struct Names<std::array<T, n>> {
  static constexpr int value = static_cast<int>(n) * Names<T>::value;
};
template <class T, std::size_t n>
struct Names<Bag<T, n>> {
  static constexpr int value = 2 * Names<T>::value;
};
template <class T, std::size_t n>
struct Names<Fifo<T, n>> : Names<Bag<T, n>> {};

// Whether a T, standing where its place identifies it, ties identities of this tag to others.
template <class Tag, class T>
struct Ties;

template <class Tag, class List>
struct AnyTies;
template <class Tag, class... Parts>
struct AnyTies<Tag, mp_list<Parts...>> {
  static constexpr bool value = (false || ... || Ties<Tag, Parts>::value);
};

template <class Tag, class T>
struct Ties {
  static constexpr bool value =
      AnyTies<Tag, boost::mp11::mp_rename<typename Contents<T>::within, mp_list>>::value;
};
template <class Tag, class Key, class Cell, std::size_t n>
struct Ties<Tag, Table<Key, Cell, n>> {
  static constexpr bool value = is_ordered<Key>
                                    ? Ties<Tag, Cell>::value
                                    : Names<Cell>::value > 0 && mentions<Table<Key, Cell, n>, Tag>;
};
template <class Tag, class T, std::size_t n>
struct Ties<Tag, Bag<T, n>> {
  static constexpr bool value = Names<T>::value > 1 && mentions<T, Tag>;
};

}  // namespace lockstep::kit
