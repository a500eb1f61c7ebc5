// The rows of a described struct, and all that is asked of its fields at compile time.
//
// The only file that goes over types; what goes over states goes over rows.
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
#include "models/kit/layout/enumerators.hpp"
#include "models/kit/layout/rows.hpp"
#include "models/kit/layout/view.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>

namespace lockstep::kit {

using boost::mp11::mp_list;

// A field's row, and the types within it. Specialised for every type that may stand in a state.
template <class T>
struct FieldOf {
  static constexpr bool known = false;
  using within = mp_list<>;
};

struct Leaf {
  static constexpr bool known = true;
  using within = mp_list<>;
};
template <class Cell>
struct Cells {
  static constexpr bool known = true;
  using within = mp_list<Cell>;
};

Row row_of_leaf(Kind kind, TypeKey key = nullptr, bool ordered = false, bool urgent = false);

template <>
struct FieldOf<bool> : Leaf {
  static Row row() { return row_of_leaf(Kind::boolean); }
};
template <int max>
struct FieldOf<Count<max>> : Leaf {
  static Row row() { return row_of_leaf(Kind::number); }
};
template <>
struct FieldOf<Budget> : Leaf {
  static Row row() { return row_of_leaf(Kind::number); }
};
template <class Family>
struct FieldOf<BasicToken<Family>> : Leaf {
  static Row row() { return row_of_leaf(Kind::token, key_of<Family>()); }
};
template <class Family>
struct FieldOf<BasicTokenSource<Family>> : Leaf {
  static Row row() { return row_of_leaf(Kind::token_source, key_of<Family>()); }
};
template <class Tag>
struct FieldOf<Id<Tag>> : Leaf {
  static Row row() { return row_of_leaf(Kind::id, key_of<Tag>(), is_ordered<Tag>); }
};
template <class Tag>
struct FieldOf<Maybe<Tag>> : Leaf {
  static Row row() { return row_of_leaf(Kind::maybe, key_of<Tag>(), is_ordered<Tag>); }
};
template <bool urgent>
struct FieldOf<BasicTimer<urgent>> : Leaf {
  static Row row() { return row_of_leaf(Kind::timer, nullptr, false, urgent); }
};
template <>
struct FieldOf<WallTimer> : Leaf {
  static Row row() { return row_of_leaf(Kind::wall_timer); }
};
template <>
struct FieldOf<WallClock> : Leaf {
  static Row row() { return row_of_leaf(Kind::wall_clock); }
};
template <>
struct FieldOf<Instant> : Leaf {
  static Row row() { return row_of_leaf(Kind::instant); }
};

// Of an enumerator or flags.
using Names = std::vector<std::pair<std::uint8_t, std::string>>;
Row row_of_names(Kind kind, Names names);

template <class Enum>
Names names_of() {
  Names names;
  for_each_enumerator<Enum>([&](const char* name, Enum value) {
    names.emplace_back(static_cast<std::uint8_t>(value), name);
  });
  return names;
}
template <class Enum>
requires std::is_enum_v<Enum>
struct FieldOf<Enum> : Leaf {
  static Row row() { return row_of_names(Kind::enumerator, names_of<Enum>()); }
};
template <class Enum>
struct FieldOf<Flags<Enum>> : Leaf {
  static Row row() { return row_of_names(Kind::flags, names_of<Enum>()); }
};
template <class Tag, std::size_t n>
struct FieldOf<Set<Tag, n>> : Leaf {
  static Row row() {
    Row made = row_of_leaf(Kind::set, key_of<Tag>(), is_ordered<Tag>);
    made.size = sizeof(Set<Tag, n>);
    made.count = n;
    return made;
  }
};

// `before` bytes stand before the first cell.
Row row_of_cells(Kind kind, std::size_t count, std::size_t before, Row cell);

template <class Tag, class Cell, std::size_t n>
struct FieldOf<Table<Tag, Cell, n>> : Cells<Cell> {
  static Row row() {
    Row made = row_of_cells(Kind::table, n, 0, FieldOf<Cell>::row());
    made.key = key_of<Tag>();
    made.ordered = is_ordered<Tag>;
    return made;
  }
};
template <class T, std::size_t n>
struct FieldOf<std::array<T, n>> : Cells<T> {
  static Row row() { return row_of_cells(Kind::array, n, 0, FieldOf<T>::row()); }
};
template <class Message, std::size_t n>
struct FieldOf<Bag<Message, n>> : Cells<Message> {
  static_assert(sizeof(Bag<Message, n>) == 1 + n * sizeof(Message) && sizeof(Message) <= 256);
  static Row row() { return row_of_cells(Kind::bag, n, 1, FieldOf<Message>::row()); }
};
template <class Message, std::size_t n>
struct FieldOf<Fifo<Message, n>> : Cells<Message> {
  static_assert(sizeof(Fifo<Message, n>) == 1 + n * sizeof(Message));
  static Row row() { return row_of_cells(Kind::fifo, n, 1, FieldOf<Message>::row()); }
};

// Throws ContractBroken unless the members lie side by side, each described once.
Row row_of_object(TypeKey key, std::size_t size, std::vector<Row> members);

// `offset`: bytes from the start of the struct.
Row row_of_member(const char* name, std::ptrdiff_t offset, Row type);

template <Described T>
struct FieldOf<T> {
  static constexpr bool known = true;
  using within = MemberTypes<T>;
  static Row row() {
    const T sample{};
    std::vector<Row> members;
    for_each_member(sample, [&](const char* name, const auto& member) {
      members.push_back(row_of_member(name, bytes_of(member) - bytes_of(sample),
                                      FieldOf<std::remove_cvref_t<decltype(member)>>::row()));
    });
    return row_of_object(key_of<T>(), sizeof(T), std::move(members));
  }
};

// What is known of a type at compile time, with all that is within it.
struct Facts {
  bool timers = false;
  bool instants = false;
  unsigned sources = 0;  // of tokens
  std::array<TypeKey, 16> families{};

