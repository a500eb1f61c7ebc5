// What the properties see of a world, and how it is drawn.
#pragma once

#include "models/composition/world.hpp"
#include "properties/lock_property.hpp"

#include <string>
#include <vector>

namespace lockstep::composition {

// Whether the service gave the client a grant that lasts, and whether it still knows. A former
// state of the service that is history promises what it promised for as long as the term may last.
struct Grant {
  bool lasts = false;
  bool forgotten = false;
};

template <class Lock>
Grant grant_of(const World<Lock>& world, Client c) {
  const auto& now = world.service;
  const auto& former = world.fallback.former;
  Grant grant{Lock::granted(now, c), Lock::granted(now, c) && !Lock::keeps(now, c)};
  if (!Lock::granted(former, c)) return grant;
  if (!world.fallback.lives_on && Lock::has_ended(former, c)) return grant;
  return {true, grant.forgotten || !world.fallback.lives_on || !Lock::keeps(former, c)};
}

template <class Lock>
Observation observe(const typename Lock::Params& params, const World<Lock>& world) {
  Observation seen;
  Clients bit = 1;
  for (const Client c : each<Client>(params)) {
    const auto& client = world.client[c];
    const bool alive = client.health != Health::crashed;
    const Grant grant = grant_of<Lock>(world, c);
    if (grant.lasts) seen.granted |= bit;
    if (grant.forgotten) seen.forgotten |= bit;
    if (believes<Lock>(params, client)) seen.believing |= bit;
    if (alive && client.at != At::done) seen.unfinished |= bit;
    bit <<= 1;
  }
  seen.charges = world.store.charges;
  seen.interleaved = world.store.interleaved;
  seen.stale_write = world.store.stale_write;
  seen.repeated = world.fallback.repeated;
  return seen;
}

template <class Lock, const LockProperty& property>
bool judge(const typename Lock::Params& params, const World<Lock>& world) {
  return property.holds(observe<Lock>(params, world));
}

template <class Lock, const LockProperty& property>
std::string explain(const typename Lock::Params& params, const World<Lock>& world, const Lanes&) {
  return property.broken(observe<Lock>(params, world));
}

template <class Lock>
Message describe_call(const typename Lock::Params& params, const Sent<typename Lock::Call>& call,
                      const Lanes& lanes) {
  return Lock::describe(params, call, lanes);
}

template <class Lock>
Message describe_query(const typename Lock::Params&, const Sent<Query>& query, const Lanes& lanes) {
  static constexpr const char* texts[] = {"billed?", "not billed", "already billed",
                                          "charge",  "charged",    "refused"};
  const unsigned client = lanes[query.client];
  const unsigned store = lanes["store"];
  const bool asks = to_store(query.request);
  std::string text = texts[static_cast<std::size_t>(query.request)];
  if (query.token) text += ", token " + to_text(query.token);
  return {asks ? client : store, asks ? store : client, text};
}

template <class Lock>
std::vector<Bar> bars(const typename Lock::Params& params, const World<Lock>& world,
                      const Lanes& lanes) {
  std::vector<Bar> found;
  for (const Server server : {Server::first, Server::second}) {
    if (server == Server::second && !world.fallback.lives_on) continue;
    for (const Client c : each<Client>(params))
      if (Lock::granted(service_at(world, server), c))
        found.push_back({lanes[lane_of(server)], BarKind::lease, lanes.name(c)});
  }
  if (!is_up(world)) found.push_back({lanes["lock service"], BarKind::crashed, "away"});
  for (const Client c : each<Client>(params)) {
    const auto& client = world.client[c];
    if (believes<Lock>(params, client)) found.push_back({lanes[c], BarKind::critical_section, ""});
    if (client.health == Health::paused) found.push_back({lanes[c], BarKind::paused, ""});
    if (client.health == Health::crashed) found.push_back({lanes[c], BarKind::crashed, ""});
    if (client.health == Health::restarting)
      found.push_back({lanes[c], BarKind::crashed, "restarts"});
  }
  if (world.service_pause.on) found.push_back({lanes["lock service"], BarKind::paused, ""});
  if (world.store_pause.on) found.push_back({lanes["store"], BarKind::paused, ""});
  return found;
}

}  // namespace lockstep::composition
