// What became of the liveness properties, with everything that is needed to tell about it.
#pragma once

#include "checker/liveness/why_fair.hpp"
#include "checker/model/live_model.hpp"
#include "checker/report/report.hpp"
#include "checker/report/trace.hpp"
#include "tools/report/ledger.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

struct GoalOutcome {
  Goal goal;
  Verdict verdict = Verdict::unknown;
  std::optional<Trace> trace = {};  // when violated
  std::string not_judged = {};      // why not
};

struct ActionFairness {
  std::string action;
  Fairness fairness = Fairness::none;
};

enum class TimeGoes : std::uint8_t { untimed, on, may_stand_still };

struct LivenessOutcome {
  std::vector<GoalOutcome> goals;        // those that were asked for, as declared
  std::vector<ActionFairness> fairness;  // that was assumed; but for faults and time
  TimeGoes time = TimeGoes::untimed;
  std::vector<LedgerLine> without;  // of each forced action, when it was tried
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  std::uint64_t graph_bytes = 0;
  double seconds = 0;
  std::string stopped;  // which limit was hit; empty: none
};

const char* in_words(Fairness fairness);

// Sentences without a full stop: first what is never taken, and why not. The run has so many steps.
std::vector<std::string> in_words(const std::vector<Why>& why, std::size_t steps);

}  // namespace lockstep
