// Times as parameters: `ttl=3`, in ticks; `ttl=30s`, with a unit; `delay=unbounded`. And what
// clocks may gain or lose of them: `drift=1/10`.
//
// Times with units become ticks when all are known: the tick is their greatest common measure, the
// longest that loses nothing, because a state space grows with the number of ticks.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"
#include "models/kit/times/ratio.hpp"

#include <functional>
#include <string>
#include <vector>

namespace lockstep {

class Span {
 public:
  constexpr Span(int ticks = 0) : count_(ticks) {}
  constexpr operator int() const { return static_cast<int>(count_); }  // ticks

  // One tick: in nanoseconds when `in_units`, else in ticks as they were given.
  const Ratio& tick() const { return tick_; }
  bool in_units() const { return in_units_; }

  // Counts in ticks that are `measure` of today's: the time must be a whole multiple of it, or is
  // replaced by `ticks` of the new ones.
  void recount(const Ratio& measure);
  void recount(const Ratio& measure, int ticks);

 private:
  friend Span parse_span(const Parameter&, const std::string&);
  friend std::string print_span(const Span&);
  friend Ratio scale_spans(const std::vector<std::pair<const Parameter*, Span*>>&);
  long count_;  // ticks; nanoseconds until scale_spans()
  bool in_units_ = false;
  Ratio tick_ = 1;
};

// A Span, or no bound at all.
class Bound {
 public:
  constexpr Bound(int ticks) : span_(ticks) {}
  static constexpr Bound none() {
    Bound bound(0);
    bound.unbounded_ = true;
    return bound;
  }

  constexpr bool unbounded() const { return unbounded_; }
  constexpr int ticks() const { return span_; }  // when it is not unbounded
  constexpr Span& span() { return span_; }
  constexpr const Span& span() const { return span_; }

 private:
  Span span_;
  bool unbounded_ = false;
};

// The share of true time that a clock may gain or lose on it, or no bound at all: then a clock may
// also stand still.
class Drift {
 public:
  constexpr Drift(const Ratio& share) : share_(share) {}
  constexpr Drift(long share) : share_(share) {}
  static constexpr Drift any() {
    Drift drift(0);
    drift.unbounded_ = true;
    return drift;
  }

  constexpr bool unbounded() const { return unbounded_; }
  constexpr bool none() const { return !unbounded_ && share_ == Ratio(0); }
  constexpr const Ratio& share() const { return share_; }  // when it is not unbounded

 private:
  Ratio share_;
  bool unbounded_ = false;
};

// "3", "30s", "500ms"; a Bound may be "unbounded". Throw Refused with what is allowed.
Span parse_span(const Parameter& about, const std::string& value);
Bound parse_bound(const Parameter& about, const std::string& value);
std::string print_span(const Span& span);
std::string print_bound(const Bound& bound);

// "10 s", where the settings have units; else "1 tick", "3 ticks".
std::string in_words(const Span& span);

// "1/10", "200ppm", "0": below 1, at which a clock may stand still; or "unbounded". Throws Refused
// with what is allowed.
Drift parse_drift(const Parameter& about, const std::string& value);
std::string print_drift(const Drift& drift);

// Turns times with units into ticks. Throws Refused when some have units and others, not zero, have
// none, and when a time is out of the range of its parameter.
Ratio scale_spans(const std::vector<std::pair<const Parameter*, Span*>>& spans);

// How long a tick is; 0: times have no units, or it is no whole number of nanoseconds.
long tick_in_nanoseconds(const Span& span);

// "5 s", "7500 ms".
std::string duration_in_words(const Ratio& nanoseconds);

// "one tick is 5 s", or nothing when a tick is what the settings call a tick.
std::string scale_in_words(const Span& span);

}  // namespace lockstep
