#include "models/kit/passes/instants.hpp"

#include "checker/errors/errors.hpp"

#include <algorithm>
#include <functional>

namespace lockstep::kit {
namespace {

constexpr int zero = 32'768;  // true time (wall_clock.hpp)

int raw(const std::byte* instant) {
  return std::to_integer<int>(instant[0]) * 256 + std::to_integer<int>(instant[1]);
}

void put(std::byte* instant, int raw) {
  instant[0] = static_cast<std::byte>(raw / 256);
  instant[1] = static_cast<std::byte>(raw % 256);
}

}  // namespace

void Aging::add(int ahead) {
  if (count_ == instants_max) throw ContractBroken("a state has more than 32 instants");
  before_[count_++] = ahead;
}

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

Instants::Instants(const Row& state)
    : places_(state, [](const Row& row) { return row.kind == Kind::instant; }) {}

Aging Instants::aging(const std::byte* state, const ClockBounds& bounds, int ticks) const {
  Aging aging;
  places_.for_each(state, [&](const std::byte* instant) {
    if (raw(instant) != 0) aging.add(raw(instant) - zero);
  });
  aging.run(bounds, ticks);
  return aging;
}

void Instants::age(std::byte* state, const Aging& aging) const {
  places_.for_each(state, [&](std::byte* instant) {
    if (raw(instant) != 0) put(instant, aging(raw(instant) - zero) + zero);
  });
  places_.restore_order(state);
}

void Instants::settle(std::byte* state, const ClockBounds& bounds) const {
  const Aging aging = this->aging(state, bounds, 0);
  if (aging.changes()) age(state, aging);
}

}  // namespace lockstep::kit
