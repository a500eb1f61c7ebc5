// Text as a terminal shows it: UTF-8, counted in columns and not in bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

// Bytes that are not UTF-8, and control characters, become U+FFFD.
std::u32string decode(std::string_view utf8);
void append(std::string& utf8, char32_t glyph);

// Columns that a glyph takes: 0 for a combining mark, 2 for a wide one (CJK, emoji), else 1.
int columns_of(char32_t glyph);
int columns_of(std::string_view utf8);

// `text` in lines of at most `width` columns, broken at spaces; a longer word is broken inside.
// At least one line. `width` is at least 1.
std::vector<std::string> wrap(std::string_view text, int width);

// The same in at most three lines and without breaking a word, or else cut to one line.
std::vector<std::string> wrap_few(std::string_view text, int width);

// `text`, its end replaced by "…" when it is wider than `width`; nothing when not even that fits.
std::string cut(std::string_view text, int width);

// `text` followed by spaces up to `width` columns.
std::string padded(std::string_view text, int width);
std::string repeated(std::string_view text, int times);

// For terminals without UTF-8: "→" becomes "->", what has no likeness becomes "?".
std::string in_ascii(std::string_view utf8);
char ascii_likeness(char32_t glyph);

// "1 step", "2 steps", "3 crashes".
std::string counted(std::size_t number, std::string_view noun);

// "2 steps, then 12 forever", "1 step, then nothing".
std::string stem_and_loop(std::size_t stem, std::size_t loop);

// "a, b and c".
std::string listed(const std::vector<std::string>& items);

// 1234567 -> "1,234,567".
std::string grouped(std::uint64_t number);

}  // namespace lockstep
