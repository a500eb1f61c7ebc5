// How late something may be: a bound, and the timer that counts it where it takes time.
#pragma once

#include "models/kit/fields/timer.hpp"
#include "models/kit/times/span.hpp"

namespace lockstep {

// The bound needs a timer: it is neither none nor zero.
inline bool takes_time(const Bound& bound) { return !bound.unbounded() && bound.ticks() > 0; }

// What is bounded has to be over; `timer` was started for it when it takes time.
inline bool is_over(const Bound& bound, Timer timer) {
  return !bound.unbounded() && (bound.ticks() == 0 || timer.expired());
}

}  // namespace lockstep
