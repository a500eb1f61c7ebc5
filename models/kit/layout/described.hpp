// What the kit asks of the structs and enums of a model: that they are described.
//
// The only file that knows Boost.Describe. When C++26 reflection is here, it replaces the bodies.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <type_traits>

namespace lockstep::kit {

// A struct with a BOOST_DESCRIBE_STRUCT line.
template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

// An enum with a BOOST_DESCRIBE_ENUM line.
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <Described T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

template <class Descriptor>
struct MemberTypeOf;
template <class Descriptor>
requires std::is_member_object_pointer_v<std::remove_cvref_t<decltype(Descriptor::pointer)>>
struct MemberTypeOf<Descriptor> {
  template <class Class, class Type>
  static Type of(Type Class::*);
  using type = decltype(of(Descriptor::pointer));
};
template <class Descriptor>
using MemberType = typename MemberTypeOf<Descriptor>::type;

// The types of all members, in the order of declaration.
template <Described T>
using MemberTypes = boost::mp11::mp_transform<MemberType, Members<T>>;

// Calls f(name, member) for each member, in the order of declaration.
template <class T, class F>
[[gnu::always_inline]] inline constexpr void for_each_member(T& value, F&& f) {
  boost::mp11::mp_for_each<Members<std::remove_const_t<T>>>([&](
      auto member) __attribute__((always_inline)) { f(member.name, value.*member.pointer); });
}

// The enumerators in the order of declaration, as f(name, value).
template <DescribedEnum Enum, class F>
constexpr void for_each_enumerator(F&& f) {
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
      [&](auto enumerator) { f(enumerator.name, enumerator.value); });
}

template <DescribedEnum Enum>
inline constexpr std::size_t enumerators_of =
    boost::mp11::mp_size<boost::describe::describe_enumerators<Enum>>::value;

template <DescribedEnum Enum>
constexpr Enum enumerator_at(std::size_t index) {
  Enum found{};
  std::size_t at = 0;
  for_each_enumerator<Enum>([&](const char*, Enum value) {
    if (at++ == index) found = value;
  });
  return found;
}

template <DescribedEnum Enum>
std::string enumerator_name(Enum value) {
  std::string found = std::to_string(static_cast<int>(value));
  for_each_enumerator<Enum>([&](const char* name, Enum each) {
    if (each == value) found = name;
  });
  return found;
}

}  // namespace lockstep::kit
