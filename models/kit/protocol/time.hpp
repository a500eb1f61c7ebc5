// Time passes.
//
// Time passes in whole ticks, for all timers of the state at once, in one step. For guards that
// compare timers with whole numbers by <= and >=, whole ticks lose nothing against dense time
// (Henzinger, Manna, Pnueli, "What good are digital clocks?", ICALP 1992).
//
// Time does not pass when nothing would change by it, and it does not pass over what is due: a
// Deadline that has run out, or what the protocol says (`due`): a message that has to arrive, a
// process that has to act. A state in which time cannot pass, nothing else can happen, and yet
// something is due, is a mistake of the model (a *timelock*), and the protocol's contract is
// broken. A state in which time can never pass again because steps that take no time repeat for
// ever is one as well (checker/contract/zeno.hpp).
#pragma once

#include "checker/model/timed_model.hpp"
#include "models/kit/layout/contents.hpp"
#include "models/kit/passes/instants.hpp"
#include "models/kit/protocol/step.hpp"

#include <utility>

namespace lockstep {

namespace kit {

template <class T>
struct IsTimer : std::is_same<T, WallTimer> {};
template <bool urgent>
struct IsTimer<BasicTimer<urgent>> : std::true_type {};

template <class T>
inline constexpr bool holds_timers = boost::mp11::mp_any_of<EverythingIn<T>, IsTimer>::value;
template <class T>
inline constexpr bool holds_time = holds_timers<T> || holds_instants<T>;

// Calls f(timer) for every timer within.
template <class T, class F>
void for_each_timer(T& value, F&& f) {
  for_each_field<IsTimer>(value, f);
}

}  // namespace kit

// A deadline has run out.
template <class State>
bool deadline_expired(const State& state) {
  bool expired = false;
  kit::for_each_timer(state,
                      [&](const auto& timer) { expired |= timer.urgent && timer.expired(); });
  return expired;
}

// Some timer counts down, and no deadline has run out.
template <class State>
bool time_may_pass(const State& state) {
  bool counts = false;
  bool overdue = false;
  kit::for_each_timer(state, [&](const auto& timer) {
    counts |= timer.counts();
    overdue |= timer.urgent && timer.expired();
  });
  return counts && !overdue;
}

// One tick, for every timer.
template <class State>
void tick(State& state) {
  static_assert(!kit::holds_instants<State>, "a state with instants needs tick(params, state)");
  kit::for_each_timer(state, [](auto& timer) { timer.tick(); });
}

namespace kit {

template <class Params, class State>
Waiting waiting(const Params& params, const State& state) {
  bool runs = false;
  for_each_timer(state, [&](const auto& timer) { runs |= timer.counts(); });
  if constexpr (holds_instants<State>) runs |= aging(params, state, 1).changes();
  return runs ? Waiting::runs : deadline_expired(state) ? Waiting::overdue : Waiting::nothing;
}

}  // namespace kit

// The same for states with instants, too: some timer counts down or some instant comes closer.
template <class Params, class State>
bool time_may_pass(const Params& params, const State& state) {
  if constexpr (kit::holds_instants<State>)
    if (!deadline_expired(state) && kit::aging(params, state, 1).changes()) return true;
  return time_may_pass(state);
}
template <class Params, class State>
void tick(const Params& params, State& state) {
  if constexpr (kit::holds_instants<State>) kit::age(state, kit::aging(params, state, 1));
  kit::for_each_timer(state, [](auto& timer) { timer.tick(); });
}

// The action: `m.action<time_passes<due, Params, State>>("time passes").lets_time_pass()`, with
// `bool due(const Params&, const State&)`.
template <auto due, class Params, class State>
Step time_passes(const Params& params, State& state) {
  WHEN(time_may_pass(params, state) && !due(params, state));
  tick(params, state);
  return taken;
}

// For protocols in which only deadlines are due.
template <class Params, class State>
bool nothing_else_due(const Params&, const State&) {
  return false;
}

}  // namespace lockstep
