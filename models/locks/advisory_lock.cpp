// An advisory lock of a database, which belongs to a session of the database and not to a client.
//
// A client that has a connection of its own has a session of its own, a backend process. Behind a
// pooler that lends a backend for one transaction at a time its statements run on whichever is
// free. A lock for a session then stays with the backend on which it was taken: the statement that
// frees it may run on another, which answers that it has no such lock; and the lock statement of
// another client that runs on the same backend is granted, as the backend has the lock already. A
// lock for a transaction is safe: the pooler lends one backend from its beginning to its end.
// Of the backends only one matters, that which has the lock; what the others are is one thing.
// PostgreSQL documentation, "Advisory Locks"; PgBouncer documentation, "Features"; MySQL reference
// manual, "Locking Functions" (GET_LOCK).
#include "models/composition/lock.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/progress.hpp"

namespace lockstep {
namespace {

enum class Through : std::uint8_t {
  direct,  // a connection of each client's own
  pool,    // a pooler that lends a backend for one transaction
};
BOOST_DESCRIBE_ENUM(Through, direct, pool)

// How long the lock lasts unless it is freed.
enum class Scope : std::uint8_t {
  session,      // pg_advisory_lock: as long as the backend's session, which a pooler keeps
  transaction,  // pg_advisory_xact_lock: to the end of the transaction that does the work as well
};
BOOST_DESCRIBE_ENUM(Scope, session, transaction)

// What the database makes of a lock statement of the backend that has the lock.
enum class Reentry : std::uint8_t {
  counted,    // it has to be freed as often
  uncounted,  // one unlock frees it: MySQL before 5.7.5 gives up what the session has
};
BOOST_DESCRIBE_ENUM(Reentry, counted, uncounted)

constexpr int backends_max = 6;

struct Params {
  Through through = Through::direct;
  Scope scope = Scope::session;
  int backends = 2;
  bool nests = false;
  Reentry reentry = Reentry::counted;

