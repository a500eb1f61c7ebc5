#pragma once

#include "checker/search.hpp"
#include "tools/commands/verb.hpp"
#include "tools/terminal/display.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace lockstep {

struct FaultsCommand {
  std::string protocol;
  std::vector<std::string> settings;
  std::vector<std::string> properties;  // empty: all
  unsigned faults_max = 6;              // in a combination
  std::size_t draw = 0;                 // number of a combination; 0: none
  Options options;
  Display display;
};

OptionList options(FaultsCommand& command);
int run(const FaultsCommand& command, const Catalogue& catalogue);
extern const Verb faults_verb;

}  // namespace lockstep
