// Structs live in bytes: the one door between the two.
//
// All types of fields, and described structs of them, are trivially copyable and have no
// alignment, so that a struct may begin at any byte; an array of std::byte creates them where they
// are asked for ([intro.object]). Bytes that are something else, as the engine's words are, are
// copied first and never viewed.
#pragma once

#include <cstddef>
#include <new>
#include <type_traits>

namespace lockstep::kit {

template <class T>
concept PackedPart = std::is_trivially_copyable_v<T> && alignof(T) == 1;

// `at` points into an array of std::byte with room for a T.
template <PackedPart T>
T& view(std::byte* at) {
  return *std::launder(reinterpret_cast<T*>(at));
}
template <PackedPart T>
const T& view(const std::byte* at) {
  return *std::launder(reinterpret_cast<const T*>(at));
}

// The other way: the bytes of a struct.
template <PackedPart T>
std::byte* bytes_of(T& value) {
  return reinterpret_cast<std::byte*>(&value);
}
template <PackedPart T>
const std::byte* bytes_of(const T& value) {
  return reinterpret_cast<const std::byte*>(&value);
}

}  // namespace lockstep::kit
