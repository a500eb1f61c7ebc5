// What an action answers, and the two macros of the kit.
//
// An action is a function `Step f(const Params&, State&, arguments…)`. It gets a copy of the state,
// checks its guards, changes the copy and returns `taken`. The copy is made anew only after a step
// that changed it: most guards fail, and a failed guard must cost no copy.
#pragma once

#include <cstdint>

namespace lockstep {

enum class [[nodiscard]] Step : std::uint8_t{
    disabled,  // a guard failed, and nothing was changed
    undone,    // not possible after all, and the copy may be half changed: it is thrown away
    taken,
};

inline constexpr Step taken = Step::taken;

}  // namespace lockstep

// The action goes on only when the condition is true. Stands before the first change of the state;
// ProtocolModel::check_guards() catches an action in which it does not.
#define WHEN(...)                                          \
  do {                                                     \
    if (!(__VA_ARGS__)) return ::lockstep::Step::disabled; \
  } while (false)

// The same after the state was changed: the change is thrown away.
#define UNDO_UNLESS(...)                                 \
  do {                                                   \
    if (!(__VA_ARGS__)) return ::lockstep::Step::undone; \
  } while (false)
