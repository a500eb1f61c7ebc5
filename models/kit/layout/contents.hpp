// What a state is made of, as types.
//
// Contents<T> is specialised for every type that may stand in a state: which identities a T names
// itself, and which types are within it. Everything else about types is worked out from that.
#pragma once

#include "models/kit/fields/bag.hpp"
#include "models/kit/fields/flags.hpp"
#include "models/kit/fields/id.hpp"
#include "models/kit/fields/number.hpp"
#include "models/kit/fields/table.hpp"
#include "models/kit/fields/timer.hpp"
#include "models/kit/fields/token.hpp"
#include "models/kit/fields/wall_clock.hpp"
#include "models/kit/layout/described.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>

namespace lockstep::kit {

using boost::mp11::mp_list;

template <class T>
struct Contents {
  static constexpr bool known = false;
  using tags = mp_list<>;
  using within = mp_list<>;
};

template <class Tags, class Within>
struct Known {
  static constexpr bool known = true;
  using tags = Tags;
  using within = Within;
};

template <class T>
requires std::integral<T> || std::is_enum_v<T>
struct Contents<T> : Known<mp_list<>, mp_list<>> {
};
template <Described T>
struct Contents<T> : Known<mp_list<>, MemberTypes<T>> {};
template <class T, std::size_t n>
struct Contents<std::array<T, n>> : Known<mp_list<>, mp_list<T>> {};
template <class Tag>
struct Contents<Id<Tag>> : Known<mp_list<Tag>, mp_list<>> {};
template <class Tag>
struct Contents<Maybe<Tag>> : Known<mp_list<Tag>, mp_list<>> {};
template <class Tag, std::size_t n>
struct Contents<Set<Tag, n>> : Known<mp_list<Tag>, mp_list<>> {};
template <class Tag, class Cell, std::size_t n>
struct Contents<Table<Tag, Cell, n>> : Known<mp_list<Tag>, mp_list<Cell>> {};
template <class Message, std::size_t n>
struct Contents<Bag<Message, n>> : Known<mp_list<>, mp_list<Message>> {};
template <class Message, std::size_t n>
struct Contents<Fifo<Message, n>> : Known<mp_list<>, mp_list<Message>> {};
template <int max>
struct Contents<Count<max>> : Known<mp_list<>, mp_list<>> {};
template <class Enum>
struct Contents<Flags<Enum>> : Known<mp_list<>, mp_list<>> {};
template <class Family>
struct Contents<BasicToken<Family>> : Known<mp_list<>, mp_list<>> {};
template <class Family>
struct Contents<BasicTokenSource<Family>> : Known<mp_list<>, mp_list<>> {};
template <>
struct Contents<Budget> : Known<mp_list<>, mp_list<>> {};
template <bool urgent>
struct Contents<BasicTimer<urgent>> : Known<mp_list<>, mp_list<>> {};
template <>
struct Contents<WallTimer> : Known<mp_list<>, mp_list<>> {};
template <>
struct Contents<WallClock> : Known<mp_list<>, mp_list<>> {};
template <>
struct Contents<Instant> : Known<mp_list<>, mp_list<>> {};

// Types that hold cells of another type, used or not; and those of them that hold messages.
template <class T>
inline constexpr bool is_queue = false;
template <class Message, std::size_t n>
inline constexpr bool is_queue<Bag<Message, n>> = true;
template <class Message, std::size_t n>
inline constexpr bool is_queue<Fifo<Message, n>> = true;
template <class T>
inline constexpr bool has_cells = is_queue<T>;
template <class Tag, class Cell, std::size_t n>
inline constexpr bool has_cells<Table<Tag, Cell, n>> = true;
template <class T>
inline constexpr bool is_array = false;
template <class T, std::size_t n>
inline constexpr bool is_array<std::array<T, n>> = true;
template <class T>
inline constexpr bool is_bag = false;
template <class Message, std::size_t n>
inline constexpr bool is_bag<Bag<Message, n>> = true;

template <class List>
struct EverythingInAll;

// T and everything within it, all the way down, each type once for each place that it stands in.
template <class T>
struct Everything;
template <class... Parts>
struct EverythingInAll<mp_list<Parts...>> {
  using type = boost::mp11::mp_append<mp_list<>, typename Everything<Parts>::type...>;
};
template <class T>
struct Everything {
  using type = boost::mp11::mp_push_front<
      typename EverythingInAll<boost::mp11::mp_rename<typename Contents<T>::within, mp_list>>::type,
      T>;
};
template <class T>
using EverythingIn = typename Everything<T>::type;

template <class T>
using OwnTags = typename Contents<T>::tags;

// Every tag that a T names, at any depth, once.
template <class T>
using TagsIn = boost::mp11::mp_unique<
    boost::mp11::mp_flatten<boost::mp11::mp_transform<OwnTags, EverythingIn<T>>, mp_list<>>>;

template <class T, class Tag>
inline constexpr bool mentions = boost::mp11::mp_contains<TagsIn<T>, Tag>::value;

template <class T>
struct IsToken : std::false_type {};
template <class Family>
struct IsToken<BasicToken<Family>> : std::true_type {
  using family = Family;
};
template <class T>
struct IsSource : std::false_type {};
template <class Family>
struct IsSource<BasicTokenSource<Family>> : std::true_type {
  using family = Family;
};
template <class T>
using FamilyOf = typename T::family;

template <class T>
inline constexpr bool holds_tokens = boost::mp11::mp_any_of<EverythingIn<T>, IsToken>::value ||
                                     boost::mp11::mp_any_of<EverythingIn<T>, IsSource>::value;

// Families of which there is a source in T.
template <class T>
using FamiliesIn = boost::mp11::mp_transform<
    FamilyOf,
    boost::mp11::mp_transform<IsSource, boost::mp11::mp_copy_if<EverythingIn<T>, IsSource>>>;

// A state that keeps copies of a service with its sources says so by a member
// `static constexpr bool copies_token_sources = true`, and tells when a copy is used
// (Protocol::tokens_repeat).
template <class State>
inline constexpr bool copies_token_sources = [] {
  if constexpr (requires { State::copies_token_sources; })
    return State::copies_token_sources;
  else
    return false;
}();

}  // namespace lockstep::kit
