// Whether every enumerator of an enum is described.
//
// C++20 cannot list enumerators, but a compiler that is asked for the name of a function with a
// value as its template argument writes `At::idle` for an enumerator and `(At)3` for other values.
#pragma once

#include "models/kit/layout/described.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

namespace lockstep::kit {

template <auto value>
constexpr bool is_enumerator() {
  std::string_view name = __PRETTY_FUNCTION__;
  const std::size_t equals = name.rfind(" = ");
  name = name.substr(equals == std::string_view::npos ? 0 : equals);
  const std::size_t end = name.find_first_of(";]");
  std::size_t from = end;
  const auto in_word = [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  while (from > 0 && in_word(name[from - 1])) --from;
  return from < end && (name[from] < '0' || name[from] > '9');
}

template <DescribedEnum Enum>
constexpr int greatest_described() {
  int greatest = 0;
  for_each_enumerator<Enum>([&](const char*, Enum value) {
    if (static_cast<int>(value) > greatest) greatest = static_cast<int>(value);
  });
  return greatest;
}

// Looks a little beyond the greatest that is described, as enumerators are counted up.
template <DescribedEnum Enum>
constexpr bool all_described() {
  constexpr int beyond = 4;
  constexpr int greatest = greatest_described<Enum>();
  constexpr auto count = static_cast<std::size_t>(greatest > 250 ? 256 : greatest + 1 + beyond);
  std::size_t described = 0;
  for_each_enumerator<Enum>([&](const char*, Enum) { ++described; });
  return [&]<std::size_t... value>(std::index_sequence<value...>) {
    return (std::size_t{0} + ... + is_enumerator<static_cast<Enum>(value)>()) <= described;
  }
  (std::make_index_sequence<count>{});
}

}  // namespace lockstep::kit
