#pragma once

#include "checker/search.hpp"
#include "tools/commands/verb.hpp"
#include "tools/terminal/display.hpp"

#include <string>
#include <vector>

namespace lockstep {

struct VerifyCommand {
  std::vector<std::string> protocols;  // empty: all
  bool record = false;                 // write what was found into the claims
  Options options;
  Display display;
};

OptionList options(VerifyCommand& command);
int run(const VerifyCommand& command, const Catalogue& catalogue);
extern const Verb verify_verb;

}  // namespace lockstep
