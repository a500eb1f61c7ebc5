// When a clock that may be fast or slow has counted some time.
#pragma once

#include "models/kit/fields/timer.hpp"

namespace lockstep {

// True time, in whole ticks. A timer that is started with `latest` counts down to the latest end;
// what may happen from the earliest end on asks `may_be_over`, what may happen until the latest
// asks `running()`. For a clock whose rate has no bound the latest end is Timer::unbounded: the
// timer keeps running and yet may be over, ticks leave it as it is, and time does not wait for it.
struct Window {
  int earliest = 0;
  int latest = 0;

  constexpr int width() const { return latest - earliest; }
};

// By some clock allowed the time has been counted. False for a timer that is stopped.
template <bool urgent>
constexpr bool may_be_over(const Window& window, BasicTimer<urgent> timer) {
  return !timer.stopped() && timer.left() <= window.width();
}

}  // namespace lockstep
