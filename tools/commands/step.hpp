#pragma once

#include "tools/commands/verb.hpp"
#include "tools/terminal/display.hpp"

#include <string>
#include <vector>

namespace lockstep {

struct StepCommand {
  std::string protocol;
  std::vector<std::string> settings;
  Display display;
};

OptionList options(StepCommand& command);
int run(const StepCommand& command, const Catalogue& catalogue);
extern const Verb step_verb;

}  // namespace lockstep
