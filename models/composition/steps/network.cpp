// What goes wrong with messages, and with the links that they take.
#include "models/composition/steps/steps.hpp"
#include "models/composition/world/links.hpp"

namespace lockstep::composition {
namespace {

// In a channel that keeps the order it is enough to lose, and to duplicate, the first: what happens
// to a message behind others makes no difference until it is the first.
Step is_lost(Net net, Budget& budget, unsigned slot) {
  WHEN(budget.left() > 0 && is_first(net.envelope(slot)));
  budget.spend();
  net.take_out(slot);
  return taken;
}

Step is_duplicated(const Setup& s, Net net, Budget& budget, unsigned slot) {
  WHEN(budget.left() > 0 && is_first(net.envelope(slot)));
  budget.spend();
  net.duplicate(slot, s.environment.channels);
  return taken;
}

Step overtakes(Net net, Budget& budget, unsigned slot) {
  WHEN(budget.left() > 0 && !is_first(net.envelope(slot)));
  budget.spend();
  net.overtake(slot);
  return taken;
}

}  // namespace

Step call_is_lost(const Setup&, const World& world, unsigned slot) {
  return is_lost(world.calls(), world.common().losses, slot);
}
Step call_is_duplicated(const Setup& s, const World& world, unsigned slot) {
  return is_duplicated(s, world.calls(), world.common().duplicates, slot);
}
Step call_overtakes(const Setup&, const World& world, unsigned slot) {
  return overtakes(world.calls(), world.common().reorders, slot);
}
Step query_is_lost(const Setup&, const World& world, unsigned slot) {
  return is_lost(world.queries(), world.common().losses, slot);
}
Step query_is_duplicated(const Setup& s, const World& world, unsigned slot) {
  return is_duplicated(s, world.queries(), world.common().duplicates, slot);
}
Step query_overtakes(const Setup&, const World& world, unsigned slot) {
  return overtakes(world.queries(), world.common().reorders, slot);
}

namespace {

// What is on its way across the cut waits, or is gone when the link heals.
template <class Tag>
Step is_cut_off(const World& world, Client c, Set<Tag>& cuts, Id<Tag> link) {
  const Process me = world.client(c);
  WHEN(world.common().cuts.left() > 0 && !cuts.contains(link));
  WHEN(me.health != Health::crashed && is_under_way(me.at));
  world.common().cuts.spend();
  cuts.insert(link);
  return taken;
}

}  // namespace

Step is_cut_off(const Setup&, const World& world, Client c) {
  return is_cut_off(world, c, world.common().cut_off, c);
}

Step is_cut_off_from_store(const Setup& s, const World& world, Client c) {
  WHEN(s.environment.cut == Cut::any);
  return is_cut_off(world, c, world.common().cut_off_from_store, c);
}

Step is_cut_off_from_server(const Setup&, const World& world, Client c, Server server) {
  return is_cut_off(world, c, world.server_cuts(c), server);
}

Step reaches_server_again(const Setup& s, const World& world, Client c, Server server) {
  Set<ServerTag>& cuts = world.server_cuts(c);
  WHEN(cuts.contains(server));
  const int number = static_cast<int>(server.number());
  if (s.environment.across_cut == AcrossCut::dropped)
    world.calls().take_out_all([&](const Envelope& call) {
      return call.client == c && call.server == number && call_is_cut(s, world, call);
    });
  cuts.erase(server);
  return taken;
}

Step is_connected(const Setup& s, const World& world, Client c) {
  Set<ClientTag>& cuts = world.common().cut_off;
  WHEN(cuts.contains(c));
  if (s.environment.across_cut == AcrossCut::dropped) {
    world.calls().take_out_all(
        [&](const Envelope& call) { return call.client == c && call_is_cut(s, world, call); });
    if (s.environment.cut != Cut::any)
      world.queries().take_out_all([&](const Envelope& query) {
        return query.client == c && query_is_cut(s, world, query);
      });
  }
  cuts.erase(c);
  return taken;
}

Step reaches_store_again(const Setup& s, const World& world, Client c) {
  Set<ClientTag>& cuts = world.common().cut_off_from_store;
  WHEN(cuts.contains(c));
  if (s.environment.across_cut == AcrossCut::dropped)
    world.queries().take_out_all(
        [&](const Envelope& query) { return query.client == c && query_is_cut(s, world, query); });
  cuts.erase(c);
  return taken;
}

}  // namespace lockstep::composition
