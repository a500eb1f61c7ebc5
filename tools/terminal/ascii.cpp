// Likenesses for terminals without UTF-8.
#include "tools/terminal/text.hpp"

#include <algorithm>
#include <array>

namespace lockstep {
namespace {

struct Likeness {
  char32_t glyph;
  char ascii;
};

constexpr std::array likenesses{
    Likeness{U'│', '|'}, Likeness{U'┃', '#'}, Likeness{U'┊', ':'},  Likeness{U'┇', '!'},
    Likeness{U'─', '-'}, Likeness{U'┼', '+'}, Likeness{U'╌', '-'},  Likeness{U'▌', ']'},
    Likeness{U'▘', ']'}, Likeness{U'►', '>'}, Likeness{U'◄', '<'},  Likeness{U'▷', '>'},
    Likeness{U'◁', '<'}, Likeness{U'●', 'o'}, Likeness{U'◆', '*'},  Likeness{U'✗', 'X'},
    Likeness{U'✕', 'x'}, Likeness{U'✓', '+'}, Likeness{U'…', '~'},  Likeness{U'–', '-'},
    Likeness{U'—', '-'}, Likeness{U'·', '.'}, Likeness{U'’', '\''}, Likeness{U'≠', '%'},
    Likeness{U'×', 'x'}, Likeness{U'╔', '+'}, Likeness{U'║', '|'},  Likeness{U'╚', '+'}};

}  // namespace

char ascii_likeness(char32_t glyph) {
  if (glyph < 0x80) return static_cast<char>(glyph);
  const auto found = std::find_if(likenesses.begin(), likenesses.end(),
                                  [&](const Likeness& l) { return l.glyph == glyph; });
  return found == likenesses.end() ? '?' : found->ascii;
}

std::string in_ascii(std::string_view utf8) {
  std::string text;
  std::size_t line = 0;
  while (line <= utf8.size()) {  // decode() knows no line ends, so line by line
    const std::size_t end = std::min(utf8.find('\n', line), utf8.size());
    for (const char32_t glyph : decode(utf8.substr(line, end - line))) {
      if (glyph == U'→')
        text += "->";
      else if (columns_of(glyph) > 0)
        text += ascii_likeness(glyph);
    }
    if (end < utf8.size()) text += '\n';
    line = end + 1;
  }
  return text;
}

}  // namespace lockstep
