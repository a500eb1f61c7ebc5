// Redlock: a lock on the majority of independent servers that each let it run out.
//
// A client reads its clock, sets the key at each server in turn, and reads its clock again. It has
// the lock if it set the key at a majority and something is left of the time to live; it acts only
// for as long as that lasts. Two majorities share a server, so two clients hold the lock at once
// only if a server gives its key away early: because its wall clock stepped, or because it
// restarted and forgot. Against the latter a server that restarts stays away for a while, against
// the former a client trusts its keys for less than a time to live. That is enough if and only if
// restart-delay >= ttl - margin, and all steps together are no longer than margin, and than
// restart-delay - (ttl - margin) (docs/redlock.md).
// Requests may take any time. Against the standard of other locks a pause may not: a client stops
// working when its validity is over, as the documentation assumes.
// Redis documentation, "Distributed locks with Redis"; Kleppmann, "How to do distributed locking",
// and Sanfilippo, "Is Redlock safe?", both 2016.
#include "models/kit/faults/clock_steps.hpp"
#include "models/kit/kit.hpp"
#include "models/kit/protocol/time.hpp"
#include "properties/exclusion.hpp"

namespace lockstep {
namespace {

struct ClientTag {};
using Client = Id<ClientTag>;
// Servers are alike too, but clients are sorted by servers and servers by clients, and sorting one
// undoes the order of the other without end; so servers are never renamed.
struct ServerTag : Ordered {};
using Server = Id<ServerTag>;

struct Params : ClockSteps {
  int clients = 2;
  int servers = 3;
  Span ttl = 3;
  Span restart_delay = 3;
  Span margin = 0;
  bool check_validity = true;
  int restarts = 1;
  int rounds = 1;
};
BOOST_DESCRIBE_STRUCT(Params, (ClockSteps),
                      (clients, servers, ttl, restart_delay, margin, check_validity, restarts,
                       rounds))

int population(const Params& p, ClientTag) { return p.clients; }
int population(const Params& p, ServerTag) { return p.servers; }

enum class At : std::uint8_t { idle, asking, holding, releasing };
BOOST_DESCRIBE_ENUM(At, idle, asking, holding, releasing)

struct User {
  At at;
  Count<3> rounds;  // how often it has asked
  Count<5> keys;    // how many servers set the key for it
  Timer validity;   // what is left of ttl, less the margin, since it first read the clock
};
BOOST_DESCRIBE_STRUCT(User, (), (at, rounds, keys, validity))

struct Redis {
  Maybe<ClientTag> key;
  WallTimer term;          // of the key: Redis lets keys run out by the wall clock
  WallTimer away;          // after a restart
  Set<ClientTag> expects;  // who still has to ask here, or to release
};
BOOST_DESCRIBE_STRUCT(Redis, (), (key, term, away, expects))

struct State {
  Budget restarts;
  Budget clock_steps;
  Table<ClientTag, User, 3> client;
  Table<ServerTag, Redis, 5> server;
};
BOOST_DESCRIBE_STRUCT(State, (), (restarts, clock_steps, client, server))

State start(const Params& p) {
  State s{};
  s.restarts = Budget(p.restarts);
  s.clock_steps = Budget(p.clock_steps);
  return s;
}

void visit_all(const Params& p, State& s, Client c) {
  for (const Server j : each<Server>(p)) s.server[j].expects.insert(c);
}

bool has_visited_all(const Params& p, const State& s, Client c) {
  return how_many<Server>(p, [&](Server j) { return s.server[j].expects.contains(c); }) == 0;
}

Step begins(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::idle && me.rounds < p.rounds);
  me.at = At::asking;
  ++me.rounds;
  me.validity.start(p.ttl - p.margin);
  visit_all(p, s, c);
  return taken;
}

bool is_free(const Redis& server) { return !server.key && server.away.stopped(); }

// Request, write and reply in one step: the client waits for nothing but the reply, and how late
// it comes is how late the next step is.
Step sets_the_key(const Params& p, State& s, Client c, Server j) {
  auto& me = s.client[c];
  WHEN(me.at == At::asking && s.server[j].expects.contains(c) && is_free(s.server[j]));
  s.server[j].expects.erase(c);
  ++me.keys;
  s.server[j].key = c;
  s.server[j].term.start(p.ttl);
  return taken;
}

Step gets_no_key(const Params&, State& s, Client c, Server j) {
  auto& me = s.client[c];
  WHEN(me.at == At::asking && s.server[j].expects.contains(c) && !is_free(s.server[j]));
  s.server[j].expects.erase(c);
  return taken;
}

bool has_won(const Params& p, const User& me) {
  return me.keys > p.servers / 2 && (me.validity.running() || !p.check_validity);
}

// A client that does not look at its clock again takes the lock for as good as new.
Step acquires(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::asking && has_visited_all(p, s, c) && has_won(p, me));
  me.at = At::holding;
  me.keys = 0;
  if (!p.check_validity) me.validity.start(p.ttl - p.margin);
  return taken;
}

