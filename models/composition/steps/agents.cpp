// What goes wrong with agents, and the reset of a whole machine.
#include "models/composition/steps/clients.hpp"
#include "models/composition/steps/steps.hpp"

namespace lockstep::composition {
namespace {

// Its client has asked for the lock, and is not done.
bool has_a_task(const World& world, Client c) {
  const Process client = world.client(c);
  return client.health != Health::crashed && client.at != At::idle && client.at != At::done;
}

}  // namespace

Step agent_is_paused(const Setup& s, const World& world, Client c) {
  Agent& agent = world.agent(c);
  WHEN(agent.health == AgentHealth::running && has_a_task(world, c));
  WHEN(world.agent_budgets().agent_pauses.left() > 0);
  world.agent_budgets().agent_pauses.spend();
  agent.health = AgentHealth::paused;
  if (takes_time(s.environment.pause)) agent.pause.start(s.environment.pause.ticks());
  return taken;
}

Step agent_resumes(const Setup&, const World& world, Client c) {
  WHEN(world.agent(c).health == AgentHealth::paused);
  world.agent(c) = {};
  return taken;
}

// Nobody tells its client, which goes on.
Step agent_crashes(const Setup&, const World& world, Client c) {
  Agent& agent = world.agent(c);
  WHEN(agent.health != AgentHealth::crashed && has_a_task(world, c));
  WHEN(world.agent_budgets().agent_crashes.left() > 0);
  world.agent_budgets().agent_crashes.spend();
  agent.health = AgentHealth::crashed;
  agent.pause.stop();
  return taken;
}

void is_reset(const Setup& s, const World& world, Client c) {
  stops_working(s, world, c);
  clear_session(s, world, c);
  const Process me = world.client(c);
  me.at = At::idle;
  me.health = Health::running;
  me.pause.stop();
  me.saved = false;
  std::memset(world.disk_session(c), 0, s.lock->session.room);
  if (s.lock->has_agents()) world.agent(c) = {};
}

}  // namespace lockstep::composition
