// Calls of claim() and claim_liveness() in C++ source, found without compiling it: strings,
// comments and brackets are all that it knows of the language.
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

// `{name, 4}`, `{name, 2, 12}` or `{name, never_asked}`.
struct SourceItem {
  Range all;
  std::optional<Range> value;  // what follows the name; nothing when it is written otherwise
};

struct SourceCall {
  std::size_t at = 0;                   // of the name
  bool liveness = false;                // it is of claim_liveness()
  std::optional<std::string> settings;  // nothing when they are not string literals alone
  std::size_t settings_end = 0;
  std::optional<Range> list;  // with its braces
  std::vector<SourceItem> items;
  bool plain = true;    // the list, if there is one, is written as a list
  std::size_t end = 0;  // of these arguments: a closing bracket, or a comma and more of them
  bool has_more = false;
};

std::vector<SourceCall> claim_calls(const std::string& source);

}  // namespace lockstep
