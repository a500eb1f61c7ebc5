// refuses: deleted
//
// `until < deadline`, where one is a time of day and the other what is left of a time.
#include "models/kit/fields/wall_clock.hpp"

namespace lockstep {
namespace {

[[maybe_unused]] bool is_over(const Instant& until, Timer deadline) {
#if REFUSED
  return until < deadline;
#else
  return until < until + deadline.left();
#endif
}

}  // namespace
}  // namespace lockstep