  constexpr void add(const Facts& part) {
    timers |= part.timers;
    instants |= part.instants;
    for (unsigned i = 0; i < part.sources && sources < families.size(); ++i)
      families[sources++] = part.families[i];
  }
  constexpr bool repeats_a_source() const {
    for (unsigned i = 0; i < sources; ++i)
      for (unsigned j = 0; j < i; ++j)
        if (families[i] == families[j]) return true;
    return false;
  }
};

template <class T>
struct OwnFacts {
  static constexpr Facts value{};
};
template <bool urgent>
struct OwnFacts<BasicTimer<urgent>> {
  static constexpr Facts value{.timers = true};
};
template <>
struct OwnFacts<WallTimer> {
  static constexpr Facts value{.timers = true};
};
template <>
struct OwnFacts<Instant> {
  static constexpr Facts value{.instants = true};
};
template <class Family>
struct OwnFacts<BasicTokenSource<Family>> {
  static constexpr Facts value{.sources = 1, .families = {key_of<Family>()}};
};

template <class T>
constexpr Facts facts_of();
template <class T>
inline constexpr Facts facts = facts_of<T>();

template <class List>
struct FactsOfAll;
template <class... Parts>
struct FactsOfAll<mp_list<Parts...>> {
  static constexpr std::size_t bytes = (std::size_t{0} + ... + sizeof(Parts));
  static constexpr Facts value = [] {
    Facts sum;
    (sum.add(facts<Parts>), ...);
    return sum;
  }();
};

template <class T>
using Within = boost::mp11::mp_rename<typename FieldOf<T>::within, mp_list>;

template <class T>
constexpr void require_packed() {
  static_assert(!std::integral<T> || std::is_same_v<T, bool>,
                "a raw integer would wrap unseen: name a range, as in Count<max>");
  if constexpr (std::is_enum_v<T>) {
    static_assert(DescribedEnum<T>, "an enum needs a BOOST_DESCRIBE_ENUM line right after it");
    static_assert(sizeof(T) == 1, "an enum of a state is one byte: enum class E : std::uint8_t");
    if constexpr (DescribedEnum<T> && sizeof(T) == 1)
      static_assert(all_described<T>(),
                    "an enumerator is not described: name every one in BOOST_DESCRIBE_ENUM");
  } else if constexpr (!std::integral<T>) {
    static_assert(FieldOf<T>::known,
                  "the kit does not know this type of field; a struct needs a "
                  "BOOST_DESCRIBE_STRUCT line right after it");
    if constexpr (Described<T>)
      static_assert(FactsOfAll<Within<T>>::bytes == sizeof(T) && alignof(T) == 1,
                    "a field is not described, or the struct has padding: name every field in "
                    "BOOST_DESCRIBE_STRUCT, and use fields of one byte");
  }
}

template <class T>
constexpr Facts facts_of() {
  require_packed<T>();
  Facts found = OwnFacts<T>::value;
  found.add(FactsOfAll<Within<T>>::value);
  return found;
}

template <class State>
inline constexpr bool is_packed = (facts_of<State>(), std::is_trivially_copyable_v<State>);

// The row of a type: of a struct, with all that is within it. Made once.
template <class T>
const Row& row_of() {
  static_assert(is_packed<T>, "a state must be trivially copyable");
  static const Row made = FieldOf<T>::row();
  return made;
}

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