  bool confirms = false;  // answers a release: derived
};
BOOST_DESCRIBE_STRUCT(Params, (), (through, scope, backends, nests, reentry))

// Of a client that takes the lock once more, and frees it, before it goes on: a function that locks
// calls another that does.
enum class Inner : std::uint8_t { before, locks, unlocks };
BOOST_DESCRIBE_ENUM(Inner, before, locks, unlocks)

struct Session {
  Inner inner;
};
BOOST_DESCRIBE_STRUCT(Session, (), (inner))

struct Database {
  Maybe<ClientTag> holder;   // for whom the backend took the lock first
  Count<clients_max> locks;  // as often as the backend has the lock
};
BOOST_DESCRIBE_STRUCT(Database, (), (holder, locks))

// A statement of a client.
enum class Statement : std::uint8_t {
  none,
  lock,     // needs a backend to run on
  blocked,  // runs, and waits for the lock
  unlock,   // needs a backend to run on
};
BOOST_DESCRIBE_ENUM(Statement, none, lock, blocked, unlock)

struct ForClient {
  Statement statement;
};
BOOST_DESCRIBE_STRUCT(ForClient, (), (statement))

enum class Say : std::uint8_t { lock, locked, unlock, unlocked, not_yours };
BOOST_DESCRIBE_ENUM(Say, lock, locked, unlock, unlocked, not_yours)

struct Call {
  Say say;
};
BOOST_DESCRIBE_STRUCT(Call, (), (say))

using AdvisoryLock = Lock<Params, Database, ForClient, Session, Call>;
using Service = AdvisoryLock::Service;

void work_out(Params& p, Environment& e) {
  p.confirms = e.release_answer == ReleaseAnswer::awaited;
}

void asks(const Params&, Session&, Out& out) { out.send(Call{Say::lock}); }
void gives_back(const Params&, Session&, Out& out) { out.send(Call{Say::unlock}); }

// It has the lock, and its work begins when it is through.
Heard hears_while_it_nests(Session& me, const Call& call, Out& out) {
  if (call.say != Say::locked) return me.inner == Inner::unlocks ? Heard::granted : Heard::nothing;
  me.inner = me.inner == Inner::before ? Inner::locks : Inner::unlocks;
  out.send(Call{me.inner == Inner::locks ? Say::lock : Say::unlock});
  return Heard::nothing;
}

// It looks at the answer to its unlock only where it awaits it, and then asks until it is right.
Heard hears(const Params& p, Session& me, Stage stage, const Call& call, Out& out) {
  if (stage == Stage::leaves && call.say == Say::unlocked) return Heard::released;
  if (stage != Stage::waits) return Heard::nothing;
  if (p.nests) return hears_while_it_nests(me, call, out);
  return call.say == Say::locked ? Heard::granted : Heard::nothing;
}

void serves(const Params&, Service s, Client c, const Call& call, Replies&) {
  if (s.of(c).statement == Statement::blocked) return;
  s.of(c).statement = call.say == Say::lock ? Statement::lock : Statement::unlock;
}

// A backend is the client's own, from its lock to its unlock.
bool is_own_backend(const Params& p) {
  return p.through == Through::direct || p.scope == Scope::transaction;
}

bool another_is_free(const Params& p, Service s) {
  if (p.through == Through::direct) return true;
  int in_use = s->locks > 0 ? 1 : 0;
  for (const Client c : s.clients())
    if (s.of(c).statement == Statement::blocked) ++in_use;
  return in_use < p.backends;
}

bool wants_backend(Service s, Client c) {
  return s.of(c).statement == Statement::lock || s.of(c).statement == Statement::unlock;
}

bool may_run_on_holding(const Params& p, Service s, Client c) {
  return wants_backend(s, c) && s->locks > 0 && (!is_own_backend(p) || s->holder == c);
}

bool may_run_on_another(const Params& p, Service s, Client c) {
  return wants_backend(s, c) && another_is_free(p, s) && (!is_own_backend(p) || !(s->holder == c));
}

bool may_wake(Service s, Client c) {
  return s.of(c).statement == Statement::blocked && s->locks == 0;
}

void takes_lock(const Params& p, Service s, Client c, Replies& replies) {
  s.of(c).statement = Statement::none;
  if (s->locks == 0) s->holder = c;
  if (s->locks == 0 || p.reentry == Reentry::counted) ++s->locks;
  replies.send(c, Call{Say::locked});
}

void answers_unlock(const Params& p, Service s, Client c, Say say, Replies& replies) {
  s.of(c).statement = Statement::none;
  if (p.confirms || p.nests) replies.send(c, Call{say});
}

Step runs_on_holding(const Params& p, Service s, Client c, Replies& replies) {
  WHEN(may_run_on_holding(p, s, c));
  if (s.of(c).statement == Statement::lock) {
    takes_lock(p, s, c, replies);
    return taken;
  }
  --s->locks;
  if (s->locks == 0) s->holder = {};
  answers_unlock(p, s, c, Say::unlocked, replies);
  return taken;
}

Step runs_on_another(const Params& p, Service s, Client c, Replies& replies) {
  WHEN(may_run_on_another(p, s, c));
  if (s.of(c).statement == Statement::unlock)
    answers_unlock(p, s, c, Say::not_yours, replies);
  else if (s->locks == 0)
    takes_lock(p, s, c, replies);
  else
    s.of(c).statement = Statement::blocked;
  return taken;
}

Step wakes(const Params& p, Service s, Client c, Replies& replies) {
  WHEN(may_wake(s, c));
  takes_lock(p, s, c, replies);
  return taken;
}

bool is_due(const Params& p, Service s) {
  for (const Client c : s.clients())
    if (may_run_on_holding(p, s, c) || may_run_on_another(p, s, c) || may_wake(s, c)) return true;
  return false;
}

bool holds(Service s, Client c) { return s->holder == c; }
bool waits(Service s, Client c) { return s.of(c).statement != Statement::none; }

std::string words(const Params&, const Call& call) {
  static constexpr const char* texts[] = {"lock", "locked", "unlock", "unlocked", "not yours"};
  return texts[static_cast<std::size_t>(call.say)];
}

void frees(Service s) {
  s->holder = {};
  s->locks = 0;
}

// Both sides of each edge in docs/advisory-lock.md.
void claims(AdvisoryLock& m) {
  const Expected belief{exclusion_in_belief.name, 8};
  const Expected effect{exclusion_in_effect.name, 15};
  const Expected twice{billed_at_most_once.name, 18};
  const auto unbilled = nothing_left_unbilled.name;
  const auto stuck = no_deadlock.name;
  m.claim("");
  m.claim("clients=3 through=pool scope=transaction delay=0");
  const std::string pooled = "through=pool delay=0 pauses=0 ";
  m.claim(pooled, {belief, effect, twice, {stuck, 16}});
  m.claim(pooled + "workload=job job=1", {belief, {stuck, 10}});
  m.claim(pooled + "workload=job job=1 scope=transaction");
  m.claim(pooled + "backends=1", {belief, effect, twice});
  m.claim(pooled + "store=idempotent retries=unbounded release-answer=awaited", {belief, effect});
  m.claim("delay=0 pauses=0 crashes=1", {{unbilled, 7}, {stuck, 7}});
  m.claim("delay=0 pauses=0 crashes=1 force-unlocks=1 force-unlock=gone",
          {{effect.property, 17}, {twice.property, 20}});
}

// A function that locks calls another that does, and a lock statement that is sent again.
void claims_of_reentry(AdvisoryLock& m) {
  const auto stuck = no_deadlock.name;
  const Expected belief{exclusion_in_belief.name, 20};
  const std::string nested = "delay=0 pauses=0 workload=job job=1 nests=true ";
  m.claim(nested);
  m.claim(nested + "reentry=uncounted", {belief});
  m.claim("delay=0 pauses=0 nests=true reentry=uncounted",
          {belief, {exclusion_in_effect.name, 27}, {billed_at_most_once.name, 30}});
  m.claim(nested + "through=pool scope=transaction");
  m.claim(nested + "through=pool", {belief, {stuck, 17}});
  m.claim(nested + "through=pool backends=1", {belief});
  const std::string again = "delay=0 pauses=0 workload=job job=1 timeouts=1 channels=fifo ";
  m.claim(again, {{stuck, 14}});
  m.claim(again + "reentry=uncounted");
}

void build(AdvisoryLock& m) {
  m.parameter<&Params::through>(
      "how clients reach the database: direct (each has a connection of its own), pool (a pooler "
      "lends each transaction a backend)");
  m.parameter<&Params::scope>(
      "how long the lock lasts unless it is freed: session (as long as the backend's session), "
      "transaction (to the end of the transaction, in which the client works as well)");
  m.parameter<&Params::backends>("number of backends that the pooler lends", 1, backends_max)
      .only_with("through=pool");
  m.parameter<&Params::nests>(
      "whether a client that has the lock takes it once more, and frees it, before it works");
  m.parameter<&Params::reentry>(
      "what the database does with a lock statement of the backend that has the lock: counted (it "
      "must be freed as often), uncounted (one unlock frees it)");
  m.derive<work_out>();
  m.talks<asks, hears, serves, gives_back>();
  m.holders<holds, holds>();
  m.queue<waits>();
  m.confirms_release();
  m.operator_frees<frees>();
  m.words<words>();
  m.service_step<runs_on_holding>("statement runs on the backend that has the lock")
      .says("a statement of {0} runs on the backend that has the lock");
  m.service_step<runs_on_another>("statement runs on another backend")
      .says("a statement of {0} runs on a backend without the lock");
  m.service_step<wakes>("grants the lock to one that waited")
      .says("{service} grants the lock to {0}, who waited");
  m.service_due<is_due>();
  m.assumption("the database does not notice by itself that a client is gone");
  claims(m);
  claims_of_reentry(m);
}

}  // namespace

LOCKSTEP_LOCK("advisory-lock",
              "a lock that belongs to a session of a database, behind a pooler or not",
              "PostgreSQL documentation, Advisory Locks", build)

}  // namespace lockstep
