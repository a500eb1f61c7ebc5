// The state struct is the packed state: what that asks of it, said at compile time.
#pragma once

#include "models/kit/layout/contents.hpp"

#include <array>
#include <cstddef>
#include <cstring>
#include <type_traits>

namespace lockstep::kit {

template <class T>
constexpr std::size_t described_bytes();

template <class List>
struct SumOfBytes;
template <class... Parts>
struct SumOfBytes<mp_list<Parts...>> {
  static constexpr std::size_t value = (0 + ... + described_bytes<Parts>());
};

// The bytes of T that the kit knows of. Less than sizeof(T) when a member is not described or when
// there is padding.
template <class T>
constexpr std::size_t described_bytes() {
  if constexpr (Described<T>)
    return SumOfBytes<boost::mp11::mp_rename<MemberTypes<T>, mp_list>>::value;
  else
    return sizeof(T);
}

template <class T>
constexpr void require_packed() {
  static_assert(Contents<T>::known,
                "the kit does not know this type of field; a struct needs a BOOST_DESCRIBE_STRUCT "
                "line right after it");
  if constexpr (Contents<T>::known)
    static_assert(described_bytes<T>() == sizeof(T),
                  "a field is not described, or the struct has padding: name every field in "
                  "BOOST_DESCRIBE_STRUCT, and use fields of one byte");
}

template <class List>
struct RequirePacked;
template <class... Parts>
struct RequirePacked<mp_list<Parts...>> {
  static constexpr bool value = (require_packed<Parts>(), ..., true);
};

template <class State>
inline constexpr bool is_packed =
    RequirePacked<EverythingIn<State>>::value&& std::is_trivially_copyable_v<State>;

// Bytes of memory for a State, a multiple of 8, those behind the state zero.
template <class State>
class Room {
 public:
  static constexpr std::size_t size = (sizeof(State) + 7) / 8 * 8;

  Room() = default;
  // The first `width` bytes of a state, a multiple of 8; the rest is zero.
  Room(const std::byte* packed, std::size_t width) {
    if (width > size) __builtin_unreachable();
    std::size_t at = 0;
    for (; at < width; at += 8) std::memcpy(bytes_ + at, packed + at, 8);
    for (; at < size; at += 8) std::memset(bytes_ + at, 0, 8);
  }
  explicit Room(const State& state) {
    std::memset(bytes_, 0, size);
    std::memcpy(bytes_, &state, sizeof(State));
  }

  State& state() { return *reinterpret_cast<State*>(bytes_); }
  const State& state() const { return *reinterpret_cast<const State*>(bytes_); }
  std::byte* bytes() { return bytes_; }
  const std::byte* bytes() const { return bytes_; }

 private:
  alignas(8) std::byte bytes_[size];
};

// How many bytes of a State are in use when its last field is a table with `population` cells.
template <class Last>
struct UnusedTail {
  template <class Population>
  static std::size_t bytes(Population&&) {
    return 0;
  }
};
template <class Tag, class Cell, std::size_t capacity>
struct UnusedTail<Table<Tag, Cell, capacity>> {
  template <class Population>
  static std::size_t bytes(Population&& population) {
    return (capacity - population.template operator()<Tag>()) * sizeof(Cell);
  }
};

// The width of the packed state. `population.operator()<Tag>()` tells how many there are.
template <class State, class Population>
std::size_t packed_width(Population&& population) {
  using Last = boost::mp11::mp_back<MemberTypes<State>>;
  const std::size_t used = sizeof(State) - UnusedTail<Last>::bytes(population);
  return (used + 7) / 8 * 8;
}

}  // namespace lockstep::kit
