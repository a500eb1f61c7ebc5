// refuses: no member named
//
// Only wall clocks step. A fault that sets the clock of a node must leave monotonic timers alone.
#include "models/kit/fields/wall_clock.hpp"

namespace lockstep {
namespace {

[[maybe_unused]] void step_forward(Timer& timer) {
#if REFUSED
  timer.step(2);
#else
  timer.tick();
#endif
}

}  // namespace
}  // namespace lockstep
