// Lines of text, wrapped to the width of the terminal.
#pragma once

#include "tools/terminal/canvas.hpp"
#include "tools/terminal/display.hpp"

#include <string>
#include <vector>

namespace lockstep {

class Page {
 public:
  // A width out of range counts as the nearest that is within.
  explicit Page(const ChartOptions& options);

  // One line, as it is.
  void put(const std::string& line, Style style);

  // `text` wrapped, behind `lead` in the first line and as many spaces in the others.
  void paragraph(const std::string& lead, const std::string& text, Style style);

  // Items on as few lines as they fit, none broken unless it is wider than a line.
  void items(const std::string& lead, const std::vector<std::string>& items,
             const std::string& between, Style style);

  // What is already painted and wrapped.
  void raw(const std::string& text) { text_ += text; }

  const std::string& text() const { return text_; }
  int width() const { return options_.width; }

 private:
  std::string readable(const std::string& text) const;

  ChartOptions options_;
  std::string text_;
};

}  // namespace lockstep
