// refuses: deleted
//
// A timer counts time that is left; a time stamp is a time of day.
#include "models/kit/fields/wall_clock.hpp"

namespace lockstep {
namespace {

[[maybe_unused]] void start(Timer& timer, const WallClock& clock) {
#if REFUSED
  timer.start(clock.now() + 3);
#else
  timer.start(clock.now() < clock.now() + 3 ? 3 : 0);
#endif
}

}  // namespace
}  // namespace lockstep
