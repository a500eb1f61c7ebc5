#pragma once

#include "tools/commands/verb.hpp"
#include "tools/terminal/display.hpp"

#include <string>

namespace lockstep {

struct TraceCommand {
  std::string path;
  std::string property;  // empty: all
  Display display;
};

OptionList options(TraceCommand& command);
int run(const TraceCommand& command, const Catalogue& catalogue);
extern const Verb trace_verb;

}  // namespace lockstep
