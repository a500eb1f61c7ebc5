#include "models/kit/passes/instants.hpp"

#include <functional>

namespace lockstep::kit {

void Aging::run(const ClockBounds& bounds, int ticks) {
  const auto end = before_.begin() + count_;
  std::sort(before_.begin(), end, std::greater<>());
  // What some clock shows, or will show, is kept as it is; the rest is told from what is later.
  int later = -bounds.behind;
  int later_after = -bounds.behind;
  for (unsigned i = 0; i < count_; ++i) {
    const int now = before_[i] - ticks;
    after_[i] = now;
    if (now >= -bounds.behind) continue;
    after_[i] = later_after - std::min(later - now, bounds.reach + 1);
    later = now;
    later_after = after_[i];
  }
}

int Aging::operator()(int ahead) const {
  const auto at = std::find(before_.begin(), before_.begin() + count_, ahead);
  return after_[static_cast<std::size_t>(at - before_.begin())];
}

}  // namespace lockstep::kit
