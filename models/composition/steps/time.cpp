// What time does not pass over.
#include "models/composition/steps/clients.hpp"
#include "models/composition/steps/steps.hpp"
#include "models/composition/world/links.hpp"

namespace lockstep::composition {
namespace {

bool agent_is_due(const Setup& s, const World& world, Client c) {
  if (!s.lock->has_agents()) return false;
  const Agent& agent = world.agent(c);
  if (agent.health == AgentHealth::paused) return is_over(s.environment.pause, agent.pause);
  return agent.health == AgentHealth::running &&
         s.lock->agent_due(s.lock_params.get(), world.session(c), stage_of(s, world, c));
}

bool machine_is_due(const Setup& s, const World& world, Client c) {
  return s.lock->machine_due != nullptr &&
         s.lock->machine_due(s.lock_params.get(), world.session(c));
}

// A client has to go on, by itself or because its pause is over.
bool client_is_due(const Setup& s, const World& world, Client c) {
  const Process client = world.client(c);
  const bool library_is_due =
      s.lock->client_due != nullptr &&
      s.lock->client_due(s.lock_params.get(), world.session(c), stage_of(s, world, c));
  if (client.health != Health::crashed &&
      (agent_is_due(s, world, c) || machine_is_due(s, world, c)))
    return true;
  switch (client.health) {
    case Health::paused:
      return is_over(s.environment.pause, client.pause) ||
             (library_is_due && agents_act(s) && !s.lock->has_agents());
    case Health::restarting: return client.pause.expired();
    case Health::crashed: return false;
    case Health::running: break;
  }
  if (client.at == At::looked) return true;  // it has begun with its step, and ends it
  if (client.at == At::idle && s.environment.start == Start::scheduled && is_time(s, world, c))
    return true;
  const bool has_no_end = !s.workload->needs_store() && !s.workload->ends_with_job;
  const bool works = client.at == At::ready && (client.job.running() || has_no_end);
  const bool waits_for_agent = client.at == At::leaving && !agent_runs(s, world, c);
  if (s.environment.work == Work::prompt && begins_next(client.at) && !works && !waits_for_agent)
    return true;
  return library_is_due;
}

bool is_due(const Setup& s, const Pause& pause) {
  return pause.on && is_over(s.environment.pause, pause.left);
}

template <class GetsThrough>
bool a_message_is_due(const Setup& s, const World& world, const Net& net,
                      GetsThrough&& gets_through) {
  return net.any([&](const Envelope& message) {
    return is_over(s.environment.delay, message.due) && gets_through(s, world, message);
  });
}

bool service_is_due(const Setup& s, const World& world, int server) {
  if (is_due(s, service_pause(world, server))) return true;
  if (!is_up(world, server) || s.lock->service_due == nullptr) return false;
  const void* params = s.lock_params.get();
  return s.lock->service_due(params, world.service(server)) ||
         (world.failures().lives_on && s.lock->service_due(params, world.former()));
}

}  // namespace

// Time does not pass over a message whose time is over when its receiver could take it, or those
// ahead of it; nor over anybody who has to act.
bool is_due(const Setup& s, const World& world) {
  for (const Client c : world.clients())
    if (client_is_due(s, world, c)) return true;
  return a_message_is_due(s, world, world.calls(), call_gets_through) ||
         a_message_is_due(s, world, world.queries(), query_gets_through) ||
         is_due(s, world.common().store_pause) ||
         at_any_service(s, [&](int server) { return service_is_due(s, world, server); });
}

namespace {

kit::Aging aging(const Setup& s, const World& world) {
  return s.instants->aging(world.bytes(), s.clock_bounds, 1);
}

}  // namespace

void look_at_clock(const Setup& s, const World& world, int server) {
  if (WallTimer& away = world.node(server).away; away.expired()) away.stop();
  if (s.lock->runs_out == nullptr) return;
  s.lock->runs_out(s.lock_params.get(), world.service(server));
  if (const KeptBytes former = world.former(server)) s.lock->runs_out(s.lock_params.get(), former);
}

Step time_passes(const Setup& s, const World& world) {
  const kit::Timers::Seen seen = s.timers->look(world.bytes());
  WHEN(seen.counts || (s.instants && aging(s, world).changes()));
  WHEN(!seen.overdue && !is_due(s, world));
  if (s.instants) s.instants->age(world.bytes(), aging(s, world));
  s.timers->tick(world.bytes());
  for (int server = 0; server < s.servers; ++server) look_at_clock(s, world, server);
  note_possession(s, world);
  return taken;
}

}  // namespace lockstep::composition
