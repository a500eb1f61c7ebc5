// Calls of claim() in C++ source, found without compiling it: strings, comments and brackets are
// all that it knows of the language.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

struct Range {
  std::size_t from = 0;
  std::size_t to = 0;
};

// `{name, 4}`.
struct SourceItem {
  Range all;
  std::optional<Range> number;  // nothing when it is written otherwise
};

struct SourceCall {
  std::size_t at = 0;                   // of the name
  std::optional<std::string> settings;  // nothing when they are not string literals alone
  std::size_t settings_end = 0;
  std::optional<Range> list;  // with its braces
  std::vector<SourceItem> items;
  bool plain = true;    // it has no more arguments than these
  std::size_t end = 0;  // of the arguments: the closing bracket
};

std::vector<SourceCall> claim_calls(const std::string& source);

}  // namespace lockstep
