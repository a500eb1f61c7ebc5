// A fingerprint of text, for the names of files in a cache: no two texts are expected to share one,
// and nobody else writes what is fingerprinted.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// 32 hexadecimal digits (FNV-1a, 128 bits).
std::string digest(std::string_view text);

inline constexpr std::size_t digest_length = 32;

}  // namespace lockstep
