// refuses: deleted
//
// `until < 3`: a time of day is compared with one, as clock.now() + 3.
#include "models/kit/fields/wall_clock.hpp"

namespace lockstep {
namespace {

[[maybe_unused]] bool is_over(const Instant& until, const WallClock& clock) {
#if REFUSED
  return until < 3 && until < clock.now();
#else
  return until < clock.now() + 3;
#endif
}

}  // namespace
}  // namespace lockstep
