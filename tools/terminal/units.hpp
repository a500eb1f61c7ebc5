// Quantities with units, as people type them and as they read them.
#pragma once

#include <cstdint>
#include <string>

namespace lockstep {

// "8G", "512M", "1T", "4096": bytes; K, M, G, T are powers of 1024, and may be followed by B or iB.
// Throws Refused for anything else.
std::uint64_t parse_bytes(const std::string& text);

// "30s", "5m", "2h", "90": seconds. Throws Refused for anything else.
double parse_seconds(const std::string& text);

// The shortest text that parse_seconds() reads as this: "10m", "30s". Whole seconds, at least 1.
std::string seconds_as_typed(double seconds);

// "1.5 GiB".
std::string bytes_in_words(double bytes);

// "1.5 ms", "0.25 s", "3.2 s", "2 min 05 s".
std::string seconds_in_words(double seconds);

}  // namespace lockstep
