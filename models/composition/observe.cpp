#include "models/composition/observe.hpp"

#include "models/composition/world/links.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/fencing.hpp"
#include "properties/progress.hpp"
#include "properties/schedule.hpp"

#include <algorithm>

namespace lockstep::composition {
namespace {

// Whether the service gave the client a grant that lasts, and whether it still knows. A former
// state of the service that is history promises what it promised for as long as the term may last.
struct Grant {
  bool lasts = false;
  bool forgotten = false;
};

Grant grant_at(const Setup& s, const World& world, Client c, int server) {
  const LockPart& lock = *s.lock;
  const KeptBytes now = world.service(server);
  const KeptBytes former = world.former(server);
  const bool lives_on = world.failures().lives_on;
  const bool granted = lock.granted(now, c);
  Grant grant{granted, granted && !lock.keeps(now, c)};
  if (!former || !lock.granted(former, c)) return grant;
  if (!lives_on && lock.falls_back.has_ended(former, c)) return grant;
  return {true, grant.forgotten || !lives_on || !lock.keeps(former, c)};
}

// Of several services: whether a majority gave it a grant that lasts, and still knows.
Grant grant_of(const Setup& s, const World& world, Client c) {
  if (!s.several()) return grant_at(s, world, c, first_server);
  int lasting = 0;
  int known = 0;
  for (int server = 0; server < s.servers; ++server) {
    const Grant grant = grant_at(s, world, c, server);
    if (grant.lasts) ++lasting;
    if (grant.lasts && !grant.forgotten) ++known;
  }
  const bool lasts = lasting >= majority(s);
  return {lasts, lasts && known < majority(s)};
}

bool agent_leads(const Setup& s, const World& world, Client c) {
  return s.lock->has_agents() && world.client(c).health != Health::crashed &&
         world.agent(c).health != AgentHealth::crashed &&
         s.lock->agent_leads(s.lock_params.get(), world.session(c));
}

bool lacks_service(const Setup& s, const World& world, Client c) {
  if (s.environment.cuts == 0) return false;
  if (!s.several()) return service_link_is_cut(s, world, c, first_server);
  for (int server = 0; server < s.servers; ++server)
    if (service_link_is_cut(s, world, c, server)) return true;
  return false;
}

// Where clients come again and again, one that has not asked yet wants the lock as well. A client
// whose pause never ends is excused as one that crashed is.
bool is_trying(const Setup& s, const Process& client) {
  if (client.health != Health::running) return false;
  return wants_lock(client.at) || (s.tries_again && client.at == At::idle);
}

}  // namespace

std::vector<const LockGoal*> goals_of(const Setup& s) {
  std::vector<const LockGoal*> all = {&deadlock_freedom, &starvation_freedom, &freed_after_crash,
                                      &others_go_on, &stops_when_lost};
  const auto& of = s.workload->properties;
  if (std::find(of.begin(), of.end(), &nothing_left_unbilled) != of.end())
    all.push_back(&eventually_billed);
  return all;
}

std::vector<const LockProperty*> properties_of(const Setup& s) {
  std::vector<const LockProperty*> all = {&exclusion_at_service, &exclusion_in_belief,
                                          &exclusion_in_effect,  &no_grant_lost,
                                          &tokens_grow,          &no_stale_write};
  if (s.lock->token < 0)
    std::erase_if(
        all, [](const LockProperty* one) { return one == &tokens_grow || one == &no_stale_write; });
  if (s.lock->takes_back) all.push_back(&held_without_a_gap);
  if (s.lock->has_agents()) all.push_back(&one_agent_leads);
  for (const LockProperty* one : s.workload->properties)
    if (one != &once_for_each_date || s.environment.start == Start::scheduled) all.push_back(one);
  if (s.environment.free_within > 0) all.push_back(&free_in_time);
  all.push_back(&no_deadlock);
  return all;
}

Observation observe(const Setup& s, const World& world) {
  Observation seen;
  Clients bit = 1;
  for (const Client c : world.clients()) {
    const Process client = world.client(c);
    const Grant grant = grant_of(s, world, c);
    if (grant.lasts) seen.granted |= bit;
    if (grant.forgotten) seen.forgotten |= bit;
    if (believes(s, world, c)) seen.believing |= bit;
    if (agent_leads(s, world, c)) seen.leading |= bit;
    if (client.health != Health::crashed && client.at != At::done) seen.unfinished |= bit;
    if (client.health == Health::crashed) seen.crashed |= bit;
    if (is_trying(s, client)) seen.trying |= bit;
    if (client.free_by.expired()) seen.held_too_long |= bit;
    if (lacks_service(s, world, c)) seen.cut_off |= bit;
    bit <<= 1;
  }
  const Common common = world.common();
  seen.interleaved = common.effects.interleaved;
  seen.gap = common.effects.gap;
  seen.stale_write = common.effects.stale_write;
  seen.repeated = common.failures.repeated;
  s.workload->observes(s.workload_params.get(), world.data(), seen);
  return seen;
}

bool holds(const Setup& s, const World& world, const Invariant& invariant) {
  const void* params = s.lock_params.get();
  const bool second = world.failures().lives_on;
  return !at_any_service(s, [&](int server) {
    return !invariant.holds(params, world.service(server)) ||
           (second && !invariant.holds(params, world.former(server)));
  });
}

bool somebody_works(const World& world) {
  for (const Client c : world.clients())
    if (world.client(c).at == At::ready) return true;
  return false;
}

bool contend(const World& world) {
  int waiting = 0;
  for (const Client c : world.clients()) waiting += wants_lock(world.client(c).at) ? 1 : 0;
  return waiting >= 2;
}

}  // namespace lockstep::composition
