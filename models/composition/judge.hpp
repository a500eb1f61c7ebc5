// What the properties see of a world, and how it is drawn.
#pragma once

#include "models/composition/world.hpp"
#include "properties/lock_property.hpp"

#include <string>
#include <vector>

namespace lockstep::composition {

template <class Lock>
Observation observe(const typename Lock::Params& params, const World<Lock>& world) {
  Observation seen;
  Clients bit = 1;
  for (const Client c : each<Client>(params)) {
    const auto& client = world.client[c];
    const bool alive = client.health != Health::crashed;
    if (Lock::granted(world.service, c)) seen.granted |= bit;
    if (believes<Lock>(params, client)) seen.believing |= bit;
    if (alive && client.at != At::done) seen.unfinished |= bit;
    bit <<= 1;
  }
  seen.charges = world.store.charges;
  seen.interleaved = world.store.interleaved;
  seen.stale_write = world.store.stale_write;
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
  for (const Client c : each<Client>(params)) {
    const auto& client = world.client[c];
    if (Lock::granted(world.service, c))
      found.push_back({lanes["lock service"], BarKind::lease, lanes.name(c)});
    if (believes<Lock>(params, client)) found.push_back({lanes[c], BarKind::critical_section, ""});
    if (client.health == Health::paused) found.push_back({lanes[c], BarKind::paused, ""});
    if (client.health == Health::crashed) found.push_back({lanes[c], BarKind::crashed, ""});
  }
  return found;
}

}  // namespace lockstep::composition
