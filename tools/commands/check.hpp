#pragma once

#include "checker/search.hpp"
#include "tools/commands/verb.hpp"
#include "tools/terminal/display.hpp"

#include <string>
#include <vector>

namespace lockstep {

struct CheckCommand {
  std::string protocol;
  std::vector<std::string> settings;    // "clients=3"
  std::vector<std::string> properties;  // empty: all
  std::string trace_path;               // empty: none
  bool ledger = false;                  // try every verdict without each assumption
  bool no_ledger = false;               // not even for small searches
  bool zeno = false;                    // look for time that stands still in large searches, too
  bool liveness = false;                // judge every liveness property
  std::vector<std::string> fairness;    // "leaves=weak"
  bool strict = false;                  // unknown unless all happened that could, and was judged
  Options options;
  Display display;
};

OptionList options(CheckCommand& command);
int run(const CheckCommand& command, const Catalogue& catalogue);
extern const Verb check_verb;

int status_of(Verdict verdict);

}  // namespace lockstep
