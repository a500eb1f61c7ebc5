// A line of nodes: ZooKeeper's lock recipe, etcd's mutex and election.
//
// A client creates a numbered node that lasts as long as its session does. Whose node has the
// lowest number has the lock; the others watch the node before their own and look again when it is
// gone. The client keeps its session alive with heartbeats, also while it waits. The number of its
// node is its fencing token: the transaction in ZooKeeper, the revision in etcd, that created it.
// Apache ZooKeeper, "ZooKeeper recipes and solutions" (locks; recoverable errors and the GUID);
// etcd, client/v3/concurrency, mutex.go and election.go, and its issue 11456, about a waiter whose
// lease has expired; Jepsen, "etcd 3.4.3", 2020.
#include "models/locks/queue_lock.hpp"

namespace lockstep::queue_lock {
namespace {

using State = QueueLock::Service;

// A client.

bool counts_from(const Params& p, Deadline when) { return p.deadline == when; }

void begins_exchange(const Params& p, Library& me) {
  if (counts_from(p, Deadline::from_sending)) me.sent.start(p.ttl);
}

// The service had the session when it answered.
void is_answered(const Params& p, Library& me) {
  me.asked = false;
  if (counts_from(p, Deadline::from_sending)) me.left = me.sent;
  if (counts_from(p, Deadline::from_receipt)) me.left.start(p.ttl);
}

void look(const Library& me, Out& out) { out.send(Call{Say::look, me.node}); }

// Once it knows its node it looks; until then it creates one, perhaps once more.
void asks(const Params& p, Library& me, Out& out) {
  if (me.node) return look(me, out);
  begins_exchange(p, me);
  out.send(Call{Say::create, {}});
}

void gives_back(const Params&, Library&, Out& out) { out.send(Call{Say::remove, {}}); }

Heard hears_while_it_waits(const Params& p, Library& me, const Call& call, Out& out) {
  switch (call.say) {
    case Say::created:
      me.node = call.node;
      session::wait(me.heart, p.beat);
      is_answered(p, me);
      look(me, out);
      return Heard::nothing;
    case Say::gone:
      if (p.watch == Watch::trusts) return Heard::granted;
      look(me, out);
      return Heard::nothing;
    case Say::first: me.node = call.node; return Heard::granted;
    default: return Heard::nothing;
  }
}

Heard hears(const Params& p, Library& me, Stage stage, const Call& call, Out& out) {
  if (stage != Stage::waits && stage != Stage::holds) return Heard::nothing;
  if (call.say == Say::expired) return Heard::lost;
  if (call.say == Say::alive) is_answered(p, me);
  return stage == Stage::waits ? hears_while_it_waits(p, me, call, out) : Heard::nothing;
}

bool is_time_to_beat(const Params&, const Library& me, Stage stage) {
  if (stage != Stage::holds && (stage != Stage::waits || !me.node)) return false;
  return session::is_due(me.heart, me.asked && stage.request_is_out());
}

Step beats(const Params& p, Library& me, Stage stage, Out& out) {
  WHEN(is_time_to_beat(p, me, stage));
  session::wait(me.heart, p.beat);
  begins_exchange(p, me);
  me.asked = true;
  out.send(Call{Say::beat, {}});
  return taken;
}

bool may_act(const Params& p, const Library& me) {
  return p.deadline == Deadline::none || me.left.running();
}
bool may_give_up(const Params& p, const Library& me) { return !may_act(p, me); }

// The service.

bool exists(State s, Token node) {
  for (const Client c : s.clients())
    if (s.of(c).node == node || s.of(c).forgotten == node) return true;
  return false;
}

// The highest number below this one; none if it is the lowest.
Token before(State s, Token node) {
  Token nearest{};
  for (const Client c : s.clients())
    for (const Token other : {s.of(c).node, s.of(c).forgotten})
      if (other < node && nearest < other) nearest = other;
  return nearest;
}

bool is_first(State s, Token node) { return node && !before(s, node); }
bool holds(State s, Client c) {
  return is_first(s, s.of(c).node) || is_first(s, s.of(c).forgotten);
}

// Of a client that has created a node before and creates one once more, without looking for it.
void creates(const Params& p, State s, Client c, Replies& replies) {
  ForClient& mine = s.of(c);
  if (mine.node && !p.guid && !mine.forgotten) mine.forgotten = mine.node;
  if (!mine.node || !p.guid) mine.node = s->nodes.fresh();
  session::open(mine.session, p.ttl);
  replies.send(c, Call{Say::created, mine.node});
}

void looks(const Params& p, State s, Client c, Token node, Replies& replies) {
  s.of(c).watches = before(s, node);
  if (s.of(c).watches) return;
  if (p.watch == Watch::looks && !exists(s, node)) return replies.send(c, Call{Say::expired, {}});
  s.of(c).told = true;
  replies.grant(c, Call{Say::first, node}, node);
}

void tell_watchers(State s, Replies& replies) {
  for (const Client c : s.clients())
    if (Token& watched = s.of(c).watches; watched && !exists(s, watched)) {
      watched = {};
      replies.send(c, Call{Say::gone, {}});
    }
}

void delete_nodes(State s, Client c, Replies& replies) {
  s.of(c).node = {};
  s.of(c).forgotten = {};
  s.of(c).told = false;
  session::forget(s.of(c).session);
  tell_watchers(s, replies);
}

void keeps_session(const Params& p, State s, Client c, Replies& replies) {
  const bool kept = session::keep(s.of(c).session, p.ttl);
  if (!kept) s.of(c).told = false;
  replies.send(c, Call{kept ? Say::alive : Say::expired, {}});
}

void serves(const Params& p, State s, Client c, const Call& call, Replies& replies) {
  switch (call.say) {
    case Say::create: return creates(p, s, c, replies);
    case Say::look: return looks(p, s, c, call.node, replies);
    case Say::beat: return keeps_session(p, s, c, replies);
    case Say::remove: s.of(c).watches = {}; return delete_nodes(s, c, replies);
    default: return;
  }
}

// In etcd a watch is not the session's, and outlives it.
Step expires(const Params&, State s, Client c, Replies& replies) {
  WHEN(session::is_over(s.of(c).session));
  delete_nodes(s, c, replies);
  return taken;
}

bool granted(State s, Client c) { return s.of(c).told; }
bool waits(State s, Client c) { return bool(s.of(c).watches); }

std::string words(const Params&, const Call& call) {
  static constexpr const char* texts[] = {"create", "created", "look",  "first", "gone",
                                          "beat",   "alive",   "ended", "remove"};
  const std::string text = texts[static_cast<std::size_t>(call.say)];
  return call.node ? text + " " + to_text(call.node) : text;
}

}  // namespace

static void build(QueueLock& m) {
  session::declare_heartbeats<Params>(m);
  m.parameter<&Params::watch>(
      "what a client does when the node that it watched is gone: looks (whether its own node is "
      "there, and the lowest), looks-ahead (whether a lower one is there), trusts (takes the "
      "lock)");
  m.parameter<&Params::guid>(
      "whether a client that got no answer to its create looks for its node before it creates one "
      "again");
  m.parameter<&Params::deadline>(
      "when a client that gets no answer to its heartbeats stops: none (when it is told), "
      "from-sending (ttl after it sent the last one that was answered), from-receipt (ttl after "
      "it received the last answer)");
  m.defaults("channels=fifo");
  m.talks<asks, hears, serves, gives_back>();
  m.holders<granted, holds>();
  m.queue<waits>();
  m.cancels_with<gives_back>();
  m.token<&Library::node>();
  m.watches_clock<may_act, may_give_up>();
  m.client_step<beats>("sends a heartbeat").by_agent<session::by_agent<Params>>();
  m.client_due<is_time_to_beat>();
  m.calls_at_a_time(4);
  m.sometimes("expire", "a session ends because no heartbeat came");
  m.service_step<expires>("session expires")
      .says("the session of {0} expires, and its node is gone")
      .while_paused()
      .shows("expire");
  m.service_due<session::one_is_over<Params, State>>();
  m.words<words>();
  claims(m);
}

}  // namespace lockstep::queue_lock

namespace lockstep {

LOCKSTEP_LOCK("queue-lock", "clients in a line, each of which watches the one before it",
              "ZooKeeper recipes and solutions (locks); etcd, client/v3/concurrency",
              queue_lock::build)

}  // namespace lockstep