void release(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  me.at = At::releasing;
  me.keys = 0;
  me.validity.stop();
  visit_all(p, s, c);
}

Step gives_up(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::asking && has_visited_all(p, s, c) && !has_won(p, me));
  release(p, s, c);
  return taken;
}

Step leaves(const Params& p, State& s, Client c) {
  WHEN(s.client[c].at == At::holding);
  release(p, s, c);
  return taken;
}

void free_key(Redis& server) {
  server.key = {};
  server.term.stop();
}

Step releases(const Params& p, State& s, Client c, Server j) {
  auto& me = s.client[c];
  WHEN(me.at == At::releasing && s.server[j].expects.contains(c));
  s.server[j].expects.erase(c);
  if (has_visited_all(p, s, c)) me.at = At::idle;
  if (s.server[j].key == c) free_key(s.server[j]);
  return taken;
}

Step restarts(const Params& p, State& s, Server j) {
  WHEN(s.restarts.left() && s.server[j].away.stopped());
  s.restarts.spend();
  free_key(s.server[j]);
  if (p.restart_delay > 0) s.server[j].away.start(p.restart_delay);
  return taken;
}

// Keys run out, and servers come back, in the moment in which they are due.
void look_at_the_clock(Redis& server) {
  if (server.term.expired()) free_key(server);
  if (server.away.expired()) server.away.stop();
}

bool step_clock(const Params&, State& s, Server j, int ticks) {
  auto& server = s.server[j];
  if (server.term.stopped() && server.away.stopped()) return false;  // it measures nothing
  server.term.step(ticks);
  server.away.step(ticks);
  look_at_the_clock(server);
  return true;
}

Step time_goes_on(const Params& p, State& s) {
  WHEN(time_may_pass(s));
  tick(s);
  for (const Server j : each<Server>(p)) look_at_the_clock(s.server[j]);
  return taken;
}

bool believes(const State& s, Client c) {
  return s.client[c].at == At::holding && s.client[c].validity.running();
}

bool at_most_one(const Params& p, const State& s) {
  return how_many<Client>(p, [&](Client c) { return believes(s, c); }) <= 1;
}

std::string explain(const Params& p, const State& s, const Lanes& lanes) {
  std::string names;
  for (const Client c : each<Client>(p))
    if (believes(s, c)) names += (names.empty() ? "" : " and ") + lanes.name(c);
  return names + " believe at once that they hold the lock";
}

std::vector<Bar> bars(const Params& p, const State& s, const Lanes& lanes) {
  std::vector<Bar> found;
  for (const Client c : each<Client>(p))
    if (believes(s, c)) found.push_back({lanes[c], BarKind::critical_section, ""});
  for (const Server j : each<Server>(p)) {
    const auto& server = s.server[j];
    if (server.key) found.push_back({lanes[j], BarKind::lease, "key of " + lanes.name(server.key)});
    if (server.away.running()) found.push_back({lanes[j], BarKind::crashed, "stays away"});
  }
  return found;
}

