#pragma once

#include "checker/simulation/simulate.hpp"
#include "tools/commands/verb.hpp"
#include "tools/terminal/display.hpp"

#include <string>
#include <vector>

namespace lockstep {

struct SimulateCommand {
  std::string protocol;
  std::vector<std::string> settings;
  std::vector<std::string> properties;  // empty: all
  std::string trace_path;               // empty: none
  SimulationOptions options;
  Display display;
};

OptionList options(SimulateCommand& command);
int run(const SimulateCommand& command, const Catalogue& catalogue);
extern const Verb simulate_verb;

}  // namespace lockstep
