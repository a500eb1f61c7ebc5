// A lock that is a row of a database: until when it is taken, and by whom. ShedLock, for scheduled
// jobs.
//
// A client reads the time and writes `now + at-most` into the row, where the row says that the last
// lock is over; that is one statement, and one client wins. When its job is done it frees the row,
// though not before `at-least` is over, so that others whose clocks are late do not do the short
// job once more. By default the client sends its own time along, so the lock rests on clocks that
// agree, and on the client being as quick as its time is fresh: now may be old when it is used.
// With clock=database the statement takes the database's time. Derived in docs/wall-clocks.md:
//   two at the same time, clock=app:       safe iff job + skew + delay <= at-most
//   two at the same time, clock=database:  safe iff job <= at-most
// ShedLock, README, and issue 132, "Lock acquired by two nodes".
#include "models/composition/lock.hpp"
#include "models/locks/scheduled.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/progress.hpp"
#include "properties/schedule.hpp"
#include "properties/updates.hpp"

namespace lockstep {
namespace {

enum class Clock : std::uint8_t {
  app,       // each client's own
  database,  // one for all
};
BOOST_DESCRIBE_ENUM(Clock, app, database)

struct Params {
  Span at_most = 4;
  Span at_least = 0;
  Clock clock = Clock::app;
};
BOOST_DESCRIBE_STRUCT(Params, (), (at_most, at_least, clock))

struct Row {
  Instant until;
  Instant since;  // when the holder took the lock, by the clock that counts
  Maybe<ClientTag> holder;
};
BOOST_DESCRIBE_STRUCT(Row, (), (until, since, holder))

enum class Say : std::uint8_t { take, yours, is_taken, free };
BOOST_DESCRIBE_ENUM(Say, take, yours, is_taken, free)

struct Call {
  Say say;
  Instant now;  // as the client read it; none where the database's time counts
};
BOOST_DESCRIBE_STRUCT(Call, (), (say, now))

using RowLock = Lock<Params, Row, Nothing, Nothing, Call>;
using Database = RowLock::Service;

Call saying(const Params& p, Say say, const Out& out) {
  return {say, p.clock == Clock::app ? out.now() : Instant{}};
}

void asks(const Params& p, Nothing&, Out& out) { out.send(saying(p, Say::take, out)); }

// Where the row still has its name, it says when the lock is over: now, or after `at-least`.
void gives_back(const Params& p, Nothing&, Out& out) { out.call(saying(p, Say::free, out)); }

Heard hears(const Params&, Nothing&, Stage stage, const Call& call, Out&) {
  if (stage != Stage::waits) return Heard::nothing;
  return call.say == Say::yours ? Heard::granted : Heard::refused;
}

void takes(const Params& p, Database s, Client c, Instant now, Replies& replies) {
  if (s->until.set() && s->until > now) return replies.send(c, Call{Say::is_taken, {}});
  s->since = now;
  s->until = now + p.at_most;
  s->holder = c;
  replies.send(c, Call{Say::yours, {}});
}

void frees(const Params& p, Database s, Client c, Instant now) {
  if (!(s->holder == c)) return;
  s->until = std::max(now, s->since + p.at_least);
  s->since.clear();
  s->holder = {};
}

// The statement takes its own time, or what comes with it.
void serves(const Params& p, Database s, Client c, const Call& call, Replies& replies) {
  const Instant now = p.clock == Clock::app ? call.now : replies.now();
  if (call.say == Say::take) return takes(p, s, c, now, replies);
  frees(p, s, c, now);
}

bool is_named(Database s, Client c) { return s->holder == c; }
void is_cleared(Database s) { *s = {}; }

std::string words(const Params&, const Call& call) {
  return call.say == Say::take ? "take the row" : "free the row";
}

bool may_be_taken(const Params&) { return true; }

HaveClocks whose(const Params& p) { return {p.clock == Clock::app, p.clock == Clock::database}; }
int reach(const Params& p) { return std::max<int>(p.at_most, p.at_least); }
Travels what_travels(const Params&) { return Travels::requests; }
bool comes_again(const Params&) { return true; }
bool at_least_below_at_most(const Params& p) { return p.at_least <= p.at_most; }

void claims(RowLock& m) {
  const auto two = exclusion_in_belief.name;
  const auto again = once_for_each_date.name;
  m.claim("", {{two, 8}});
  m.claim("delay=0");
  m.claim("delay=1 job=3");
  m.claim("delay=2 job=3", {{two, 8}});
  m.claim("delay=0 skew=3");
  m.claim("delay=0 skew=4", {{two, 4}});
  m.claim("delay=0 clock-steps=1 step=3");
  m.claim("delay=0 clock-steps=1 step=4", {{two, 5}});
  m.claim("clock=database");
  m.claim("clock=database job=5", {{two, 8}});
  m.claim("clock=database job=2 clock-steps=1 step=2");
  m.claim("clock=database job=2 clock-steps=1 step=3", {{two, 6}});
  m.claim("start=scheduled clock=database delay=0 skew=2 at-least=3");
  m.claim("start=scheduled clock=database delay=0 skew=2 at-least=2", {{again, 7}});
  m.claim("start=scheduled skew=2 at-least=1");
  m.claim("start=scheduled skew=2 at-least=0", {{again, 7}});
}

// The same lock with a store, where a client may be paused or the work may take long.
void claims_of_work(RowLock& m) {
  const Expected belief{exclusion_in_belief.name, 9};
  const Expected effect{exclusion_in_effect.name, 17};
  const Expected twice{billed_at_most_once.name, 21};
  m.claim("workload=bill", {{belief.property, 8}, {effect.property, 15}, {twice.property, 19}});
  m.claim("workload=bill delay=0");
  m.claim("workload=bill delay=0 clock=database job=3");
  m.claim("workload=bill delay=0 clock=database job=4",
          {{belief.property, 11}, {effect.property, 15}, {twice.property, 24}});
  m.claim("clock=database job=3 pauses=1 pause=1");
  m.claim("clock=database job=3 pauses=1 pause=2", {belief});
  m.claim("workload=bill delay=0 clock=database pauses=1", {belief, effect, twice});
  m.claim("workload=bill delay=0 clock=database pauses=1 store=compare-and-swap", {belief, effect});
  m.claim("workload=bill delay=0 clock=database pauses=1 store=owner-checked", {belief});
  m.claim("workload=increment delay=0 clock=database");
  m.claim("workload=increment delay=0 clock=database pauses=1",
          {belief, effect, {no_lost_update.name, 21}});
  m.claim("workload=bill delay=0 clock=database crashes=1 cuts=1");
  m.claim("delay=0 clock=database force-unlocks=1", {{belief.property, 5}});
}

// What a client does that finds the lock taken.
void claims_of_refusals(RowLock& m) {
  const std::string bills = "workload=bill delay=0 ";
  m.claim(bills + "crashes=1");
  m.claim(bills + "crashes=1 when-refused=gives-up", {{nothing_left_unbilled.name, 14}});
  m.claim(bills + "when-refused=goes-on-without",
          {{exclusion_in_effect.name, 12}, {billed_at_most_once.name, 15}});
  m.claim(bills + "when-refused=goes-on-without store=owner-checked");
}

// Whoever polls may come too late forever.
void claims_of_progress(RowLock& m) {
  m.claim_liveness("", {{"starvation freedom", 2, 6},
                        {"freed after a crash", never_asked},
                        {"others go on", never_asked}});
}

void build(RowLock& m) {
  m.parameter<&Params::at_most>("time that the row stays taken when nobody frees it", 1, 100);
  m.parameter<&Params::at_least>("time that the row stays taken even when the job is done", 0, 100);
  m.parameter<&Params::clock>(
      "clock that the row is compared with: app (each client's own), database (one for all)");
  m.read_when(ReadWhen::lock_is_given_back, "at-least");
  m.needs<at_least_below_at_most>("at-least must not be longer than at-most");
  m.talks<asks, hears, serves, gives_back>();
  m.travels<what_travels>();
  m.calls_take_no_time();
  m.comes_again<comes_again>();
  m.wall_clocks<whose, reach>();
  m.holders<is_named, is_named>();
  m.operator_frees<is_cleared>();
  m.words<words>();
  m.may_refuse<may_be_taken>("start=any");
  m.derive<leaves_refused_job<Params>>();
  m.defaults("pauses=0 workload=job job=1 when-refused=tries-again");
  claims(m);
  claims_of_work(m);
  claims_of_refusals(m);
  claims_of_progress(m);
}

}  // namespace

LOCKSTEP_LOCK("row-lock", "a row of a database, taken until a time of day",
              "ShedLock, README and issue 132", build)

}  // namespace lockstep
