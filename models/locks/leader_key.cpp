// The leader of a replicated database, as Patroni keeps it: an agent beside each database holds a
// key with a time to live, and the database whose agent has the key accepts writes.
//
// Agent and database are two processes. When the agent stops, nobody renews the key and nobody
// tells the database: it goes on accepting writes while another node takes the key. Hence the
// watchdog, a timer in the machine that resets it when no keepalive came for a while. An agent
// renews the key first and sends the keepalive then, and in between it may be paused: the watchdog
// fires in time if and only if timeout + that pause <= ttl, and with timeout <= ttl / 2 whatever
// the pause (docs/leader-key.md). A database that is told to stop may hang; then, too, it is the
// watchdog that ends it. Patroni documentation, "Watchdog support"; github.com/patroni/patroni.
#include "models/composition/lock.hpp"
#include "properties/exclusion.hpp"
#include "properties/fencing.hpp"

namespace lockstep {
namespace {

enum class Watchdog : std::uint8_t { none, armed };
BOOST_DESCRIBE_ENUM(Watchdog, none, armed)

struct Params {
  Span ttl = 6;
  Span loop = 2;
  Watchdog watchdog = Watchdog::none;
  Span timeout = 5;
};
BOOST_DESCRIBE_STRUCT(Params, (), (ttl, loop, watchdog, timeout))

struct Key {
  Maybe<ClientTag> holder;
  Timer term;
  TokenSource revisions;  // of its creations
};
BOOST_DESCRIBE_STRUCT(Key, (), (holder, term, revisions))

enum class Does : std::uint8_t {
  follows,
  takes,     // saw no key, has armed the watchdog, and is about to create the key
  promotes,  // has created the key, and is about to promote the database
  leads,     // sleeps until the next round
  renewed,   // has renewed the key, and is about to send the keepalive
  leaves,    // could not renew the key, and has told the database to stop
};
BOOST_DESCRIBE_ENUM(Does, follows, takes, promotes, leads, renewed, leaves)

// Of the agent; the client is the database.
struct Session {
  Does does;
  Token revision;  // of the key: goes along with what the database writes to a store
  Timer next;      // round of the agent
  Timer watchdog;  // fires when it has run out
};
BOOST_DESCRIBE_STRUCT(Session, (), (does, revision, next, watchdog))

enum class Say : std::uint8_t { look, create, renew, remove, yes, no };
BOOST_DESCRIBE_ENUM(Say, look, create, renew, remove, yes, no)

struct Call {
  Say say;
  Token revision;
};
BOOST_DESCRIBE_STRUCT(Call, (), (say, revision))

using LeaderKey = Lock<Params, Key, Nothing, Session, Call>;
using Service = Kept<Key, Nothing>;

// The key service.

bool allows(Service s, Client c, Say what) {
  if (what == Say::look || what == Say::create) return !s->holder;
  return s->holder == c;
}

void serves(const Params& p, Service s, Client c, const Call& call, Replies& replies) {
  if (!allows(s, c, call.say)) return replies.send(c, Call{Say::no, {}});
  if (call.say == Say::remove) {
    s->holder = {};
    s->term.stop();
  }
  if (call.say == Say::create) s->holder = c;
  if (call.say == Say::create || call.say == Say::renew) s->term.start(p.ttl);
  replies.send(c, Call{Say::yes, call.say == Say::create ? s->revisions.fresh() : Token{}});
}

bool holds(Service s, Client c) { return s->holder == c; }

Step key_expires(const Params&, Service s, Client c) {
  WHEN(s->holder == c && s->term.expired());
  s->holder = {};
  s->term.stop();
  return taken;
}
bool key_is_due(const Params&, Service s) { return s->term.expired(); }

// An agent.

void feed_watchdog(const Params& p, Session& me) {
  if (p.watchdog == Watchdog::armed) me.watchdog.start(p.timeout);
}

// What the service allowed is done. The watchdog is armed before the key is asked for: from then on
// it bounds whatever follows.
Heard hears(const Params& p, Session& me, Stage, const Call& call, Out&) {
  if (call.say == Say::no) return Heard::nothing;
  switch (me.does) {
    case Does::follows:
      me.does = Does::takes;
      feed_watchdog(p, me);
      break;
    case Does::takes:
      me.does = Does::promotes;
      me.revision = call.revision;
      break;
    case Does::leads:
      me.next.start(p.loop);
      if (p.watchdog == Watchdog::armed) me.does = Does::renewed;
      break;
    default: break;
  }
  return Heard::nothing;
}

void asks(const Params&, Session&, Out& out) { out.call(Call{Say::look, {}}); }

Step finds_no_key(const Params&, Session& me, Stage stage, Out& out) {
  WHEN(stage == Stage::waits && me.does == Does::follows);
  UNDO_UNLESS(out.call(Call{Say::look, {}}) && me.does == Does::takes);
  return taken;
}

Step creates_key(const Params&, Session& me, Stage, Out& out) {
  WHEN(me.does == Does::takes);
  UNDO_UNLESS(out.call(Call{Say::create, {}}) && me.does == Does::promotes);
  return taken;
}

Step comes_too_late(const Params&, Session& me, Stage, Out& out) {
  WHEN(me.does == Does::takes);
  UNDO_UNLESS(!out.call(Call{Say::create, {}}) || me.does == Does::takes);
  me.does = Does::follows;
  me.watchdog.stop();
  return taken;
}

Step promotes(const Params& p, Session& me, Stage, Out& out) {
  WHEN(me.does == Does::promotes);
  me.does = Does::leads;
  me.next.start(p.loop);
  out.tells(Heard::granted);
  return taken;
}

bool round_begins(const Session& me) { return me.does == Does::leads && me.next.expired(); }

Step renews_key(const Params&, Session& me, Stage, Out& out) {
  WHEN(round_begins(me));
  UNDO_UNLESS(out.call(Call{Say::renew, {}}) && !me.next.expired());
  return taken;
}

Step sends_keepalive(const Params& p, Session& me, Stage, Out&) {
  WHEN(me.does == Does::renewed);
  me.does = Does::leads;
  feed_watchdog(p, me);
  return taken;
}

Step fails_to_renew(const Params&, Session& me, Stage, Out& out) {
  WHEN(round_begins(me));
  UNDO_UNLESS(!out.call(Call{Say::renew, {}}) || me.next.expired());
  me.does = Does::leaves;
  me.next.stop();
  return taken;
}

// The database, and then its agent disarms the watchdog and follows.
Step database_stops(const Params&, Session& me, Stage, Out& out) {
  WHEN(me.does == Does::leaves);
  out.tells(Heard::lost);
  return taken;
}

Step watchdog_fires(const Params&, Session& me, Stage, Out& out) {
  WHEN(me.watchdog.expired());
  out.tells(Heard::reset);
  return taken;
}

void gives_back(const Params&, Session&, Out& out) { out.call(Call{Say::remove, {}}); }

// At the moment in which the watchdog has run out, the machine does nothing any more.
bool machine_runs(const Params&, const Session& me) { return !me.watchdog.expired(); }
bool watchdog_is_due(const Params&, const Session& me) { return me.watchdog.expired(); }

bool agent_leads(const Params& p, const Session& me) {
  const bool trusts =
      me.does == Does::promotes || me.does == Does::leads || me.does == Does::renewed;
  return trusts && machine_runs(p, me);
}

// An agent that runs acts before time passes; one that follows may look for the key at any time.
bool agent_is_due(const Params&, const Session& me, Stage) {
  if (me.does == Does::leads) return me.next.expired();
  return me.does != Does::follows && me.does != Does::leaves;
}
bool database_is_due(const Params&, const Session& me, Stage) { return me.does == Does::leaves; }

std::string words(const Params&, const Call& call) {
  static constexpr const char* texts[] = {"key?", "create", "renew", "remove", "yes", "no"};
  return texts[static_cast<std::size_t>(call.say)];
}

std::vector<Assumption> assumptions(const Params& p) {
  std::vector<Assumption> list = {{"an agent that runs does before time passes what it has to do"},
                                  {"all clocks run at the same rate"}};
  if (p.watchdog == Watchdog::armed)
    list.push_back(
        {"the watchdog resets the machine in any state of its processes", "watchdog=none"});
  return list;
}

Travels what_travels(const Params&) { return Travels::nothing; }
bool always_beside(const Params&) { return true; }
bool timeout_above_loop(const Params& p) {
  return p.watchdog == Watchdog::none || p.timeout > p.loop;
}

// Both sides of the edges in docs/leader-key.md.
void claims(LeaderKey& m) {
  const auto agents = one_agent_leads.name;
  const auto belief = exclusion_in_belief.name;
  m.claim("agent-pauses=0");
  m.claim("", {{agents, 12}, {belief, 14}});
  m.claim("agent-pauses=0 agent-crashes=1", {{belief, 14}});
  m.claim("pause=3");
  m.claim("pause=4", {{agents, 13}, {belief, 14}});
  m.claim("watchdog=armed pause=1 agent-crashes=1");
  m.claim("watchdog=armed pause=2 agent-crashes=1", {{belief, 20}});
  m.claim("watchdog=armed timeout=3 agent-pauses=2 agent-crashes=1");
  m.claim("watchdog=armed timeout=4 agent-pauses=2 agent-crashes=1", {{belief, 26}});
  m.claim("agent-pauses=0 cuts=1");
  m.claim("agent-pauses=0 cuts=1 pauses=1", {{belief, 16}});
  m.claim("agent-pauses=0 cuts=1 pauses=1 watchdog=armed");
}

// Databases that write to a store, and a key that cannot be kept.
void claims_of_work(LeaderKey& m) {
  const auto agents = one_agent_leads.name;
  const auto belief = exclusion_in_belief.name;
  const auto effect = exclusion_in_effect.name;
  const auto stale = no_stale_write.name;
  const std::string writes = "workload=lead job=1 ";
  m.claim(writes + "delay=0 agent-pauses=0");
  m.claim(writes + "delay=0", {{effect, 23}, {stale, 20}, {agents, 12}, {belief, 15}});
  m.claim(writes + "delay=0 store=fenced", {{agents, 12}, {belief, 15}});
  m.claim(writes + "delay=3 watchdog=armed timeout=3 agent-crashes=1");
  m.claim(writes + "delay=4 watchdog=armed timeout=3 agent-crashes=1", {{effect, 29}, {stale, 29}});
  m.claim("workload=bill delay=0 agent-pauses=0");
  m.claim("agent-pauses=0 ttl=3 loop=2");
  m.claim("agent-pauses=0 ttl=2 loop=2", {{agents, 8}, {belief, 9}});
}

void steps(LeaderKey& m) {
  m.client_step<finds_no_key>("finds no key").by_agent<always_beside>();
  m.client_step<creates_key>("creates the key").by_agent<always_beside>().shows("acquire");
  m.client_step<comes_too_late>("comes too late to create the key")
      .by_agent<always_beside>()
      .shows("come too late");
  m.client_step<promotes>("promotes its database").by_agent<always_beside>();
  m.client_step<renews_key>("renews the key").by_agent<always_beside>();
  m.client_step<sends_keepalive>("sends a keepalive to its watchdog").by_agent<always_beside>();
  m.client_step<fails_to_renew>("cannot renew the key").by_agent<always_beside>();
  m.client_step<database_stops>("stops");
  m.client_step<watchdog_fires>("is reset by the watchdog")
      .says("the watchdog resets the machine of {0}")
      .by_machine();
  m.service_step<key_expires>("key expires")
      .says("{0}'s key expires")
      .shows("expire")
      .while_paused();
  m.sometimes("come too late", "an agent comes too late to create the key");
  m.sometimes("expire", "the key expires");
}

void build(LeaderKey& m) {
  m.parameter<&Params::ttl>("time that the key lasts unless it is renewed", 1, 100);
  m.parameter<&Params::loop>("time between two rounds of an agent", 1, 100);
  m.parameter<&Params::watchdog>(
      "whether a watchdog resets a machine that gets no keepalives: none, armed");
  m.parameter<&Params::timeout>("time from the last keepalive until the watchdog fires", 1, 100)
      .only_with("watchdog=armed");
  m.needs<timeout_above_loop>("timeout must be longer than loop, or the watchdog always fires");
  m.defaults("agent-pauses=1 pauses=0 workload=hold");
  m.talks<asks, hears, serves, gives_back>();
  m.travels<what_travels>();
  m.asks_again_when_lost();
  m.holders<holds, holds>();
  m.token<&Session::revision>();
  m.words<words>();
  m.agents<agent_leads, agent_is_due>();
  m.client_due<database_is_due>();
  m.machine_due<watchdog_is_due>();
  m.acts_while<machine_runs>();
  m.service_due<key_is_due>();
  m.assumptions<assumptions>();
  steps(m);
  claims(m);
  claims_of_work(m);
}

}  // namespace

LOCKSTEP_LOCK("leader-key", "a key that makes a database the primary, kept by an agent: Patroni",
              "Patroni documentation, Watchdog support", build)

}  // namespace lockstep
