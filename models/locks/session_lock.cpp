// A lock that lasts as long as a session does: ZooKeeper's ephemeral nodes, Consul's sessions.
//
// A client keeps its session alive with heartbeats; the service ends it when none came for `ttl`,
// and frees what the client held in the same step or in a later one. Clients are served in the
// order in which they came. After the end of a session, Consul gives the lock to nobody for
// `lock-delay`, so that a client that is only slow may find out. Hunt and others, "ZooKeeper:
// wait-free coordination for internet-scale systems", USENIX ATC 2010; HashiCorp, "Sessions and
// distributed locks", Consul.
#include "models/locks/session_lock.hpp"

namespace lockstep::session_lock {
namespace {

using State = SessionLock::Service;

void asks(const Params&, Library&, Out& out) { out.send(Call{Say::acquire, {}}); }
void gives_back(const Params&, Library&, Out& out) { out.send(Call{Say::release, {}}); }

Heard hears(const Params& p, Library& me, Stage stage, const Call& call, Out&) {
  if (stage == Stage::holds && call.say == Say::expired) return Heard::lost;
  if (stage != Stage::waits || call.say != Say::granted) return Heard::nothing;
  me.token = call.token;
  session::wait(me.heart, p.beat);
  return Heard::granted;
}

bool is_time_to_beat(const Params&, const Library& me, Stage stage) {
  return stage == Stage::holds && session::is_due(me.heart, stage.request_is_out());
}

Step beats(const Params& p, Library& me, Stage stage, Out& out) {
  WHEN(is_time_to_beat(p, me, stage));
  session::wait(me.heart, p.beat);
  out.send(Call{Say::beat, {}});
  return taken;
}

// What it held and where it stood end with its session.
void forget(State s, Client c) {
  session::forget(s.of(c).session);
  s.of(c).ticket = {};
  if (s->holder == c) s->holder = {};
}

// It may come late, when the lock is another's.
void release(const Params& p, State s, Client c) {
  if (p.release == Release::any) s->holder = {};
  forget(s, c);
}

void serves(const Params& p, State s, Client c, const Call& call, Replies& replies) {
  switch (call.say) {
    case Say::acquire: return queue::join(s.of(c).ticket, s->tickets);
    case Say::release: return release(p, s, c);
    case Say::beat:
      return replies.send(
          c, Call{session::keep(s.of(c).session, p.ttl) ? Say::alive : Say::expired, {}});
    default: return;
  }
}

void free_after_session(const Params& p, State s, Client c) {
  if (s->holder == c && p.lock_delay > 0) s->delay.start(p.lock_delay);
  forget(s, c);
}

Step expires(const Params& p, State s, Client c) {
  WHEN(session::is_over(s.of(c).session));
  session::end(s.of(c).session);
  if (p.frees == Frees::together) free_after_session(p, s, c);
  return taken;
}

Step frees(const Params& p, State s, Client c) {
  WHEN(s.of(c).session.ended);
  free_after_session(p, s, c);
  return taken;
}

bool waits(State s, Client c) {
  const KeptSession& session = s.of(c).session;
  return s.of(c).ticket && !session::is_open(session) && !session.ended;
}

// In the line; none where it does not wait.
Ticket place(State s, Client c) { return waits(s, c) ? s.of(c).ticket : Ticket{}; }

bool is_next(const Params& p, State s, Client c) {
  if (p.order == Order::any) return waits(s, c);
  return queue::is_first(s.clients(), place(s, c), [&](Client other) { return place(s, other); });
}

Step grants(const Params& p, State s, Client c, Replies& replies) {
  WHEN(!s->holder && !s->delay.running() && is_next(p, s, c));
  s->holder = c;
  s->delay.stop();
  session::open(s.of(c).session, p.ttl);
  const bool is_new = p.token == Numbered::transaction || !s->tokens.last();
  const Token token = is_new ? s->tokens.fresh() : s->tokens.last();
  replies.grant(c, Call{Say::granted, token}, token);
  return taken;
}

bool granted(State s, Client c) { return session::is_open(s.of(c).session); }
bool holds(State s, Client c) { return s->holder == c; }

bool came_first(State s) {
  if (!s->holder) return true;
  const Ticket oldest = s.of(*s->holder).ticket;
  return !queue::has_older(s.clients(), oldest, [&](Client c) { return place(s, c); });
}

bool repeats(const Params& p) { return p.token == Numbered::version; }

}  // namespace

static void build(SessionLock& m) {
  session::declare_heartbeats<Params>(m);
  m.parameter<&Params::frees>(
      "when the end of a session frees the lock: together (in the same step), apart (in a later "
      "step)");
  m.parameter<&Params::lock_delay>("time after the end of a session in which nobody gets its lock",
                                   0, 50);
  m.parameter<&Params::order>("order in which waiting clients are served: arrival, any");
  m.parameter<&Params::release>("whose release frees the lock: holder, any");
  m.read_when(ReadWhen::lock_is_given_back, "release");
  m.parameter<&Params::token>(
      "what numbers a grant: transaction (never repeats), version (starts again with each node)");
  m.talks<asks, hears, serves, gives_back>();
  m.holders<granted, holds>();
  m.queue<waits>();
  m.token<&Library::token>();
  m.tokens_repeat<repeats>();
  m.client_step<beats>("sends a heartbeat").by_agent<session::by_agent<Params>>();
  m.client_due<is_time_to_beat>();
  m.calls_at_a_time(2);
  m.sometimes("expire", "a session ends because no heartbeat came");
  m.service_step<expires>("session expires")
      .says("the session of {0} expires")
      .while_paused()
      .shows("expire");
  m.service_step<frees>("frees what was held").says("{service} frees what {0} held");
  m.service_step<grants>("grants the lock").says("{service} grants {0} the lock");
  m.service_due<session::one_is_over<Params, State>>();
  m.always<came_first>("served in order", "no waiting client came before the holder");
  claims(m);
}

}  // namespace lockstep::session_lock

namespace lockstep {

LOCKSTEP_LOCK("session-lock", "a lock that lasts as long as a session with heartbeats",
              "Hunt and others, ZooKeeper, 2010; Consul, sessions and distributed locks",
              session_lock::build)

}  // namespace lockstep
