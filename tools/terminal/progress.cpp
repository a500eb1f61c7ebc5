#include "tools/terminal/progress.hpp"

#include "tools/terminal/terminal.hpp"
#include "tools/terminal/text.hpp"
#include "tools/terminal/units.hpp"

#include <cstdio>

namespace lockstep {
namespace {

// When levels shrink, they are taken to go on shrinking at the same pace. Nothing can be said
// before.
std::string estimate(const Progress& p, double rate) {
  if (p.frontier == 0 || p.frontier >= p.frontier_before || rate <= 0) return {};
  const double pace = static_cast<double>(p.frontier) / static_cast<double>(p.frontier_before);
  const double left = static_cast<double>(p.frontier) * pace / (1 - pace);
  return "   perhaps " + seconds_in_words(left / rate) + " more";
}

}  // namespace

std::string progress_line(const Progress& p) {
  const double rate = p.seconds > 0 ? static_cast<double>(p.states) / p.seconds : 0;
  return "step " + grouped(p.level) + "   " + grouped(p.states) + " states   " +
         grouped(static_cast<std::uint64_t>(rate)) + "/s   frontier " + grouped(p.frontier) +
         "   " + bytes_in_words(static_cast<double>(p.memory_bytes)) + "   " +
         seconds_in_words(p.seconds) + estimate(p, rate);
}

ProgressLine::ProgressLine(bool wanted) : on_(wanted && is_terminal(stderr)) {}

ProgressLine::~ProgressLine() { wipe(); }

void ProgressLine::wipe() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

std::function<void(const Progress&)> ProgressLine::function() {
  if (!on_) return {};
  return [this](const Progress& progress) { show(progress_line(progress)); };
}

void ProgressLine::show(const std::string& text) {
  if (!on_) return;
  std::fprintf(stderr, "\r%s\x1b[K", cut(text, terminal_width() - 1).c_str());
  std::fflush(stderr);
  shown_ = true;
}

}  // namespace lockstep
