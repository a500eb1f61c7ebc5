// Leader election as client-go does it for Kubernetes: a record in the API server, written only
// where it is unchanged, and no clock that two machines share.
//
// The leader rewrites the record again and again. A candidate compares what it reads with what it
// read before; only when the record has stood still for `lease` on the candidate's own clock does
// it write its name into it. The leader sleeps for `retry-period` after a success, then tries every
// `retry-period` until it succeeds or `renew` has passed since the first try, and only then stops.
// So it leads for up to retry-period + renew after its last success, and two lead at the same time
// if and only if lease < retry-period + renew; with clocks that may be fast or slow by a share r of
// the time, if and only if lease / (1 + r) < (retry-period + renew) / (1 - r)
// (docs/leader-election.md). The library asks only for lease > renew. A request to the API server
// is answered, or fails, in the step in which it is made. A leader that is paused believes that it
// leads until it wakes up, and no lease is long enough for that.
// k8s.io/client-go, tools/leaderelection/leaderelection.go: tryAcquireOrRenew, renew, release.
#include "models/composition/lock.hpp"
#include "models/kit/times/drift.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/fencing.hpp"

#include <numeric>

namespace lockstep {
namespace {

enum class Update : std::uint8_t {
  checked,  // refused when the record is not the one that was read: its resourceVersion differs
  blind,
};
BOOST_DESCRIBE_ENUM(Update, checked, blind)

// Whether a leader takes its name out of the record, so that nobody has to wait for the lease.
enum class Release : std::uint8_t {
  never,
  after_work,
  before_work_ends,  // when it is told to stop: ReleaseOnCancel, with work that goes on meanwhile
};
BOOST_DESCRIBE_ENUM(Release, never, after_work, before_work_ends)

struct Params {
  Span lease = 15;  // the library's defaults, in seconds
  Span renew = 10;
  Span retry_period = 2;
  Drift drift = 0;
  Update update = Update::checked;
  Release release = Release::never;

