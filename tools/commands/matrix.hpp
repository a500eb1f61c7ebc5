#pragma once

#include "tools/commands/verb.hpp"
#include "tools/terminal/display.hpp"

#include <string>
#include <vector>

namespace lockstep {

struct MatrixCommand {
  std::vector<std::string> words;       // rows, "redlock again=true", and settings of all rows
  std::vector<std::string> properties;  // empty: all
  std::string over;                     // empty: the rows as they are
  std::string as = "text";
  bool ledger = false;
  bool no_ledger = false;
  Options options;
  Display display;
};

OptionList options(MatrixCommand& command);
int run(const MatrixCommand& command, const Catalogue& catalogue);
extern const Verb matrix_verb;

}  // namespace lockstep
