// refuses: deleted
//
// Two clocks are compared by what they show. How far each is from true time nobody can know.
#include "models/kit/fields/wall_clock.hpp"

namespace lockstep {
namespace {

[[maybe_unused]] bool agree(const WallClock& one, const WallClock& other) {
#if REFUSED
  return one == other;
#else
  return one.now() == other.now();
#endif
}

}  // namespace
}  // namespace lockstep