  Window patience;  // of a candidate: derived, and so are the others
  Window tries;     // of a leader
  Window pauses;    // between two of them
  bool rounded = false;
};
BOOST_DESCRIBE_STRUCT(Params, (), (lease, renew, retry_period, drift, update, release))

// The record.
struct Record {
  Maybe<ClientTag> holder;
  TokenSource versions;  // its resourceVersion
};
BOOST_DESCRIBE_STRUCT(Record, (), (holder, versions))

struct Written {
  Timer term;  // what is left of the lease that this client wrote: nobody reads it
};
BOOST_DESCRIBE_STRUCT(Written, (), (term))

enum class Does : std::uint8_t {
  follows,
  takes,    // has read a record that it may overwrite, and is about to
  sleeps,   // leads; its last write succeeded
  renews,   // leads; its last write failed
  resigns,  // has taken its name out of the record, and goes on working
};
BOOST_DESCRIBE_ENUM(Does, follows, takes, sleeps, renews, resigns)

struct Session {
  Does does;
  Token seen;      // the version of the record that it last read or wrote
  Token elected;   // the version by which it leads: goes along to the store
  Timer patience;  // until the record has stood still for long enough by the fastest clock
  Timer next;      // a leader's next try
  Timer give_up;   // the end of a leader's tries
};
BOOST_DESCRIBE_STRUCT(Session, (), (does, seen, elected, patience, next, give_up))

enum class Say : std::uint8_t { read, record, write, clear, written, conflict };
BOOST_DESCRIBE_ENUM(Say, read, record, write, clear, written, conflict)

struct Call {
  Say say;
  Token version;  // of the record; in a write, the one that it has to be
  bool free;      // it names nobody, or the one who reads it
};
BOOST_DESCRIBE_STRUCT(Call, (), (say, version, free))

using Election = Lock<Params, Record, Written, Session, Call>;
using Server = Kept<Record, Written>;

// The API server.

void writes(const Params& p, Server s, Client c, const Call& call, Replies& replies) {
  if (p.update == Update::checked && call.version != s->versions.last())
    return replies.send(c, Call{Say::conflict, {}, false});
  s->holder = {};
  s.of(c).term.stop();
  const Token version = s->versions.fresh();
  if (call.say == Say::write) {
    s->holder = c;
    s.of(c).term.start(p.patience.earliest);
  }
  replies.send(c, Call{Say::written, version, false});
}

void serves(const Params& p, Server s, Client c, const Call& call, Replies& replies) {
  if (call.say != Say::read) return writes(p, s, c, call, replies);
  replies.send(c, Call{Say::record, s->versions.last(), !s->holder || s->holder == c});
}

bool lasts(Server s, Client c) { return s.of(c).term.running(); }
bool holds(Server s, Client c) { return s->holder == c; }

// A candidate.

bool may_overwrite(const Session& me, const Call& record) {
  return record.free || me.patience.expired();
}

void reads(const Params& p, Session& me, const Call& record) {
  if (record.version != me.seen) me.patience.start(p.patience.earliest);
  me.seen = record.version;
  me.does = may_overwrite(me, record) ? Does::takes : Does::follows;
}

void leads(const Params& p, Session& me, Token version) {
  me.does = Does::sleeps;
  me.seen = version;
  me.patience.stop();
  me.next.start(p.pauses.latest);
  me.give_up.stop();
}

Heard hears(const Params& p, Session& me, Stage stage, const Call& call, Out&) {
  if (call.say == Say::record) reads(p, me, call);
  if (call.say != Say::written) return Heard::nothing;
  leads(p, me, call.version);
  if (stage == Stage::holds) return Heard::nothing;
  me.elected = call.version;
  return Heard::granted;
}

void asks(const Params&, Session&, Out& out) { out.call(Call{Say::read, {}, false}); }

// The step that reads and the one that writes are two, so that others may write in between. Where
// it would learn nothing it does not look.
Step looks(const Params&, Session& me, Stage stage, Out& out) {
  WHEN(stage == Stage::waits && me.does == Does::follows);
  const Token before = me.seen;
  UNDO_UNLESS(out.call(Call{Say::read, {}, false}));
  UNDO_UNLESS(me.does == Does::takes || me.seen != before);
  return taken;
}

// A write that succeeds makes a version.
bool write_succeeds(Session& me, Say what, Out& out) {
  const Token before = me.seen;
  return out.call(Call{what, before, false}) && me.seen != before;
}

Step takes_over(const Params&, Session& me, Stage stage, Out& out) {
  WHEN(stage == Stage::waits && me.does == Does::takes);
  UNDO_UNLESS(write_succeeds(me, Say::write, out));
  return taken;
}

Step fails_to_take_over(const Params&, Session& me, Stage stage, Out& out) {
  WHEN(stage == Stage::waits && me.does == Does::takes);
  UNDO_UNLESS(!write_succeeds(me, Say::write, out));
  me.does = Does::follows;
  return taken;
}

// A leader.

bool tries_now(const Params& p, const Session& me) {
  return may_be_over(p.pauses, me.next) && !me.give_up.expired();
}

Step renews(const Params& p, Session& me, Stage, Out& out) {
  WHEN(tries_now(p, me));
  UNDO_UNLESS(write_succeeds(me, Say::write, out));
  return taken;
}

// Even when it reads that another leads, it goes on trying until `renew` is over. It cannot win
// back the record by patience before that, since lease > renew.
Step fails_to_renew(const Params& p, Session& me, Stage, Out& out) {
  WHEN(tries_now(p, me));
  UNDO_UNLESS(!write_succeeds(me, Say::write, out));
  if (me.does == Does::sleeps) me.give_up.start(p.tries.latest);
  me.does = Does::renews;
  me.next.start(p.pauses.latest);
  return taken;
}

// Its process ends, and is started again with the same name.
Step gives_up(const Params& p, Session& me, Stage, Out& out) {
  WHEN(may_be_over(p.tries, me.give_up));
  out.tells(Heard::lost);
  return taken;
}

bool clears_after_work(const Params& p) { return p.release == Release::after_work; }
bool may_resign(const Params& p) { return p.release == Release::before_work_ends; }

Step resigns(const Params& p, Session& me, Stage stage, Out& out) {
  WHEN(may_resign(p) && stage == Stage::holds);
  WHEN(me.does == Does::sleeps);
  UNDO_UNLESS(write_succeeds(me, Say::clear, out));
  me.does = Does::resigns;
  me.next.stop();
  return taken;
}

void gives_back(const Params& p, Session& me, Out& out) {
  if (p.release != Release::never && me.does != Does::resigns)
    out.call(Call{Say::clear, me.seen, false});
}

// With the last tick of `renew` its belief is over, and what it then does in no time is to stop.
bool may_lead(const Params&, const Session& me) { return !me.give_up.expired(); }

bool is_due(const Params&, const Session& me, Stage stage) {
  if (stage == Stage::waits) return me.does == Does::takes;
  return stage == Stage::holds && (me.next.expired() || me.give_up.expired());
}

// Only ratios matter: a tick is the greatest common divisor of all times.
int scale(const Params& p, const Environment& e) {
  int common = 0;
  for (const int time :
       {int{p.lease}, int{p.renew}, int{p.retry_period}, e.delay.ticks(), e.pause.ticks(),
        e.restart_delay.ticks(), int{e.service_restart_delay}, int{e.job}})
    common = std::gcd(common, time);
  return common;
}

std::vector<Span*> true_times(Environment& e) {
  return {&e.restart_delay.span(), &e.service_restart_delay, &e.job};
}

// A leader is late at worst, and a candidate is early.
void count_times(Params& p, Environment& e) {
  const std::vector<Span*> bounds = {&e.delay.span(), &e.pause.span()};
  if (!p.drift.none()) {
    p.rounded = count_in_true_time(p.drift, {{{p.lease, p.patience, Counted::earliest},
                                              {p.renew, p.tries, Counted::latest},
                                              {p.retry_period, p.pauses, Counted::latest}},
                                             bounds,
                                             true_times(e)});
    return;
  }
  const int ticks = scale(p, e);
  std::vector<Span*> all = true_times(e);
  all.insert(all.end(), bounds.begin(), bounds.end());
  all.insert(all.end(), {&p.lease, &p.renew, &p.retry_period});
  for (Span* one : all) one->recount(ticks);
  p.patience = {p.lease, p.lease};
  p.tries = {p.renew, p.renew};
  p.pauses = {p.retry_period, p.retry_period};
}

std::vector<Assumption> on_clocks(const Params& p) { return on_drift(p.drift, p.rounded); }

std::string words(const Params&, const Call& call) {
  switch (call.say) {
    case Say::read: return "read the record";
    case Say::record: return "record, version " + to_text(call.version);
    case Say::write: return "write the record, version " + to_text(call.version);
    case Say::clear: return "clear the record, version " + to_text(call.version);
    case Say::written: return "written, version " + to_text(call.version);
    case Say::conflict: return "conflict";
  }
  return {};
}

bool clocks_have_a_rate(const Params& p) { return !p.drift.unbounded(); }
bool checks_updates(const Params& p) { return p.update != Update::blind; }
bool lease_above_renew(const Params& p) { return p.lease > p.renew; }
bool renew_above_retry(const Params& p) { return p.renew > p.retry_period; }
bool fits_a_timer(const Params& p, const Environment& e) {
  return !p.drift.none() || p.lease / scale(p, e) <= Timer::ticks_max;
}
Travels what_travels(const Params&) { return Travels::nothing; }

void parameters(Election& m) {
  m.parameter<&Params::lease>(
      "time without a change of the record before another client takes over", 1, 9999);
  m.parameter<&Params::renew>("time that a leader tries to renew before it stops", 1, 9999);
  m.parameter<&Params::retry_period>("time between two tries of a leader", 1, 9999);
  m.parameter<&Params::drift>("maximum rate error of a clock", 0, 1);
  m.parameter<&Params::update>(
      "whether a write checks that the record has not changed since it was read: checked, blind");
  m.parameter<&Params::release>(
      "when a leader removes its name from the record: never, after-work, before-work-ends");
  m.read_when<clears_after_work>(ReadWhen::lock_is_given_back, "release");
  m.needs<lease_above_renew>("lease must be longer than renew: the library validates it");
  m.needs<renew_above_retry>("renew must be longer than retry-period: the library validates it");
  m.needs<fits_a_timer>("lease must be at most " + std::to_string(Timer::ticks_max) +
                        " times the common divisor of all times");
  m.derive<count_times>();
  m.assumptions<on_clocks>();
  m.defaults("pauses=0 cuts=1 workload=hold");
}

// Both sides of the edges in docs/leader-election.md.
void claims_of_belief(Election& m) {
  const auto belief = exclusion_in_belief.name;
  m.claim("");
  m.claim("lease=10 renew=8 retry-period=2");
  m.claim("lease=9 renew=8 retry-period=2 cuts=0");
  m.claim("lease=9 renew=8 retry-period=2", {{belief, 19}});
  m.claim("lease=270 renew=240 retry-period=60", {{belief, 19}});
  m.claim("lease=6 renew=2 retry-period=1 drift=1/3");
  m.claim("lease=5 renew=2 retry-period=1 drift=1/3", {{belief, 13}});
  m.claim("drift=unbounded cuts=0", {{belief, 4}});
  m.claim("drift=200ppm");
  m.claim("lease=12s renew=10s retry-period=2s drift=200ppm", {{belief, 34}});
  m.claim("clients=3 lease=5 renew=3 retry-period=2 cuts=2");
  m.claim("clients=3 lease=4 renew=3 retry-period=2", {{belief, 11}});
  m.claim("lease=5 renew=3 retry-period=2 update=blind cuts=0",
          {{belief, 4}, {exclusion_at_service.name, 4}, {no_grant_lost.name, 4}});
}

// Leaders that are paused, and writes that are late.
void claims_of_work(Election& m) {
  const std::string five = "lease=5 renew=3 retry-period=2 ";
  const auto belief = exclusion_in_belief.name;
  const auto effect = exclusion_in_effect.name;
  const auto stale = no_stale_write.name;
  m.claim("lease=6 renew=3 retry-period=2 pauses=1 pause=1");
  m.claim("lease=6 renew=3 retry-period=2 pauses=1 pause=2", {{belief, 15}});
  m.claim(five + "workload=lead job=1 delay=1");
  m.claim(five + "workload=lead job=1 delay=2", {{effect, 22}, {stale, 22}});
  m.claim(five + "workload=lead job=1 delay=2 store=fenced");
  m.claim(five + "cuts=0 workload=lead job=1 delay=0");
  m.claim(five + "cuts=0 workload=lead job=1 delay=0 pauses=1",
          {{belief, 11}, {effect, 20}, {stale, 17}});
  m.claim(five + "cuts=0 workload=lead job=1 delay=0 pauses=1 store=fenced", {{belief, 11}});
}

// Leaders whose work ends.
void claims_of_release(Election& m) {
  const std::string five = "lease=5 renew=3 retry-period=2 cuts=0 delay=0 ";
  const auto belief = exclusion_in_belief.name;
  const Expected effect{exclusion_in_effect.name, 12};
  const Expected stale{no_stale_write.name, 15};
  const Expected twice{billed_at_most_once.name, 15};
  m.claim(five + "workload=bill");
  m.claim(five + "workload=bill pauses=1", {{belief, 11},
                                            {exclusion_in_effect.name, 19},
                                            {no_stale_write.name, 22},
                                            {billed_at_most_once.name, 22}});
  m.claim(five + "workload=bill pauses=1 store=fenced", {{belief, 11}});
  m.claim(five + "workload=bill release=after-work");
  m.claim(five + "workload=bill release=before-work-ends", {{belief, 5}, effect, stale, twice});
  m.claim(five + "workload=bill release=before-work-ends store=fenced", {{belief, 5}});
}

void build(Election& m) {
  parameters(m);
  m.talks<asks, hears, serves, gives_back>();
  m.travels<what_travels>();
  m.asks_again_when_lost();
  m.holders<lasts, holds>();
  m.token<&Session::elected>();
  m.words<words>();
  m.acts_while<may_lead>();
  m.client_due<is_due>();
  m.client_step<looks>("reads the record");
  m.client_step<takes_over>("writes its name into the record, and leads").shows("acquire");
  m.client_step<fails_to_take_over>("comes too late to write the record").shows("come too late");
  m.client_step<renews>("renews the record");
  m.client_step<fails_to_renew>("fails to renew the record");
  m.client_step<gives_up>("gives up leading");
  m.client_step<resigns>("takes its name out of the record, and works on").needed_if<may_resign>();
  m.judged_if<clocks_have_a_rate>(
      exclusion_at_service,
      "by the fastest clock that drift=unbounded allows, a lease is over as soon as it is "
      "written, so the property would say nothing");
  m.sometimes("come too late", "a client comes too late to write the record")
      .judged_if<checks_updates>("with update=blind no write comes too late");
  claims_of_belief(m);
  claims_of_work(m);
  claims_of_release(m);
}

}  // namespace

LOCKSTEP_LOCK("leader-election", "a record that candidates watch: client-go, for Kubernetes",
              "Kubernetes client-go, tools/leaderelection", build)

}  // namespace lockstep