bool trusts_for_a_while(const Params& p) { return p.margin < p.ttl; }

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("how many clients want the lock", 1, 3);
  m.parameter<&Params::servers>("how many servers keep the key", 1, 5);
  m.parameter<&Params::ttl>("for how long a server keeps the key", 1, 20);
  m.parameter<&Params::restart_delay>("for how long a server stays away when it restarts", 0, 20)
      .only_with("restarts>0");
  m.parameter<&Params::margin>("how much less than ttl a client trusts its keys", 0, 19);
  m.parameter<&Params::check_validity>("whether a client reads its clock again after asking");
  m.parameter<&Params::restarts>("how often a server restarts and forgets its key", 0, 3);
  m.parameter<&Params::rounds>("how often each client asks for the lock", 1, 3);
  m.needs<trusts_for_a_while>("margin must be shorter than ttl: else no client ever has the lock");
  m.lanes<ClientTag>("client");
  m.lanes<ServerTag>("server");
  m.lane("time");
  m.start<start>();

  m.action<begins>("reads its clock and begins to ask");
  m.action<sets_the_key>("sets the key").says("{0} sets the key at {1}");
  m.action<gets_no_key>("cannot set the key")
      .says("{0} cannot set the key at {1}")
      .shows("contend");
  m.action<acquires>("has a majority and the lock").shows("acquire");
  m.action<gives_up>("does not have the lock");
  m.action<leaves>("has done its work");
  m.action<releases>("releases the key").says("{0} releases the key at {1}");
  m.action<restarts>("restarts")
      .fault("restart")
      .says("{0} restarts and has forgotten its key")
      .allowed_by<&Params::restarts>();
  declare_wall_clocks<step_clock, Server>(m);
  m.action<time_goes_on>("time passes").lets_time_pass().says("time passes");

  m.always<at_most_one>(exclusion_in_belief.name, exclusion_in_belief.sentence).because<explain>();
  m.sometimes("acquire", "a client has a majority and the lock");
  m.sometimes("contend", "a client finds a key set by another");
  m.bars<bars>();
  m.assumption("All clocks run at the same rate.");
  m.assumption("A client stops working in the moment in which its validity is over.");

  m.claim("servers=3 ttl=3 restart-delay=3");
  m.claim("servers=3 ttl=3 restart-delay=2", {{exclusion_in_belief.name, 13}});
  m.claim("ttl=2 restart-delay=2 rounds=2");
  m.claim("servers=5 ttl=1 restart-delay=1");
  m.claim("servers=5 ttl=1 restart-delay=0", {{exclusion_in_belief.name, 15}});
  m.claim("restarts=0");
  m.claim("restarts=0 check-validity=false", {{exclusion_in_belief.name, 13}});
  m.claim("restarts=0 clock-steps=1 step=3", {{exclusion_in_belief.name, 11}});
  m.claim("restarts=0 clock-steps=1 step=1", {{exclusion_in_belief.name, 13}});
  m.claim("restarts=0 margin=1 clock-steps=1 step=1");
  m.claim("restarts=0 margin=1 clock-steps=1 step=2", {{exclusion_in_belief.name, 12}});
  m.claim("margin=1 restart-delay=2");
  m.claim("margin=1 restart-delay=1", {{exclusion_in_belief.name, 12}});
  m.claim("margin=1 restart-delay=2 clock-steps=1 step=1", {{exclusion_in_belief.name, 13}});
}

}  // namespace

LOCKSTEP_PROTOCOL("redlock", "a lock on the majority of independent servers",
                  "Redis documentation, Distributed locks with Redis", build)

}  // namespace lockstep
