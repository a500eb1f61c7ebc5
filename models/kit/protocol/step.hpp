// What an action answers, and the two macros of the kit.
//
// An action is a function `Step f(const Params&, State&, arguments…)`. It gets a copy of the state,
// checks its guards, changes the copy and returns `taken`. The copy is made anew only after a step
// that changed it: most guards fail, and a failed guard must cost no copy.
#pragma once

#include <cstdint>

namespace lockstep {

// A condition of an action, as it stands in the source.
struct Guard {
  const char* text;
  const char* file;
  int line;
};

// An answer, and the guard that failed. The search reads the answer only, so that the compiler
// drops the guard where it inlines the action: naming it costs nothing that could be measured.
class [[nodiscard]] Step {
 public:
  enum Answer : std::uint8_t {
    disabled,  // a guard failed, and nothing was changed
    undone,    // not possible after all, and the copy may be half changed: it is thrown away
    taken,
  };

  constexpr Step(Answer answer, const Guard* failed = nullptr) : answer_(answer), failed_(failed) {}

  constexpr operator Answer() const { return answer_; }

  // Null when none failed, or when the action answered without WHEN or UNDO_UNLESS.
  constexpr const Guard* failed() const { return failed_; }

 private:
  Answer answer_;
  const Guard* failed_;
};

inline constexpr Step taken = Step::taken;

}  // namespace lockstep

// Returns `answer` unless the condition is true, and says which condition it was.
#define LOCKSTEP_GUARD(answer, ...)                                                               \
  do {                                                                                            \
    if (!(__VA_ARGS__)) {                                                                         \
      static constexpr ::lockstep::Guard lockstep_failed_guard{#__VA_ARGS__, __FILE__, __LINE__}; \
      return {answer, &lockstep_failed_guard};                                                    \
    }                                                                                             \
  } while (false)

// The action goes on only when the condition is true. Stands before the first change of the state;
// ProtocolModel::check_guards() catches an action in which it does not.
#define WHEN(...) LOCKSTEP_GUARD(::lockstep::Step::disabled, __VA_ARGS__)

// The same after the state was changed: the change is thrown away.
#define UNDO_UNLESS(...) LOCKSTEP_GUARD(::lockstep::Step::undone, __VA_ARGS__)
