// What goes wrong with processes: they are paused, crash and restart.
#include "models/composition/steps/clients.hpp"
#include "models/composition/steps/steps.hpp"

namespace lockstep::composition {

// A garbage collection, a suspended virtual machine, a page fault: the client stops between two
// instructions and later goes on as if nothing had been. Its clock goes on meanwhile.
Step is_paused(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  WHEN(me.health == Health::running && is_under_way(me.at));
  WHEN(world.common().pauses.left() > 0);
  world.common().pauses.spend();
  me.health = Health::paused;
  if (takes_time(s.environment.pause)) me.pause.start(s.environment.pause.ticks());
  return taken;
}

Step resumes(const Setup&, const World& world, Client c) {
  const Process me = world.client(c);
  WHEN(me.health == Health::paused);
  me.health = Health::running;
  me.pause.stop();
  return taken;
}

// For good. What the client has sent stays on its way.
Step crashes(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  WHEN(me.health != Health::crashed && me.at != At::done && world.common().crashes.left() > 0);
  world.common().crashes.spend();
  const int free_within = s.environment.free_within;
  if (free_within > 0 && keeps(s, world, c)) me.free_by.start(free_within + 1);
  me.health = Health::crashed;
  me.pause.stop();
  me.job.stop();
  me.request = 0;
  me.version = {};
  me.dropped = false;
  me.saved = false;
  if (world.works_without(c)) world.unlocked(c) = {};
  clear_session(s, world, c);
  std::memset(world.disk_session(c), 0, s.lock->session.room);
  return taken;
}

namespace {

// A new process begins: with the grant on its disk, or with nothing.
void begin(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  me.health = Health::running;
  me.pause.stop();
  if (!me.saved) return;
  is_ready(s, world, c);
  std::memcpy(world.session(c), world.disk_session(c), s.lock->session.room);
}

}  // namespace

// A crash, and then a new process that knows nothing of the old one but what is on the disk. It
// takes an answer to the old one for its own unless it looks at request ids.
Step restarts(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  WHEN(me.health != Health::crashed && is_under_way(me.at));
  WHEN(world.common().restarts.left() > 0);
  world.common().restarts.spend();
  stops_working(s, world, c);
  me.at = At::idle;
  me.health = Health::restarting;
  me.pause.stop();
  clear_session(s, world, c);
  if (s.request_ids) ++me.request;
  const Bound& delay = s.environment.restart_delay;
  if (takes_time(delay)) me.pause.start(delay.ticks());
  if (is_over(delay, me.pause)) begin(s, world, c);
  return taken;
}

Step is_up_again(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  WHEN(me.health == Health::restarting);
  WHEN(s.environment.restart_delay.unbounded() || me.pause.expired());
  begin(s, world, c);
  return taken;
}

namespace {

// The same for the lock service and for the store: requests wait. Their clocks go on meanwhile, so
// that leases expire.
Step is_paused(const Setup& s, Budget& budget, Pause& pause) {
  WHEN(budget.left() > 0 && !pause.on);
  budget.spend();
  pause.on = true;
  if (takes_time(s.environment.pause)) pause.left.start(s.environment.pause.ticks());
  return taken;
}

Step resumes(Pause& pause) {
  WHEN(pause.on);
  pause = {};
  return taken;
}

}  // namespace

Step service_is_paused(const Setup& s, const World& world) {
  return is_paused(s, world.common().service_pauses, world.common().service_pause);
}
Step service_resumes(const Setup&, const World& world) {
  return resumes(world.common().service_pause);
}
Step server_is_paused(const Setup& s, const World& world, Server server) {
  return is_paused(s, world.common().service_pauses,
                   service_pause(world, static_cast<int>(server.number())));
}
Step server_resumes(const Setup&, const World& world, Server server) {
  return resumes(service_pause(world, static_cast<int>(server.number())));
}
Step store_is_paused(const Setup& s, const World& world) {
  return is_paused(s, world.common().store_pauses, world.common().store_pause);
}
Step store_resumes(const Setup&, const World& world) { return resumes(world.common().store_pause); }

}  // namespace lockstep::composition
