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
#include "models/kit/faults/faults.hpp"
#include "models/kit/kit.hpp"
#include "models/kit/protocol/time.hpp"
#include "properties/exclusion.hpp"

namespace lockstep {
namespace {

// A node is an agent and its database, which have a lane each. Their numbers tie them together, so
// nodes are never renamed.
struct NodeTag : Ordered {};
using Node = Id<NodeTag>;
struct DatabaseTag : Ordered {};
using Database = Id<DatabaseTag>;
constexpr int nodes_max = 3;

enum class Watchdog : std::uint8_t { none, armed };
BOOST_DESCRIBE_ENUM(Watchdog, none, armed)

struct Params {
  int nodes = 2;
  Span ttl = 6;
  Span loop = 2;
  Watchdog watchdog = Watchdog::none;
  Span timeout = 5;
  int pauses = 1;
  Bound pause = Bound::none();
  int crashes = 0;
  int hangs = 0;
  int cuts = 0;
};
BOOST_DESCRIBE_STRUCT(Params, (),
                      (nodes, ttl, loop, watchdog, timeout, pauses, pause, crashes, hangs, cuts))

int population(const Params& p, NodeTag) { return p.nodes; }
int population(const Params& p, DatabaseTag) { return p.nodes; }

Node node_of(Database d) { return Node::numbered(d.number()); }
Database database_of(Node n) { return Database::numbered(n.number()); }

enum class At : std::uint8_t {
  following,
  taking,     // saw no key, has armed the watchdog, and is about to create the key
  promoting,  // has created the key, and is about to promote the database
  leading,    // sleeps until the next round
  renewed,    // has renewed the key, and is about to send the keepalive
  leaving,    // could not renew the key, and has told the database to stop
};
BOOST_DESCRIBE_ENUM(At, following, taking, promoting, leading, renewed, leaving)

enum class Health : std::uint8_t { running, paused, crashed };
BOOST_DESCRIBE_ENUM(Health, running, paused, crashed)

struct Machine {
  At at;  // the agent
  Health agent;
  Timer pause;     // of the agent, when it is bounded
  bool primary;    // the database accepts writes, when it runs
  bool hangs;      // the database
  bool cut;        // from the key
  Timer next;      // round of the agent
  Timer watchdog;  // fires when it has run out
};
BOOST_DESCRIBE_STRUCT(Machine, (), (at, agent, pause, primary, hangs, cut, next, watchdog))

struct State {
  Maybe<NodeTag> holder;  // of the key
  Timer term;             // of the key
  Budget pauses;
  Budget crashes;
  Budget hangs;
  Budget cuts;
  Table<NodeTag, Machine, nodes_max> node;
};
BOOST_DESCRIBE_STRUCT(State, (), (holder, term, pauses, crashes, hangs, cuts, node))

State start(const Params& p) {
  State s{};
  s.pauses = Budget(p.pauses);
  s.crashes = Budget(p.crashes);
  s.hangs = Budget(p.hangs);
  s.cuts = Budget(p.cuts);
  return s;
}

bool acts(const Machine& me, At at) { return me.agent == Health::running && me.at == at; }

void feed_watchdog(const Params& p, Machine& me) {
  if (p.watchdog == Watchdog::armed) me.watchdog.start(p.timeout);
}

// The watchdog is armed before the key is asked for: from then on it bounds whatever follows.
Step finds_no_key(const Params& p, State& s, Node n) {
  WHEN(acts(s.node[n], At::following) && !s.node[n].cut && !s.holder);
  s.node[n].at = At::taking;
  feed_watchdog(p, s.node[n]);
  return taken;
}

Step creates_key(const Params& p, State& s, Node n) {
  WHEN(acts(s.node[n], At::taking) && !s.node[n].cut && !s.holder);
  s.node[n].at = At::promoting;
  s.holder = n;
  s.term.start(p.ttl);
  return taken;
}

Step comes_too_late(const Params&, State& s, Node n) {
  WHEN(acts(s.node[n], At::taking) && (s.node[n].cut || s.holder));
  s.node[n].at = At::following;
  s.node[n].watchdog.stop();
  return taken;
}

Step promotes(const Params& p, State& s, Node n) {
  WHEN(acts(s.node[n], At::promoting));
  s.node[n].at = At::leading;
  s.node[n].primary = true;
  s.node[n].next.start(p.loop);
  return taken;
}

bool has_key(const State& s, Node n) { return !s.node[n].cut && s.holder == n; }

Step renews_key(const Params& p, State& s, Node n) {
  auto& me = s.node[n];
  WHEN(acts(me, At::leading) && me.next.expired() && has_key(s, n));
  s.term.start(p.ttl);
  me.next.start(p.loop);
  if (p.watchdog == Watchdog::armed) me.at = At::renewed;
  return taken;
}

Step sends_keepalive(const Params& p, State& s, Node n) {
  WHEN(acts(s.node[n], At::renewed));
  s.node[n].at = At::leading;
  feed_watchdog(p, s.node[n]);
  return taken;
}

Step fails_to_renew(const Params&, State& s, Node n) {
  auto& me = s.node[n];
  WHEN(acts(me, At::leading) && me.next.expired() && !has_key(s, n));
  me.at = At::leaving;
  me.next.stop();
  return taken;
}

Step database_stops(const Params&, State& s, Database d) {
  auto& me = s.node[node_of(d)];
  WHEN(me.at == At::leaving && me.primary && !me.hangs);
  me.primary = false;
  return taken;
}

Step disarms(const Params&, State& s, Node n) {
  WHEN(acts(s.node[n], At::leaving) && !s.node[n].primary);
  s.node[n].at = At::following;
  s.node[n].watchdog.stop();
  return taken;
}

// The machine is reset, and comes up again with an agent that follows.
Step watchdog_fires(const Params&, State& s, Node n) {
  auto& me = s.node[n];
  WHEN(me.watchdog.expired());
  const bool cut = me.cut;
  me = {};
  me.cut = cut;
  return taken;
}

Step key_expires(const Params&, State& s) {
  WHEN(s.term.expired());
  s.holder = {};
  s.term.stop();
  return taken;
}

Step agent_is_paused(const Params& p, State& s, Node n) {
  auto& me = s.node[n];
  WHEN(me.agent == Health::running && me.at != At::following && s.pauses.left());
  s.pauses.spend();
  me.agent = Health::paused;
  if (!p.pause.unbounded()) me.pause.start(p.pause.ticks());
  return taken;
}

Step agent_resumes(const Params&, State& s, Node n) {
  WHEN(s.node[n].agent == Health::paused);
  s.node[n].agent = Health::running;
  s.node[n].pause.stop();
  return taken;
}

Step agent_crashes(const Params&, State& s, Node n) {
  auto& me = s.node[n];
  WHEN(me.agent != Health::crashed && me.at != At::following && s.crashes.left());
  s.crashes.spend();
  me.agent = Health::crashed;
  me.pause.stop();
  me.next.stop();
  return taken;
}

Step database_hangs(const Params&, State& s, Database d) {
  auto& me = s.node[node_of(d)];
  WHEN(me.primary && !me.hangs && s.hangs.left());
  s.hangs.spend();
  me.hangs = true;
  return taken;
}

Step database_goes_on(const Params&, State& s, Database d) {
  auto& me = s.node[node_of(d)];
  WHEN(me.hangs);
  me.hangs = false;
  return taken;
}

Step loses_the_key_service(const Params&, State& s, Node n) {
  WHEN(s.cuts.left() && !s.node[n].cut);
  s.cuts.spend();
  s.node[n].cut = true;
  return taken;
}

Step reaches_the_key_service(const Params&, State& s, Node n) {
  WHEN(s.node[n].cut);
  s.node[n].cut = false;
  return taken;
}

// An agent that runs does at once what it has to do, and so does a database that does not hang; an
// agent that follows may look for the key at any time.
bool agent_is_due(const Machine& me) {
  if (me.agent == Health::paused) return me.pause.expired();
  if (me.agent == Health::crashed) return false;
  if (me.at == At::leading) return me.next.expired();
  if (me.at == At::leaving) return !me.primary;
  return me.at != At::following;
}

bool is_due(const Params& p, const State& s) {
  const int due = how_many<Node>(p, [&](Node n) {
    const auto& me = s.node[n];
    const bool stops = me.at == At::leaving && me.primary && !me.hangs;
    return agent_is_due(me) || me.watchdog.expired() || stops;
  });
  return due > 0 || s.term.expired();
}

// At the moment in which the watchdog has run out, the machine does nothing any more.
bool leads(const Machine& me) {
  const bool trusts = me.at == At::promoting || me.at == At::leading || me.at == At::renewed;
  return trusts && me.agent != Health::crashed && !me.watchdog.expired();
}

bool accepts_writes(const Machine& me) { return me.primary && !me.hangs && !me.watchdog.expired(); }

bool at_most_one_leads(const Params& p, const State& s) {
  return how_many<Node>(p, [&](Node n) { return leads(s.node[n]); }) <= 1;
}

bool at_most_one_accepts(const Params& p, const State& s) {
  return how_many<Node>(p, [&](Node n) { return accepts_writes(s.node[n]); }) <= 1;
}

std::string joined(const std::string& list, const std::string& one) {
  return list.empty() ? one : list + " and " + one;
}

std::string two_lead(const Params& p, const State& s, const Lanes& lanes) {
  std::string names;
  for (const Node n : each<Node>(p))
    if (leads(s.node[n])) names = joined(names, lanes.name(n));
  return names + " lead at once";
}

std::string two_accept(const Params& p, const State& s, const Lanes& lanes) {
  std::string names;
  for (const Node n : each<Node>(p))
    if (accepts_writes(s.node[n])) names = joined(names, lanes.name(database_of(n)));
  return names + " accept writes at once";
}

std::vector<Bar> bars(const Params& p, const State& s, const Lanes& lanes) {
  std::vector<Bar> found;
  if (s.holder) found.push_back({lanes["key service"], BarKind::lease, lanes.name(s.holder)});
  for (const Node n : each<Node>(p)) {
    const auto& me = s.node[n];
    const unsigned database = lanes[database_of(n)];
    if (leads(me)) found.push_back({lanes[n], BarKind::critical_section, "leads"});
    if (me.agent == Health::paused) found.push_back({lanes[n], BarKind::paused, ""});
    if (me.agent == Health::crashed) found.push_back({lanes[n], BarKind::crashed, ""});
    if (me.cut) found.push_back({lanes[n], BarKind::cut, ""});
    if (accepts_writes(me)) found.push_back({database, BarKind::critical_section, "writes"});
    if (me.hangs) found.push_back({database, BarKind::paused, ""});
  }
  return found;
}

std::vector<Assumption> assumptions(const Params& p) {
  std::vector<Assumption> list = {
      {"an agent that runs does at once what it has to do"},
      {"all clocks run at the same rate, and the key service does not fail"},
  };
  if (!p.pause.unbounded())
    list.push_back({"a pause is over within " + std::to_string(p.pause.ticks()) + " ticks",
                    "pause=unbounded"});
  if (p.watchdog == Watchdog::armed)
    list.push_back({"the watchdog resets the machine, whatever runs on it", "watchdog=none"});
  return list;
}

bool ttl_above_loop(const Params& p) { return p.ttl > p.loop; }
bool timeout_above_loop(const Params& p) {
  return p.watchdog == Watchdog::none || p.timeout > p.loop;
}

// Both sides of the edges in docs/leader-key.md.
void claims(Protocol<Params, State>& m) {
  const auto belief = exclusion_in_belief.name;
  const auto effect = exclusion_in_effect.name;
  m.claim("pauses=0");
  m.claim("", {{belief, 12}, {effect, 14}});
  m.claim("pauses=0 crashes=1", {{effect, 14}});
  m.claim("pause=3");
  m.claim("pause=4", {{belief, 13}, {effect, 14}});
  m.claim("watchdog=armed pause=1 crashes=1");
  m.claim("watchdog=armed pause=2 crashes=1", {{effect, 20}});
  m.claim("watchdog=armed timeout=3 pauses=2 crashes=1");
  m.claim("watchdog=armed timeout=4 pauses=2 crashes=1", {{effect, 26}});
  m.claim("pauses=0 cuts=1");
  m.claim("pauses=0 cuts=1 hangs=1", {{effect, 17}});
  m.claim("pauses=0 cuts=1 hangs=1 watchdog=armed");
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::nodes>("how many nodes there are", 2, nodes_max);
  m.parameter<&Params::ttl>("how long the key lasts when it is not renewed", 1, 100);
  m.parameter<&Params::loop>("how long between two rounds of an agent", 1, 100);
  m.parameter<&Params::watchdog>("whether a watchdog resets a machine without keepalives");
  m.parameter<&Params::timeout>("how long after the last keepalive the watchdog fires", 1, 100);
  bounded_fault<&Params::pauses>(
      m, {"how often, in all, an agent may be paused", "no agent is paused", "agents are paused"});
  m.parameter<&Params::pause>("how long a pause may take", 0, 100).only_with("pauses>0");
  bounded_fault<&Params::crashes>(
      m, {"how often, in all, an agent may crash", "no agent crashes", "agents crash"});
  bounded_fault<&Params::hangs>(m, {"how often, in all, a database may hang for any time",
                                    "no database hangs", "databases hang"});
  bounded_fault<&Params::cuts>(m, {"how often, in all, a node may lose the key service",
                                   "no node loses the key service", "nodes lose the key service"});
  m.needs<ttl_above_loop>("ttl must be longer than loop, or no agent can keep the key");
  m.needs<timeout_above_loop>("timeout must be longer than loop, or the watchdog always fires");
  m.lanes<NodeTag>("agent");
  m.lanes<DatabaseTag>("database");
  m.lane("key service");
  m.start<start>();

  m.action<finds_no_key>("finds no key");
  m.action<creates_key>("creates the key").shows("acquire");
  m.action<comes_too_late>("comes too late to create the key").shows("contend");
  m.action<promotes>("promotes its database");
  m.action<renews_key>("renews the key");
  m.action<sends_keepalive>("sends a keepalive to its watchdog");
  m.action<fails_to_renew>("cannot renew the key");
  m.action<database_stops>("stops");
  m.action<disarms>("disarms its watchdog and follows");
  m.action<watchdog_fires>("is reset by the watchdog").says("the watchdog resets {0}'s machine");
  m.action<key_expires>("key expires").lane("key service").says("the key expires").shows("expire");
  m.action<agent_is_paused>("is paused").fault("pause").allowed_by<&Params::pauses>();
  m.action<agent_resumes>("resumes").says("the pause of {0} ends");
  m.action<agent_crashes>("crashes").fault("crash").allowed_by<&Params::crashes>();
  m.action<database_hangs>("hangs").fault("hanging database").allowed_by<&Params::hangs>();
  m.action<database_goes_on>("goes on");
  m.action<loses_the_key_service>("loses the key service")
      .fault("partition")
      .allowed_by<&Params::cuts>();
  m.action<reaches_the_key_service>("reaches the key service again");
  m.time<is_due>();

  m.always<at_most_one_leads>(exclusion_in_belief.name, "at most one agent believes that it leads")
      .because<two_lead>();
  m.always<at_most_one_accepts>(exclusion_in_effect.name, "at most one database accepts writes")
      .because<two_accept>();
  m.sometimes("acquire", "an agent creates the key");
  m.sometimes("contend", "an agent comes too late to create the key");
  m.sometimes("expire", "the key expires");
  m.bars<bars>();
  m.assumptions<assumptions>();
  claims(m);
}

}  // namespace

LOCKSTEP_PROTOCOL("leader-key",
                  "a key that makes a database the primary, kept by an agent: Patroni",
                  "Patroni documentation, Watchdog support", build)

}  // namespace lockstep
