// Clocks that are fast or slow: a time that one has counted becomes a window of true time.
//
// A clock with rate error r has counted T at a true time within [T / (1 + r), T / (1 - r)]. Safety
// rests on one end of that: of a lease that runs out on the earliest, of a belief that lasts on the
// latest. Those ends, and the bounds that are true times, are divided by their greatest common
// measure, which becomes the tick; the other ends are rounded outwards.
//
// With rates such as 200 ppm that tick is so short that nothing could be searched. Then a longer
// one is taken and everything is rounded against safety: what holds, holds; what is violated may be
// so because of the rounding. It is the longest tick at which every true inequality between sums of
// up to two times each stays true (false ones stay false), since on those verdicts depend; and, if
// there is one, at which what a clock counts is at least four ticks, so that none is all too early.
//
// Without a bound on the rate every window is [0, unbounded): any time may be over
// immediately, and none ever has to be.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"
#include "models/kit/times/span.hpp"
#include "models/kit/times/window.hpp"

#include <vector>

namespace lockstep {

// A time that is counted by a clock.
struct Counted {
  Span& time;
  Window& window;
  enum End { earliest, latest } safe;  // the end that safety rests on
};

struct Times {
  std::vector<Counted> counted;
  std::vector<Span*> at_most;  // bounds in true time: safety rests on their being no longer
  std::vector<Span*> exactly;  // in true time as well: what has them is never rounded
};

// Fills the windows and counts everything in the new tick. True when times were rounded. Throws
// Refused when no tick is long enough.
bool count_in_true_time(const Drift& drift, const Times& times);

// What a report says of drift, and of rounding.
std::vector<Assumption> on_drift(const Drift& drift, bool rounded);

}  // namespace lockstep
