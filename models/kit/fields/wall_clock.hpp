// Clocks that tell the time of day. They need not agree, and they step: time is set by NTP, by an
// administrator, by a virtual machine that was moved.
//
// Monotonic clocks do neither, and are another type: a Timer counts what is left of a time
// (timer.hpp). The two do not mix, and only wall clocks have `step`.
//
// No time of day is stored as such, so no clock makes the state space infinite: all are kept
// relative to true time. A WallClock is how far ahead of true time it is, an Instant how far ahead
// of true time the moment is that it names; with each tick all instants come closer by one
// (instants.hpp).
#pragma once

#include "models/kit/fields/inside.hpp"
#include "models/kit/fields/overflow.hpp"
#include "models/kit/fields/timer.hpp"

#include <compare>
#include <cstdint>

namespace lockstep {

// What a wall clock showed, or will show: a time stamp. None at first. Two bytes.
class Instant {
 public:
  static constexpr int ticks_max = 32'000;  // from true time, either way

  constexpr bool set() const { return high_ != 0 || low_ != 0; }
  constexpr void clear() { high_ = low_ = 0; }

  // To order one that is not set breaks the contract.
  friend constexpr std::strong_ordering operator<=>(const Instant& a, const Instant& b) {
    return a.known() <=> b.known();
  }
  friend constexpr bool operator==(const Instant& a, const Instant& b) = default;

  // What is left of a time is no time of day.
  friend void operator<=>(const Instant&, int) = delete;
  template <bool urgent>
  friend void operator<=>(const Instant&, BasicTimer<urgent>) = delete;

  friend constexpr Instant operator+(const Instant& a, int ticks) { return at(a.known() + ticks); }

 private:
  friend class WallClock;
  friend struct kit::Inside;

  static constexpr Instant at(int ahead) {
    Instant made;
    made.put(ahead);
    return made;
  }
  // Ticks ahead of true time.
  constexpr int ahead() const { return high_ * 256 + low_ - zero; }
  constexpr void put(int ahead) {
    if (ahead < -ticks_max || ahead > ticks_max) [[unlikely]]
      kit::field_broken(this, "Instant", ahead, ticks_max);
    high_ = static_cast<std::uint8_t>((ahead + zero) / 256);
    low_ = static_cast<std::uint8_t>((ahead + zero) % 256);
  }
  constexpr int known() const {
    if (!set()) [[unlikely]]
      kit::field_broken(this, "an Instant that is not set is compared, or added to");
    return ahead();
  }

  static constexpr int zero = 32'768;  // true time; 0 is kept for `not set`
  std::uint8_t high_ = 0;
  std::uint8_t low_ = 0;
};

// The clock of one node. One byte: ticks ahead of true time.
class WallClock {
 public:
  static constexpr int ticks_max = 120;

  constexpr Instant now() const { return Instant::at(ahead_); }
  constexpr void step(int ticks) {
    const int ahead = ahead_ + ticks;
    if (ahead < -ticks_max || ahead > ticks_max) [[unlikely]]
      kit::field_broken(this, "WallClock", ahead, ticks_max);
    ahead_ = static_cast<std::int8_t>(ahead);
  }

  // Two clocks are compared by what they show, if at all.
  friend bool operator==(WallClock, WallClock) = delete;

 private:
  friend struct kit::Inside;
  std::int8_t ahead_ = 0;
};

// Time left until a wall clock shows what it has to, for whoever looks at that one clock only: when
// the clock steps, the time that is left does, too. One byte.
class WallTimer {
 public:
  static constexpr int ticks_max = Timer::ticks_max;
  static constexpr bool urgent = false;

  // Throws ContractBroken outside 0..ticks_max: what a wall clock shows is never unbounded.
  constexpr void start(int ticks) {
    if (ticks > ticks_max) [[unlikely]]
      kit::field_broken(this, "WallTimer", ticks, ticks_max);
    left_.start(ticks);
  }
  constexpr void stop() { left_.stop(); }
  constexpr bool stopped() const { return left_.stopped(); }
  constexpr bool running() const { return left_.running(); }
  constexpr bool counts() const { return left_.counts(); }
  constexpr bool expired() const { return left_.expired(); }
  constexpr int left() const { return left_.left(); }
  constexpr void tick() { left_.tick(); }

  // The clock is set forward by `ticks`, or back when they are negative.
  constexpr void step(int ticks) {
    if (stopped()) return;
    left_.start(left() < ticks ? 0 : left() - ticks);
  }

  operator Timer() const = delete;  // what steps is not monotonic
  friend constexpr bool operator==(WallTimer, WallTimer) = default;

 private:
  friend struct kit::Inside;
  Timer left_;
};

}  // namespace lockstep
