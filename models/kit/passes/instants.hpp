// Instants (wall_clock.hpp) as time passes.
//
// Time goes on forever and the past grows longer; what is long past has to become finite, and no
// answer may change by it. Instants are only compared, with each other and with what clocks show,
// and what is stored was a reading of some clock to which at most `reach` was added. So of an
// instant that no clock can show any more only the order matters, and distances up to `reach`: a
// gap between it and the next later one that is longer counts as reach + 1, like Lamport's timers
// that are kept at a ceiling ("Real-time model checking is really simple", CHARME 2005).
#pragma once

#include "models/kit/passes/places.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep {

// What a protocol with instants tells the kit, as `ClockBounds clock_bounds(const Params&)`.
struct ClockBounds {
  int behind = 0;  // how far behind true time a clock may be
  int reach = 0;   // the most that is added, in all, to what a clock shows
};

namespace kit {

// What becomes of instants: where they are, and where they go.
class Aging {
 public:
  static constexpr unsigned instants_max = 32;

  // Throws ContractBroken when there are more than instants_max.
  void add(int ahead);

  // So many ticks pass: one, or none when only the past is put in order.
  void run(const ClockBounds& bounds, int ticks);

  int operator()(int ahead) const;
  bool changes() const { return before_ != after_; }

 private:
  unsigned count_ = 0;
  std::array<int, instants_max> before_{};  // the latest first
  std::array<int, instants_max> after_{};
};

// The instants of a state. Const and safe from many threads.
class Instants {
 public:
  explicit Instants(const Row& state);

  bool any() const { return places_.any(); }
  Aging aging(const std::byte* state, const ClockBounds& bounds, int ticks) const;
  void age(std::byte* state, const Aging& aging) const;

  // After a step: an instant that it forgot may have stood between two others.
  void settle(std::byte* state, const ClockBounds& bounds) const;

 private:
  Places places_;
};

}  // namespace kit
}  // namespace lockstep
