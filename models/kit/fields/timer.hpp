// Time left until something happens, in whole ticks.
//
// Time left and not time of day: no clock grows, so the state space stays finite. The clock is a
// monotonic one: it does not step, and has nothing to do with what wall clocks show
// (wall_clock.hpp).
#pragma once

#include "models/kit/fields/inside.hpp"
#include "models/kit/fields/overflow.hpp"

#include <cstdint>
#include <limits>

namespace lockstep {

class Instant;

// Stopped, or running with 0 to 253 ticks left, or with an unbounded time: one that may be over at
// any moment, and need never be (window.hpp). One byte: 0 stopped, 255 unbounded, else ticks left
// + 1.
template <bool is_urgent>
class BasicTimer {
 public:
  static constexpr int ticks_max = 253;
  static constexpr int unbounded = std::numeric_limits<int>::max();  // for start()
  static constexpr bool urgent = is_urgent;

  // Throws ContractBroken outside 0..ticks_max, unless it is `unbounded`.
  constexpr void start(int ticks) {
    if (ticks == unbounded) {
      raw_ = raw_unbounded;
      return;
    }
    if (ticks < 0 || ticks > ticks_max) [[unlikely]]
      kit::field_broken(this, "Timer", ticks, ticks_max);
    raw_ = static_cast<std::uint8_t>(ticks + 1);
  }
  void start(const Instant&) = delete;  // a time of day is no time left
  constexpr void stop() { raw_ = 0; }

  constexpr bool stopped() const { return raw_ == 0; }
  constexpr bool running() const { return raw_ > 1; }  // and has not run out
  constexpr bool counts() const { return running() && raw_ != raw_unbounded; }  // down, by ticks
  constexpr bool expired() const { return raw_ == 1; }
  constexpr int left() const {
    if (raw_ == raw_unbounded) return unbounded;
    return raw_ == 0 ? 0 : raw_ - 1;
  }

  // One tick passes. A timer that has run out stays so until it is stopped or started again.
  constexpr void tick() {
    if (counts()) --raw_;
  }

  friend constexpr bool operator==(BasicTimer, BasicTimer) = default;

 private:
  friend struct kit::Inside;
  static constexpr std::uint8_t raw_unbounded = 255;
  std::uint8_t raw_ = 0;
};

// Time passes over a timer that has run out; it does not pass over a deadline (time.hpp).
using Timer = BasicTimer<false>;
using Deadline = BasicTimer<true>;

}  // namespace lockstep
