#include "tools/terminal/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace lockstep {
namespace {

constexpr char32_t unreadable = 0xFFFD;

struct Range {
  char32_t first, last;
};

// The ranges that occur in practice; the whole of Unicode's table would be a dependency.
constexpr std::array<Range, 6> combining{{{0x300, 0x36F},
                                          {0x200B, 0x200F},
                                          {0x1AB0, 0x1AFF},
                                          {0x20D0, 0x20FF},
                                          {0xFE00, 0xFE0F},
                                          {0xFE20, 0xFE2F}}};
constexpr std::array<Range, 10> wide{{{0x1100, 0x115F},
                                      {0x2E80, 0x303E},
                                      {0x3041, 0x33FF},
                                      {0x3400, 0x4DBF},
                                      {0x4E00, 0x9FFF},
                                      {0xAC00, 0xD7A3},
                                      {0xF900, 0xFAFF},
                                      {0xFF00, 0xFF60},
                                      {0x1F300, 0x1FAFF},
                                      {0x20000, 0x3FFFD}}};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t glyph) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](Range r) { return r.first <= glyph && glyph <= r.last; });
}

int sequence_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

// The glyph at `at`, which moves past it.
char32_t next_glyph(std::string_view utf8, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  const unsigned char first = byte(at);
  const auto length = static_cast<std::size_t>(sequence_length(first));
  if (length <= 1) {
    ++at;
    const bool printable = length == 1 && first >= 0x20 && first != 0x7F;
    return printable ? first : unreadable;
  }
  char32_t glyph = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= utf8.size() || (byte(at + i) & 0xC0U) != 0x80) {
      at += i;
      return unreadable;
    }
    glyph = (glyph << 6) | (byte(at + i) & 0x3FU);
  }
  at += length;
  return glyph;
}

std::string encode(std::u32string_view glyphs) {
  std::string utf8;
  for (const char32_t glyph : glyphs) append(utf8, glyph);
  return utf8;
}

int sum_of_columns(std::u32string_view glyphs) {
  int sum = 0;
  for (const char32_t glyph : glyphs) sum += columns_of(glyph);
  return sum;
}

// As many glyphs from the front as fit, at least one.
std::size_t fitting(std::u32string_view glyphs, int width) {
  int used = 0;
  std::size_t count = 0;
  while (count < glyphs.size() && used + columns_of(glyphs[count]) <= width)
    used += columns_of(glyphs[count++]);
  return std::max<std::size_t>(count, 1);
}

}  // namespace

std::u32string decode(std::string_view utf8) {
  std::u32string glyphs;
  for (std::size_t at = 0; at < utf8.size();) glyphs += next_glyph(utf8, at);
  return glyphs;
}

void append(std::string& utf8, char32_t glyph) {
  const auto put = [&](char32_t byte) { utf8 += static_cast<char>(byte); };
  if (glyph < 0x80) return put(glyph);
  if (glyph < 0x800) {
    put(0xC0 | (glyph >> 6));
  } else {
    if (glyph < 0x10000) {
      put(0xE0 | (glyph >> 12));
    } else {
      put(0xF0 | (glyph >> 18));
      put(0x80 | ((glyph >> 12) & 0x3F));
    }
    put(0x80 | ((glyph >> 6) & 0x3F));
  }
  put(0x80 | (glyph & 0x3F));
}

int columns_of(char32_t glyph) {
  if (glyph < 0x300) return 1;
  if (within(combining, glyph)) return 0;
  return within(wide, glyph) ? 2 : 1;
}

int columns_of(std::string_view utf8) { return sum_of_columns(decode(utf8)); }

std::vector<std::string> wrap(std::string_view text, int width) {
  std::vector<std::string> lines;
  std::u32string rest = decode(text);
  while (sum_of_columns(rest) > width) {
    std::size_t end = fitting(rest, width);
    std::size_t next = end;
    const std::size_t space = rest.rfind(U' ', end);  // a space may stand just past the end
    if (space != std::u32string::npos && space > 0) {
      end = space;
      next = space + 1;
    }
    lines.push_back(encode(std::u32string_view(rest).substr(0, end)));
    rest.erase(0, next);
  }
  if (!rest.empty() || lines.empty()) lines.push_back(encode(rest));
  return lines;
}

std::vector<std::string> wrap_few(std::string_view text, int width) {
  constexpr std::size_t lines_max = 3;
  const int longest_word = [&] {
    int longest = 0;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      longest = std::max(longest, columns_of(text.substr(at, end - at)));
      at = end + 1;
    }
    return longest;
  }();
  if (longest_word > width) return {cut(text, width)};
  auto lines = wrap(text, width);
  if (lines.size() > lines_max) return {cut(text, width)};
  return lines;
}

std::string cut(std::string_view text, int width) {
  const std::u32string glyphs = decode(text);
  if (sum_of_columns(glyphs) <= width) return encode(glyphs);
  if (width < 4) return "";  // one letter says nothing
  return encode(std::u32string_view(glyphs).substr(0, fitting(glyphs, width - 1))) + "…";
}

std::string padded(std::string_view text, int width) {
  return std::string(text) + repeated(" ", width - columns_of(text));
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace lockstep
