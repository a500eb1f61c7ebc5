// One run in which every step is chosen by dice.
#pragma once

#include "checker/simulation/ranked.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep {

// How runs are made.
struct Choosing {
  std::uint64_t seed = 1;
  std::uint64_t depth_max = 1'000;  // steps in one run
  // Of a fault, in percent of that of any other step, which all weigh the same. At 100 every step
  // is as likely as any other, so that faults are spent early wherever many are allowed.
  unsigned fault_weight = 25;
};

// A property that became false for the first time in this run, and after which of its steps.
struct FirstBreach {
  std::size_t property = 0;
  std::size_t steps = 0;
};

struct RandomRun {
  Path path;
  std::vector<std::uint64_t> taken;   // for each action: how many of the steps
  std::vector<FirstBreach> breaches;  // in the order in which they happened
  bool ended = false;                 // nothing more could happen
  bool whole = true;                  // false: it was interrupted
};

// Run number `number`: a function of the model, `how`, `wanted` and `number` alone, unless it is
// interrupted. Goes on after a breach, up to its end: other properties break later. Bit i of
// `wanted` asks for property i. Throws ContractBroken.
RandomRun random_run(const Ranked& model, const Choosing& how, std::uint64_t number,
                     std::uint64_t wanted, const std::atomic<bool>* interrupted);

}  // namespace lockstep
