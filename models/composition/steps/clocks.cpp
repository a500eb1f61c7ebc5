// Wall clocks are set while they run.
#include "models/composition/steps/steps.hpp"
#include "models/composition/world/calls.hpp"

namespace lockstep::composition {
namespace {

void set(const Setup& s, Budget& budget, WallClock& clock, int direction) {
  budget.spend();
  clock.step(direction * static_cast<int>(s.environment.step));
}

}  // namespace

template <int direction>
Step clock_is_set(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
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

namespace {

// What is left of all that the server measures. False when it measures nothing.
bool step_timers(const Setup& s, const World& world, int server, int ticks) {
  bool measures = false;
  const auto step = [&](WallTimer& timer) {
    measures |= !timer.stopped();
    timer.step(ticks);
  };
  const KeptBytes kept = world.service(server);
  for (const std::uint32_t at : s.wall_timers) step(kit::view<WallTimer>(kept.once + at));
  for (unsigned client = 0; client < kept.clients; ++client)
    for (const std::uint32_t at : s.wall_timers_of_clients)
      step(kit::view<WallTimer>(kept.of(client) + at));
  step(world.node(server).away);
  return measures;
}

}  // namespace

template <int direction>
Step server_clock_is_set(const Setup& s, const World& world, Server server) {
  WHEN(s.servers_have_clocks() && world.server_clocks().server_clock_steps.left() > 0);
  world.server_clocks().server_clock_steps.spend();
  const int number = static_cast<int>(server.number());
  UNDO_UNLESS(step_timers(s, world, number, direction * static_cast<int>(s.environment.step)));
  look_at_clock(s, world, number);
  note_possession(s, world);
  return taken;
}

template Step server_clock_is_set<1>(const Setup&, const World&, Server);
template Step server_clock_is_set<-1>(const Setup&, const World&, Server);
template Step clock_is_set<1>(const Setup&, const World&, Client);
template Step clock_is_set<-1>(const Setup&, const World&, Client);
template Step service_clock_is_set<1>(const Setup&, const World&);
template Step service_clock_is_set<-1>(const Setup&, const World&);

}  // namespace lockstep::composition
