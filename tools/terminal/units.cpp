#include "tools/terminal/units.hpp"

#include "checker/errors/errors.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <string_view>

namespace lockstep {
namespace {

// The number at the front, and what follows it. False when there is none, or a negative one.
bool split(const std::string& text, double& number, std::string_view& unit) {
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (error != std::errc{} || !(number > 0)) return false;
  unit = std::string_view(stopped, static_cast<std::size_t>(end - stopped));
  return true;
}

template <class... Values>
std::string printed(const char* format, Values... values) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, values...);
  return buffer;
}

}  // namespace

std::uint64_t parse_bytes(const std::string& text) {
  constexpr std::string_view prefixes = "KMGT";
  double number = 0;
  std::string_view unit;
  if (split(text, number, unit)) {
    double factor = 1;
    if (const auto power = unit.empty() ? std::string_view::npos : prefixes.find(unit[0]);
        power != std::string_view::npos) {
      for (std::size_t i = 0; i <= power; ++i) factor *= 1024;
      unit.remove_prefix(1);
    }
    const bool known = unit.empty() || unit == "B" || (unit == "iB" && factor > 1);
    if (known && number * factor >= 1 && number * factor < 9e18)
      return static_cast<std::uint64_t>(number * factor);
  }
  throw Refused("invalid memory size `" + text + "`: use bytes or a suffix, e.g. 512M or 8G");
}

double parse_seconds(const std::string& text) {
  double number = 0;
  std::string_view unit;
  if (split(text, number, unit) && number < 1e9) {
    if (unit.empty() || unit == "s") return number;
    if (unit == "ms") return number / 1000;
    if (unit == "m" || unit == "min") return number * 60;
    if (unit == "h") return number * 3600;
  }
  throw Refused("invalid duration `" + text + "`: use e.g. 30s, 5m or 2h");
}

std::string seconds_as_typed(double seconds) {
  const auto whole = static_cast<long>(seconds);
  if (whole % 3600 == 0) return printed("%ldh", whole / 3600);
  return whole % 60 == 0 ? printed("%ldm", whole / 60) : printed("%lds", whole);
}

std::string bytes_in_words(double bytes) {
  constexpr std::array units{"bytes", "KiB", "MiB", "GiB", "TiB"};
  std::size_t unit = 0;
  for (; bytes >= 1024 && unit + 1 < units.size(); ++unit) bytes /= 1024;
  return printed(unit == 0 || bytes >= 100 ? "%.0f %s" : "%.1f %s", bytes, units[unit]);
}

std::string seconds_in_words(double seconds) {
  if (seconds < 0.1) return printed("%.1f ms", seconds * 1000);
  if (seconds < 1) return printed("%.2f s", seconds);
  if (seconds < 60) return printed("%.1f s", seconds);
  const auto whole = static_cast<long>(seconds);
  return printed("%ld min %02ld s", whole / 60, whole % 60);
}

}  // namespace lockstep
