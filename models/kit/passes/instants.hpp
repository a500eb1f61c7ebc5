// Instants (wall_clock.hpp) as time passes.
//
// Time goes on for ever and the past grows longer; what is long past has to become finite, and no
// answer may change by it. Instants are only compared, with each other and with what clocks show,
// and what is stored was a reading of some clock to which at most `reach` was added. So of an
// instant that no clock can show any more only the order matters, and distances up to `reach`: a
// gap between it and the next later one that is longer counts as reach + 1, like Lamport's timers
// that are kept at a ceiling ("Real-time model checking is really simple", CHARME 2005).
#pragma once

#include "models/kit/layout/contents.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

namespace lockstep {

// What a protocol with instants tells the kit, as `ClockBounds clock_bounds(const Params&)`.
struct ClockBounds {
  int behind = 0;  // how far behind true time a clock may be
  int reach = 0;   // the most that is added, in all, to what a clock shows
};

namespace kit {

template <class T>
struct IsInstant : std::is_same<T, Instant> {};

template <class T>
inline constexpr bool holds_instants = boost::mp11::mp_any_of<EverythingIn<T>, IsInstant>::value;

template <class Params>
concept BoundsClocks = requires(const Params& params) {
  { clock_bounds(params) } -> std::convertible_to<ClockBounds>;
};

// Calls f(field) for every field within for whose type Is<T> is true.
template <template <class> class Is, class T, class F>
void for_each_field(T& value, F&& f) {
  using Plain = std::remove_const_t<T>;
  if constexpr (!boost::mp11::mp_any_of<EverythingIn<Plain>, Is>::value) {
    return;
  } else if constexpr (Is<Plain>::value) {
    f(value);
  } else if constexpr (Described<Plain>) {
    for_each_member(value, [&](const char*, auto& member) { for_each_field<Is>(member, f); });
  } else if constexpr (is_bag<Plain> && !std::is_const_v<T>) {
    Plain changed;  // cells are kept in the order of their bytes
    for (auto message : value) {
      for_each_field<Is>(message, f);
      changed.add(message);
    }
    value = changed;
  } else if constexpr (has_cells<Plain>) {
    for (auto& cell : Inside::cells(value)) for_each_field<Is>(cell, f);
  } else {
    for (auto& cell : value) for_each_field<Is>(cell, f);
  }
}

// What becomes of instants: where they are, and where they go.
class Aging {
 public:
  static constexpr unsigned instants_max = 32;

  void add(int ahead) { before_.at(count_++) = ahead; }

  // So many ticks pass: one, or none when only the past is put in order.
  void run(const ClockBounds& bounds, int ticks);

  int operator()(int ahead) const;
  bool changes() const { return before_ != after_; }

 private:
  unsigned count_ = 0;
  std::array<int, instants_max> before_{};  // the latest first
  std::array<int, instants_max> after_{};
};

template <class Params, class State>
Aging aging(const Params& params, const State& state, int ticks) {
  static_assert(BoundsClocks<Params>,
                "a protocol with instants writes `ClockBounds clock_bounds(const Params&)`");
  Aging aging;
  for_each_field<IsInstant>(state, [&](const Instant& instant) {
    if (instant.set()) aging.add(Inside::ahead(instant));
  });
  aging.run(clock_bounds(params), ticks);
  return aging;
}

template <class State>
void age(State& state, const Aging& aging) {
  for_each_field<IsInstant>(state, [&](Instant& instant) {
    if (instant.set()) Inside::put_ahead(instant, aging(Inside::ahead(instant)));
  });
}

// After a step: an instant that it forgot may have stood between two others.
template <class Params, class State>
void settle(const Params& params, State& state) {
  if constexpr (holds_instants<State>) age(state, aging(params, state, 0));
}

}  // namespace kit
}  // namespace lockstep
