// Time passes.
//
// Time passes in whole ticks, for all timers of the state in the same step. For guards that
// compare timers with whole numbers by <= and >=, whole ticks lose nothing against dense time
// (Henzinger, Manna, Pnueli, "What good are digital clocks?", ICALP 1992).
//
// Time does not pass when nothing would change by it, and it does not pass over what is due: a
// Deadline that has run out, or what the protocol says (`due`): a message that has to arrive, a
// process that has to act. A state in which time cannot pass, nothing else can happen, and yet
// something is due, is a mistake of the model (a *timelock*), and the protocol's contract is
// broken. So is a state in which time can never pass again because steps that take no time repeat
// forever (checker/contract/zeno.hpp).
#pragma once

#include "models/kit/layout/rows_of.hpp"
#include "models/kit/passes/instants.hpp"
#include "models/kit/passes/timers.hpp"
#include "models/kit/protocol/step.hpp"

#include <concepts>

namespace lockstep {

namespace kit {

template <class Params>
concept BoundsClocks = requires(const Params& params) {
  { clock_bounds(params) } -> std::convertible_to<ClockBounds>;
};

template <class Params>
ClockBounds clock_bounds_of(const void* params) {
  static_assert(BoundsClocks<Params>,
                "a protocol with instants writes `ClockBounds clock_bounds(const Params&)`");
  return clock_bounds(*static_cast<const Params*>(params));
}

template <class State>
const Timers& timers_of() {
  static const Timers made(row_of<State>());
  return made;
}
template <class State>
const Instants& instants_of() {
  static const Instants made(row_of<State>());
  return made;
}

template <class Params, class State>
Aging aging(const Params& params, const State& state, int ticks) {
  return instants_of<State>().aging(bytes_of(state), clock_bounds_of<Params>(&params), ticks);
}
template <class State>
void age(State& state, const Aging& aging) {
  instants_of<State>().age(bytes_of(state), aging);
}

}  // namespace kit

// A deadline has run out.
template <class State>
bool deadline_expired(const State& state) {
  return kit::timers_of<State>().look(kit::bytes_of(state)).overdue;
}

// Some timer counts down, and no deadline has run out.
template <class State>
bool time_may_pass(const State& state) {
  const auto seen = kit::timers_of<State>().look(kit::bytes_of(state));
  return seen.counts && !seen.overdue;
}

// One tick, for every timer.
template <class State>
void tick(State& state) {
  static_assert(!kit::facts<State>.instants, "a state with instants needs tick(params, state)");
  kit::timers_of<State>().tick(kit::bytes_of(state));
}

// The same for states with instants, too: some timer counts down or some instant comes closer.
template <class Params, class State>
bool time_may_pass(const Params& params, const State& state) {
  if constexpr (kit::facts<State>.instants)
    if (!deadline_expired(state) && kit::aging(params, state, 1).changes()) return true;
  return time_may_pass(state);
}
template <class Params, class State>
void tick([[maybe_unused]] const Params& params, State& state) {
  if constexpr (kit::facts<State>.instants) kit::age(state, kit::aging(params, state, 1));
  kit::timers_of<State>().tick(kit::bytes_of(state));
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
