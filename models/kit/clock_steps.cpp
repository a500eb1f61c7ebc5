#include "models/kit/clock_steps.hpp"

namespace lockstep::kit {
namespace {

std::string ticks(int count) { return std::to_string(count) + (count == 1 ? " tick" : " ticks"); }

}  // namespace

std::vector<Assumption> on_clock_steps(const ClockSteps& clocks) {
  const int count = clocks.clock_steps;
  if (count == 0) return {{"no wall clock is set while it runs", "clock-steps=1 step=1"}};
  const std::string times = count == 1 ? "once" : std::to_string(count) + " times";
  const std::string more = "clock-steps=" + std::to_string(count + 1);
  return {{"wall clocks are set at most " + times + " in all, by " + ticks(clocks.step) + " each",
           count < clock_steps_max ? more : ""}};
}

Assumption on_skew(const WallClocks& clocks) {
  const int skew = clocks.skew;
  const std::string more = skew < skew_max ? "skew=" + std::to_string(skew + 1) : "";
  if (skew == 0) return {"all wall clocks show the same at the start", more};
  return {"wall clocks differ by at most " + ticks(skew) + " at the start", more};
}

}  // namespace lockstep::kit
