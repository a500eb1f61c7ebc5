#pragma once

#include "tools/commands/verb.hpp"
#include "tools/terminal/display.hpp"

#include <string>
#include <vector>

namespace lockstep {

struct ExplainCommand {
  std::string protocol;
  std::vector<std::string> settings;  // "clients=3"
  std::string property;               // empty: the violated one that tells most
  Options options;
  Display display;
};

OptionList options(ExplainCommand& command);
int run(const ExplainCommand& command, const Catalogue& catalogue);
extern const Verb explain_verb;

}  // namespace lockstep
