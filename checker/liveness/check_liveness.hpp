// check_liveness(): the way into this room.
#pragma once

#include "checker/engine/options.hpp"
#include "checker/liveness/why_fair.hpp"
#include "checker/model/live_model.hpp"
#include "checker/report/report.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lockstep {

struct GoalReport {
  std::size_t goal = 0;
  Verdict verdict = Verdict::unknown;  // holds, violated, unknown, not_judged: nothing ever asked
  std::size_t party = 0;               // when violated: whom the run keeps waiting
  Run run;                             // then; replayed, with its loop
  std::vector<Why> why;                // then; why the loop is fair
};

// What becomes of the goals that hold when an action may be put off forever.
struct WithoutFairness {
  std::string action;                // all of this name
  std::vector<GoalReport> violated;  // the others of those that hold still do, unless `stopped`
  std::string stopped;               // which limit was hit; empty: none
};

struct LivenessReport {
  std::vector<GoalReport> goals;         // those that were asked for, in that order
  std::vector<Fairness> fairness;        // of each action
  std::vector<WithoutFairness> without;  // of each forced action, when that was asked for
  std::uint64_t states = 0;              // without any reduction
  std::uint64_t transitions = 0;         // but for those that change nothing
  std::uint64_t graph_bytes = 0;         // that the graph takes
  std::string stopped;                   // empty: the graph is whole; else which limit was hit
  double seconds = 0;
};

// Explores the model without reduction and judges these goals on all of its fair runs. `fairness`
// is that of each action. Of `options` the limits are honoured; a limit that is hit leaves every
// goal unknown. The report does not depend on threads, but for seconds. Throws ContractBroken.
// In a graph of up to `without_max` states each forced action is then left unforced, alone.
LivenessReport check_liveness(const LiveModel& model, const std::vector<std::size_t>& goals,
                              const std::vector<Fairness>& fairness, const Options& options,
                              std::uint64_t without_max = 0);

}  // namespace lockstep
