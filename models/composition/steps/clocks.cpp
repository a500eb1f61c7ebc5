// Wall clocks are set while they run.
#include "models/composition/steps/steps.hpp"

namespace lockstep::composition {
namespace {

void set(const Setup& s, Budget& budget, WallClock& clock, int direction) {
  budget.spend();
  clock.step(direction * static_cast<int>(s.environment.step));
}

}  // namespace

template <int direction>
Step clock_is_set(const Setup& s, const World& world, Client c) {
  const Process& me = world.client(c);
  WHEN(s.clocks.clients && me.health != Health::crashed && me.at != At::done);
  WHEN(world.clocks().clock_steps.left() > 0);
  set(s, world.clocks().clock_steps, world.clock(c), direction);
  return taken;
}

template <int direction>
Step service_clock_is_set(const Setup& s, const World& world) {
  WHEN(s.clocks.service && world.clocks().clock_steps.left() > 0);
  set(s, world.clocks().clock_steps, world.clocks().clock, direction);
  return taken;
}

template Step clock_is_set<1>(const Setup&, const World&, Client);
template Step clock_is_set<-1>(const Setup&, const World&, Client);
template Step service_clock_is_set<1>(const Setup&, const World&);
template Step service_clock_is_set<-1>(const Setup&, const World&);

}  // namespace lockstep::composition
