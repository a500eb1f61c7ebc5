// How a search is going: one line on the terminal that overwrites itself.
#pragma once

#include "checker/engine/options.hpp"

#include <functional>
#include <string>

namespace lockstep {

std::string progress_line(const Progress& progress);

// Shows progress on standard error while it lives, and wipes it away at the end. Silent when
// standard error is no terminal, or when not `wanted`.
class ProgressLine {
 public:
  explicit ProgressLine(bool wanted);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void wipe();

  // Shows this text in place of what is there. Nothing when silent.
  void show(const std::string& text);

  // For Options::progress; empty when silent. Refers to this object.
  std::function<void(const Progress&)> function();

 private:
  bool on_;
  bool shown_ = false;
};

}  // namespace lockstep
