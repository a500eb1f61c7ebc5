// refuses: deleted
//
// What a wall clock measures steps with it; a monotonic timer does not.
#include "models/kit/fields/wall_clock.hpp"

namespace lockstep {
namespace {

[[maybe_unused]] Timer monotonic(const WallTimer& timer) {
#if REFUSED
  return timer;
#else
  Timer made;
  if (timer.running()) made.start(1);
  return made;
#endif
}

}  // namespace
}  // namespace lockstep
