#include "models/kit/faults/clock_steps.hpp"

namespace lockstep::kit {
namespace {

// A time as settings write it that are like this one: "3", "15s"; empty when no unit is short
// enough.
std::string as_setting(const Span& like, int count) {
  if (!like.in_units()) return std::to_string(count);
  const Ratio nanoseconds = like.tick() * Ratio(count);
  const std::pair<const char*, long> units[] = {
      {"s", 1'000'000'000}, {"ms", 1'000'000}, {"us", 1'000}, {"ns", 1}};
  for (const auto& [name, length] : units)
    if (const Ratio whole = nanoseconds / Ratio(length); whole.under == 1)
      return to_text(whole) + name;
  return "";
}

std::string setting(const std::string& name, const Span& like, int count) {
  const std::string value = as_setting(like, count);
  return value.empty() ? "" : name + '=' + value;
}

}  // namespace

std::vector<Assumption> on_clock_steps(const ClockSteps& clocks) {
  const int count = clocks.clock_steps;
  if (count == 0) {
    const std::string size = setting("step", clocks.step, 1);
    return {{"no wall clock is set while it runs", size.empty() ? "" : "clock-steps=1 " + size}};
  }
  const std::string times = count == 1 ? "once" : std::to_string(count) + " times";
  const std::string more = "clock-steps=" + std::to_string(count + 1);
  return {
      {"wall clocks are set at most " + times + " per run, by " + in_words(clocks.step) + " each",
       count < clock_steps_max ? more : ""}};
}

Assumption on_skew(const WallClocks& clocks) {
  const int skew = clocks.skew;
  const std::string more = skew < skew_max ? setting("skew", clocks.skew, skew + 1) : "";
  if (skew == 0) return {"all wall clocks show the same at the start", more};
  return {"wall clocks differ by at most " + in_words(skew) + " at the start", more};
}

}  // namespace lockstep::kit
