// Time left until something happens, in whole ticks.
//
// Time left and not time of day: no clock grows, so the state space stays finite. The clock is a
// monotonic one: it does not step, and has nothing to do with what wall clocks show
// (wall_clock.hpp).
#pragma once

#include "models/kit/inside.hpp"
#include "models/kit/overflow.hpp"

#include <cstdint>

namespace lockstep {

class Instant;

// Stopped, or running with 0 to 254 ticks left. One byte: 0 stopped, else ticks left + 1.
template <bool is_urgent>
class BasicTimer {
 public:
  static constexpr int ticks_max = 254;
  static constexpr bool urgent = is_urgent;

  // Throws ContractBroken outside 0..ticks_max.
  constexpr void start(int ticks) {
    if (ticks < 0 || ticks > ticks_max) [[unlikely]]
      kit::field_broken(this, "Timer", ticks, ticks_max);
    raw_ = static_cast<std::uint8_t>(ticks + 1);
  }
  void start(const Instant&) = delete;  // a time of day is no time left
  constexpr void stop() { raw_ = 0; }

  constexpr bool stopped() const { return raw_ == 0; }
  constexpr bool running() const { return raw_ > 1; }  // and has not run out
  constexpr bool expired() const { return raw_ == 1; }
  constexpr int left() const { return raw_ == 0 ? 0 : raw_ - 1; }

  // One tick passes. A timer that has run out stays so until it is stopped or started again.
  constexpr void tick() {
    if (raw_ > 1) --raw_;
  }

  friend constexpr bool operator==(BasicTimer, BasicTimer) = default;

 private:
  friend struct kit::Inside;
  std::uint8_t raw_ = 0;
};

// Time passes over a timer that has run out; it does not pass over a deadline (time.hpp).
using Timer = BasicTimer<false>;
using Deadline = BasicTimer<true>;

}  // namespace lockstep
