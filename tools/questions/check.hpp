// A check with all that is asked beside the verdicts.
#pragma once

#include "tools/questions/contract.hpp"
#include "tools/questions/ledger.hpp"
#include "tools/questions/liveness.hpp"

#include <string>
#include <vector>

namespace lockstep {

struct Asked {
  std::vector<std::string> properties;  // and goals; empty: all properties
  KeepLedger ledger = KeepLedger::for_small_searches;
  bool zeno = false;      // look for time that stands still in large searches, too
  bool liveness = false;  // judge all goals
  std::vector<FairnessChange> fairness = {};
};

// The limit of time in `options` holds for all of it. Throws Refused for what cannot be asked,
// ContractFault and ContractBroken.
Outcome ask(const Subject& subject, const Asked& asked, const Options& options);

}  // namespace lockstep
