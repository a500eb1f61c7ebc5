#include "tools/terminal/page.hpp"

#include "tools/terminal/text.hpp"

#include <algorithm>

namespace lockstep {

Page::Page(const ChartOptions& options) : options_(options) {
  options_.width = std::clamp(options.width, chart_width_min, chart_width_max);
}

// Before it is measured: a likeness can be wider.
std::string Page::readable(const std::string& text) const {
  return options_.unicode ? text : in_ascii(text);
}

void Page::put(const std::string& line, Style style) {
  std::string text;
  for (const char32_t glyph : decode(line)) append(text, glyph);  // nothing that steers terminals
  text = readable(text);
  text_ += (options_.colour && !text.empty() ? painted(text, style) : text) + "\n";
}

void Page::paragraph(const std::string& lead, const std::string& text, Style style) {
  std::string before = lead;
  for (const std::string& line : wrap(readable(text), options_.width - columns_of(lead))) {
    put(before + line, style);
    before = std::string(static_cast<std::size_t>(columns_of(lead)), ' ');
  }
}

void Page::items(const std::string& lead, const std::vector<std::string>& items,
                 const std::string& between, Style style) {
  const std::string end = between.substr(0, between.find(' '));  // "," stays on the line
  std::string line;
  for (const std::string& given : items) {
    const std::string item = readable(given);
    if (!line.empty() && columns_of(lead + line + between + item + end) > options_.width) {
      paragraph(lead, line + end, style);
      line.clear();
    }
    line += (line.empty() ? "" : between) + item;
  }
  if (!line.empty()) paragraph(lead, line, style);
}

}  // namespace lockstep
