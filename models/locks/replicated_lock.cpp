// A lock on a primary that copies it to replicas later: Redis with Sentinel or Cluster, and WAIT.
//
// A client sets the key on the primary, and asks it with WAIT to answer when `wait` replicas have
// the key. After that it works. When the primary fails one of the replicas takes over with what it
// has. The lock does not expire here, so that nothing but replication goes wrong.
// Redis documentation, "Distributed locks" (why failover-based implementations are not enough),
// "WAIT" and "High availability with Redis Sentinel"; Redisson, "Locks and synchronizers"
// (checkLockSyncedSlaves).
#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"
#include "models/parties/client.hpp"

namespace lockstep {
namespace {

struct NodeTag : Ordered {};
using Node = Id<NodeTag>;

constexpr int replicas_max = 4;
constexpr int nodes_max = replicas_max + 1;

enum class Promotes : std::uint8_t {
  any,     // one that can be reached
  newest,  // one that has as much of what the primary did as any other
};
BOOST_DESCRIBE_ENUM(Promotes, any, newest)

struct Params {
  int clients = 2;
  int replicas = 2;
  int wait = 0;
  Promotes promotes = Promotes::any;
  bool checks = true;
  bool rejoins = true;
  int failovers = 1;
  int restarts = 0;
  int timeouts = 0;
};
BOOST_DESCRIBE_STRUCT(Params, (),
                      (clients, replicas, wait, promotes, checks, rejoins, failovers, restarts,
                       timeouts))

int population(const Params& p, ClientTag) { return p.clients; }
int population(const Params& p, NodeTag) { return p.replicas + 1; }

enum class At : std::uint8_t { outside, waits, critical, done };
BOOST_DESCRIBE_ENUM(At, outside, waits, critical, done)

struct Worker {
  At at;
  Set<NodeTag> acknowledged;  // that have its key, as the primary counts for WAIT
};
BOOST_DESCRIBE_STRUCT(Worker, (), (at, acknowledged))

struct State {
  Budget failovers;
  Budget restarts;
  Budget timeouts;
  Node primary;
  Set<NodeTag> failed;
  Table<NodeTag, Maybe<ClientTag>, nodes_max> key;
  Table<ClientTag, Worker, clients_max> client;
};
BOOST_DESCRIBE_STRUCT(State, (), (failovers, restarts, timeouts, primary, failed, key, client))

State start(const Params& p) {
  State s{};
  s.failovers = Budget(p.failovers);
  s.restarts = Budget(p.restarts);
  s.timeouts = Budget(p.timeouts);
  s.primary = Node::numbered(0);
  return s;
}

bool waits(const State& s, Client c) { return s.client[c].at == At::waits; }
bool trying(const State& s, Client c) { return s.client[c].at == At::outside || waits(s, c); }
bool inside(const State& s, Client c) { return s.client[c].at == At::critical; }
bool is_replica(const State& s, Node r) { return r != s.primary && !s.failed.contains(r); }
bool is_behind(const State& s, Node r) { return s.key[r] != s.key[s.primary]; }

bool is_acknowledged(const Params& p, const State& s, Client c) {
  return s.client[c].acknowledged.size() >= static_cast<unsigned>(p.wait);
}

void give_back(State& s, Client c) {
  if (s.key[s.primary] == c) s.key[s.primary] = {};
}

// Its value is its own: a client that finds the key with it has the lock.
Step sets_key(const Params&, State& s, Client c) {
  WHEN(s.client[c].at == At::outside);
  WHEN(!s.key[s.primary] || s.key[s.primary] == c);
  s.key[s.primary] = c;
  s.client[c] = {At::waits, {}};
  return taken;
}

Step enters(const Params& p, State& s, Client c) {
  WHEN(waits(s, c) && is_acknowledged(p, s, c));
  s.client[c] = {At::critical, {}};
  return taken;
}

Step leaves(const Params&, State& s, Client c) {
  WHEN(inside(s, c));
  give_back(s, c);
  s.client[c].at = At::done;
  return taken;
}

// Its time to live is longer than any work.
Step expires(const Params&, State& s, Client c) {
  WHEN(s.key[s.primary] == c && !waits(s, c) && !inside(s, c));
  s.key[s.primary] = {};
  return taken;
}

bool somebody_waits_for(const Params& p, const State& s, Node r) {
  return how_many<Client>(
             p, [&](Client c) { return waits(s, c) && !s.client[c].acknowledged.contains(r); }) > 0;
}

// All that the primary did is copied in one step, and in the order in which it did it.
Step replicates(const Params& p, State& s, Node r) {
  WHEN(is_replica(s, r) && (is_behind(s, r) || somebody_waits_for(p, s, r)));
  s.key[r] = s.key[s.primary];
  for (const Client c : each<Client>(p))
    if (waits(s, c)) s.client[c].acknowledged.insert(r);
  return taken;
}

bool may_be_promoted(const Params& p, const State& s, Node r) {
  if (!is_replica(s, r)) return false;
  if (p.promotes == Promotes::any || !is_behind(s, r)) return true;
  return how_many<Node>(
             p, [&](Node other) { return is_replica(s, other) && !is_behind(s, other); }) == 0;
}

// A client that waits for the primary gets an error, and begins again with the new one.
Step fails_over(const Params& p, State& s, Node r) {
  WHEN(s.failovers.left() > 0 && may_be_promoted(p, s, r));
  s.failovers.spend();
  s.failed.insert(s.primary);
  s.key[s.primary] = {};
  s.primary = r;
  for (const Client c : each<Client>(p))
    if (waits(s, c)) s.client[c] = {};
  return taken;
}

bool does_rejoin(const Params& p) { return p.rejoins && p.failovers > 0; }

Step rejoins(const Params& p, State& s, Node r) {
  WHEN(p.rejoins && s.failed.contains(r));
  s.failed.erase(r);
  return taken;
}

Step restarts(const Params&, State& s, Node r) {
  WHEN(s.restarts.left() > 0 && is_replica(s, r) && s.key[r]);
  s.restarts.spend();
  s.key[r] = {};
  return taken;
}

// WAIT answers with a number that is too small.
Step times_out(const Params& p, State& s, Client c) {
  WHEN(s.timeouts.left() > 0 && waits(s, c) && !is_acknowledged(p, s, c));
  s.timeouts.spend();
  if (p.checks) give_back(s, c);
  s.client[c] = {p.checks ? At::outside : At::critical, {}};
  return taken;
}

bool is_forgotten(const State& s, Client c) { return inside(s, c) && !(s.key[s.primary] == c); }

bool nobody_is_forgotten(const Params& p, const State& s) {
  return !somebody<Client, is_forgotten>(p, s);
}

std::string who_is_forgotten(const Params& p, const State& s, const Lanes& lanes) {
  return names_inside<Client, is_forgotten>(p, s, lanes) + " has the lock, and " +
         lanes.name(s.primary) + ", which is the primary now, does not know";
}

bool can_wait_for_so_many(const Params& p) { return p.wait <= p.replicas; }

void declare_faults(Protocol<Params, State>& m) {
  bounded_fault<&Params::failovers>(
      m, {"maximum failovers per run", "the primary does not fail", "the primary fails", 2});
  bounded_fault<&Params::restarts>(
      m,
      {"maximum restarts per run of a replica, without what it knew",
       "no replica restarts without what it knew", "replicas restart without what they knew", 2});
  bounded_fault<&Params::timeouts>(
      m,
      {"maximum times per run that WAIT answers with too few replicas",
       "WAIT answers when enough replicas have the key", "WAIT answers with too few replicas", 2});
  m.action<fails_over>("takes over")
      .says("the primary fails, and {0} takes over")
      .fault("failover")
      .allowed_by<&Params::failovers>();
  m.action<rejoins>("comes back")
      .fair()
      .says("{0} comes back as a replica that has nothing")
      .allowed_by<does_rejoin>();
  m.action<restarts>("restarts")
      .says("{0} restarts, and knows nothing")
      .fault("restart")
      .allowed_by<&Params::restarts>();
  m.action<times_out>("is told of too few replicas")
      .fault("timeout")
      .allowed_by<&Params::timeouts>();
}

void claims(Protocol<Params, State>& m) {
  m.claim("failovers=0");
  m.claim("", {{"mutual exclusion", 5}, {"no grant is lost", 3}});
  m.claim("promotes=newest", {{"mutual exclusion", 5}, {"no grant is lost", 3}});
  m.claim("wait=1", {{"mutual exclusion", 7}, {"no grant is lost", 4}});
  m.claim("wait=1 promotes=newest");
  m.claim("wait=1 replicas=1");
  m.claim("wait=2");
  m.claim("wait=2 failovers=2", {{"mutual exclusion", 12}, {"no grant is lost", 7}});
  m.claim("wait=2 failovers=2 promotes=newest");
  m.claim("wait=1 failovers=2 promotes=newest", {{"mutual exclusion", 9}, {"no grant is lost", 5}});
  m.claim("replicas=4 wait=3", {{"mutual exclusion", 11}, {"no grant is lost", 6}});
  m.claim("replicas=4 wait=4");
  m.claim("wait=2 rejoins=false", {{"no deadlock", 3}});
  m.claim("wait=2 restarts=1", {{"mutual exclusion", 11}, {"no grant is lost", 6}});
  m.claim("wait=2 restarts=1 promotes=newest");
  m.claim("wait=2 restarts=2 promotes=newest", {{"mutual exclusion", 12}, {"no grant is lost", 7}});
  m.claim("wait=2 timeouts=1");
  m.claim("wait=2 timeouts=1 checks=false", {{"mutual exclusion", 8}, {"no grant is lost", 3}});
  m.claim("wait=1 clients=3 promotes=newest timeouts=1");
  m.claim_liveness("wait=2");
  m.claim_liveness("wait=2 rejoins=false",
                   {{"deadlock freedom", 3, 0}, {"starvation freedom", 3, 0}});
  m.claim_liveness("wait=1 promotes=newest failovers=2 timeouts=1");
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of clients", 1, clients_max);
  m.parameter<&Params::replicas>("number of replicas", 1, replicas_max);
  m.parameter<&Params::wait>("replicas that must have the key before the client works", 0,
                             replicas_max);
  m.parameter<&Params::promotes>(
       "which replica takes over: any, newest (one that lacks nothing, if there is one)")
      .only_with("failovers>0");
  m.parameter<&Params::checks>(
       "whether a client that is told of too few replicas deletes the key and begins again; else "
       "it works")
      .only_with("timeouts>0");
  m.parameter<&Params::rejoins>("whether a primary that failed comes back as an empty replica")
      .only_with("failovers>0");
  m.needs<can_wait_for_so_many>("`wait` is at most `replicas`: WAIT would never be answered");
  m.lanes<ClientTag>("client");
  m.lanes<NodeTag>("node");
  m.start<start>();
  m.action<sets_key>("sets the key").fair();
  m.action<enters>("has its answer, and works").fair().shows("enter");
  m.action<leaves>("deletes the key").fair();
  m.action<expires>("lets its key expire").fair().says("the key of {0} expires");
  m.action<replicates>("gets the key").fair().says("{0} gets what the primary did");
  declare_faults(m);
  declare_exclusion<Client, inside>(m);
  m.always<nobody_is_forgotten>("no grant is lost",
                                "the primary has the key of every client that works")
      .because<who_is_forgotten>();
  declare_no_deadlock<Client, trying>(m);
  declare_progress<Client, trying, inside>(m);
  m.sometimes("enter", "a client has the lock");
  m.assumption("the primary is asked and answers in one step");
  m.assumption("a key does not expire while its client waits or works");
  claims(m);
}

}  // namespace

LOCKSTEP_PROTOCOL("replicated-lock", "a lock that replicas learn of later, with or without WAIT",
                  "Redis, Distributed locks, and WAIT", build)

}  // namespace lockstep
