// A lock service that fails, and an operator who interferes.
//
// A failover to a standby and a restart from disk are one thing: the service goes on from a copy of
// itself that may lack the last of what it did, grants and tokens alike. The standby has one and
// the disk another, and neither need be the newer; what is on the disk of a standby that takes over
// is what it knows. Copying is a step of its own, so any of the last steps may be missing. Of the
// old state the grants remain, as history: a client that has one does not know that the service has
// forgotten it.
#include "models/composition/steps/clients.hpp"
#include "models/composition/steps/steps.hpp"
#include "models/composition/world/links.hpp"

#include <vector>

namespace lockstep::composition {
namespace {

// What a service keeps, outside every state.
class Aside {
 public:
  Aside(const Setup& s, std::uint32_t clients)
      : service_(s.lock->service.room),
        each_(s.lock->for_client.room),
        clients_(clients),
        bytes_(service_ + std::size_t{each_} * clients + 1) {}

  KeptBytes kept() { return {bytes_.data(), bytes_.data() + service_, each_, clients_}; }

 private:
  std::uint32_t service_;
  std::uint32_t each_;
  std::uint32_t clients_;
  std::vector<std::byte> bytes_;
};

void assign(const Setup& s, const KeptBytes& to, const KeptBytes& from) {
  std::memcpy(to.once, from.once, s.lock->service.room);
  for (unsigned i = 0; i < to.clients; ++i)
    std::memcpy(to.of(i), from.of(i), s.lock->for_client.room);
}

bool same(const Setup& s, const KeptBytes& a, const KeptBytes& b) {
  if (std::memcmp(a.once, b.once, s.lock->service.room) != 0) return false;
  for (unsigned i = 0; i < a.clients; ++i)
    if (std::memcmp(a.of(i), b.of(i), s.lock->for_client.room) != 0) return false;
  return true;
}

void clear(const Setup& s, const KeptBytes& kept) {
  if (kept) assign(s, kept, Aside(s, kept.clients).kept());
}

// The service goes on from a copy, or from nothing. What it had promised when it fell back before
// may last as well.
void fall_back(const Setup& s, const World& world, int server, const KeptBytes& copy) {
  const FallsBack& lock = s.lock->falls_back;
  const void* params = s.lock_params.get();
  const KeptBytes service = world.service(server);
  const KeptBytes former = world.former(server);
  Aside both(s, service.clients);
  assign(s, both.kept(), service);
  lock.adds(params, both.kept(), former);
  assign(s, former, both.kept());
  if (copy)
    assign(s, service, copy);
  else
    clear(s, service);
  lock.restores(params, s.environment, service, former);
  note_possession(s, world);
}

// The service is one again. Clients that wait ask again, which is not modelled as messages; what it
// had promised and has forgotten is history.
void bury_former(const Setup& s, const World& world, int server) {
  const KeptBytes former = world.former(server);
  const KeptBytes service = world.service(server);
  for (const Client c : world.clients()) s.lock->falls_back.asks_instead(former, service, c);
  Aside left(s, service.clients);
  s.lock->falls_back.promises(s.lock_params.get(), left.kept(), former, service);
  assign(s, former, left.kept());
}

void make_copy(const Setup& s, const KeptBytes& service, const KeptBytes& copy) {
  assign(s, copy, service);
  s.lock->falls_back.forgets(s.lock_params.get(), s.environment, copy);
}

// A copy that nothing will fall back on is forgotten, so that states that behave alike are one.
void renew(const Setup& s, const KeptBytes& service, const KeptBytes& copy, bool needed) {
  if (!copy) return;
  clear(s, copy);
  if (needed) make_copy(s, service, copy);
}

void renew_disk(const Setup& s, const World& world, int server) {
  renew(s, world.service(server), world.disk(server), world.failures().restarts.left() > 0);
}

// Where replication is synchronous the standby knows all, and nothing need be kept of it: but for a
// service that has restarted and forgotten, until it is back and tells its standby.
bool standby_knows_more(const Setup& s, const World& world) {
  return !may_lose_by_failover(s.environment) && may_lose_by_restart(s.environment) &&
         !is_up(world);
}

}  // namespace

// The standby takes over, even if the primary is away. Requests on their way reach it, unless the
// old primary lives on: then they reach that one, as do those of every client that has not found
// the new primary.
Step fails_over(const Setup& s, const World& world) {
  const Failures failures = world.failures();
  WHEN(failures.failovers.left() > 0);
  failures.failovers.spend();
  world.common().service_pause = {};
  const bool changes = may_lose_by_failover(s.environment) || standby_knows_more(s, world);
  failures.away.stop();
  if (changes) fall_back(s, world, first_server, world.copy());
  renew_disk(s, world, first_server);
  if (!changes) return taken;
  if (s.environment.old_primary == OldPrimary::lives_on) {
    failures.lives_on = true;
    for (const Client c : world.clients()) failures.behind.insert(c);
  } else {
    bury_former(s, world, first_server);
  }
  renew(s, world.service(), world.copy(),
        may_lose_by_failover(s.environment) && failures.failovers.left() > 0);
  return taken;
}

namespace {

void goes_on_from_disk(const Setup& s, const World& world, int server) {
  fall_back(s, world, server, world.disk(server));
  bury_former(s, world, server);
  renew_disk(s, world, server);
}

}  // namespace

Step restarts_service(const Setup& s, const World& world) {
  const Failures failures = world.failures();
  WHEN(failures.restarts.left() > 0 && is_up(world));
  failures.restarts.spend();
  world.common().service_pause = {};
  if (s.environment.service_restart_delay > 0)
    failures.away.start(s.environment.service_restart_delay);
  if (!may_lose_by_restart(s.environment)) return taken;
  if (standby_knows_more(s, world))
    renew(s, world.service(), world.copy(), failures.failovers.left() > 0);
  goes_on_from_disk(s, world, first_server);
  return taken;
}

// It comes back by itself when its time is over: that is no step.
Step server_restarts(const Setup& s, const World& world, Server server) {
  const int number = static_cast<int>(server.number());
  Budget& left = world.failures().restarts;
  WHEN(left.left() > 0 && is_up(world, number));
  left.spend();
  Node& node = world.node(number);
  node = {};
  if (s.environment.service_restart_delay > 0) node.away.start(s.environment.service_restart_delay);
  if (may_lose_by_restart(s.environment)) goes_on_from_disk(s, world, number);
  return taken;
}

Step is_back(const Setup& s, const World& world) {
  const Failures failures = world.failures();
  WHEN(failures.away.expired());
  if (standby_knows_more(s, world)) clear(s, world.copy());
  failures.away.stop();
  return taken;
}

namespace {

// All that the service has done up to now is copied in one step: whoever falls back on it finds all
// that was done before some moment, and nothing that was done after it.
bool copies(const Setup& s, const World& world, int server, const KeptBytes& copy, Budget left) {
  if (left.left() == 0 || !service_runs(world, server)) return false;
  Aside now(s, copy.clients);
  make_copy(s, world.service(server), now.kept());
  if (same(s, copy, now.kept())) return false;
  assign(s, copy, now.kept());
  return true;
}

}  // namespace

Step replicates(const Setup& s, const World& world) {
  WHEN(may_lose_by_failover(s.environment) &&
       copies(s, world, first_server, world.copy(), world.failures().failovers));
  return taken;
}

namespace {

Step syncs(const Setup& s, const World& world, int server) {
  const KeptBytes disk = world.disk(server);
  WHEN(disk && copies(s, world, server, disk, world.failures().restarts));
  return taken;
}

}  // namespace

Step syncs(const Setup& s, const World& world) { return syncs(s, world, first_server); }
Step server_syncs(const Setup& s, const World& world, Server server) {
  return syncs(s, world, static_cast<int>(server.number()));
}

// Nothing between the client and the old primary is under way: what is will arrive before, or be
// lost. A client that waited there asks the new one instead.
Step finds_new_primary(const Setup& s, const World& world, Client c) {
  const Failures failures = world.failures();
  const Process me = world.client(c);
  WHEN(!service_link_is_cut(s, world, c, first_server));
  WHEN(failures.lives_on && failures.behind.contains(c));
  WHEN(me.health == Health::running && me.at != At::done);
  WHEN(!world.calls().any([&](const Envelope& call) { return call.client == c; }));
  failures.behind.erase(c);
  s.lock->falls_back.asks_instead(world.former(), world.service(), c);
  return taken;
}

namespace {

void free_lock(const Setup& s, const World& world) {
  s.lock->frees(world.service());
  note_possession(s, world);
  for (const Client c : world.clients()) world.client(c).granted = 0;
  if (const KeptBytes former = world.former(); former && !world.failures().lives_on)
    s.lock->frees(former);
}

// A client that is the holder as the service sees it, and that still works with the lock, or will.
bool somebody_works(const Setup& s, const World& world) {
  for (const Client c : world.clients()) {
    const Process client = world.client(c);
    const bool gone =
        client.health == Health::crashed || client.at == At::done || is_leaving(client.at);
    if (!gone && s.lock->keeps(world.service(), c)) return true;
  }
  return false;
}

bool is_taken(const Setup& s, const World& world) {
  for (const Client c : world.clients())
    if (s.lock->keeps(world.service(), c)) return true;
  return false;
}

}  // namespace

// An operator cannot tell a client that is gone from one that is slow. To be right is a step that
// can be counted on; to be mistaken is a fault.
Step frees_lock_of_one_gone(const Setup& s, const World& world) {
  const Failures failures = world.failures();
  WHEN(failures.force_unlocks.left() > 0 && service_runs(world));
  WHEN(is_taken(s, world) && !somebody_works(s, world));
  failures.force_unlocks.spend();
  free_lock(s, world);
  return taken;
}

Step frees_lock_in_use(const Setup& s, const World& world) {
  const Failures failures = world.failures();
  WHEN(failures.force_unlocks.left() > 0 && service_runs(world));
  WHEN(somebody_works(s, world));
  failures.force_unlocks.spend();
  free_lock(s, world);
  return taken;
}

}  // namespace lockstep::composition
