// Stands for a C++ type where no type can: a tag, a family of tokens, the type of a message.
#pragma once

namespace lockstep::kit {

using TypeKey = const void*;

template <class T>
inline constexpr char type_key_storage = 0;
template <class T>
constexpr TypeKey key_of() {
  return &type_key_storage<T>;
}

}  // namespace lockstep::kit
