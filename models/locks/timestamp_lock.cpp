// A lock that is a time stamp: the time until which it is taken, written by the client's own clock.
//
// `SETNX key <now + ttl + 1>` takes a lock that nobody has. One that somebody has is read, and when
// it is over by the client's clock, it is taken over. Not with DEL and SETNX, because two clients
// may find it over and each delete what the other has set; with GETSET, which says what was there:
// the client has the lock if that was over as well. A client that has done its job deletes the key
// if its own time is not over yet. All that rests on clocks that agree. In docs/wall-clocks.md:
//   release=never:    safe iff job + skew + delay <= ttl + 2
//   release=checked:  a DEL may come late and delete another's key: safe iff, as well,
//                     min(job, ttl) + skew + 2 delay <= ttl + 1
// Redis documentation, SETNX, "Design pattern: Locking with SETNX" (its GETSET pattern).
#include "models/composition/lock.hpp"
#include "models/locks/scheduled.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/progress.hpp"

namespace lockstep {
namespace {

enum class Takeover : std::uint8_t {
  getset,  // replaces the stamp and looks at what it was
  del,     // deletes the key, then begins anew
};
BOOST_DESCRIBE_ENUM(Takeover, getset, del)

enum class Release : std::uint8_t {
  checked,  // deletes the key after a look at the own clock
  never,    // leaves it until its time is over
};
BOOST_DESCRIBE_ENUM(Release, checked, never)

struct Params {
  Span ttl = 2;
  Takeover takeover = Takeover::getset;
  Release release = Release::never;
};
BOOST_DESCRIBE_STRUCT(Params, (), (ttl, takeover, release))

struct Key {
  Instant stamp;
  Maybe<ClientTag> writer;  // history: of the stamp
};
BOOST_DESCRIBE_STRUCT(Key, (), (stamp, writer))

enum class Say : std::uint8_t { setnx, get, getset, del };
BOOST_DESCRIBE_ENUM(Say, setnx, get, getset, del)

struct Session {
  Say asked;      // what it waits for the answer to
  Instant now;    // as it was read
  Instant until;  // its own stamp, while it has the lock
};
BOOST_DESCRIBE_STRUCT(Session, (), (asked, now, until))

// A command with the stamp that it sets, or the answer with the stamp that was there.
struct Call {
  Say say;
  Instant stamp;
};
BOOST_DESCRIBE_STRUCT(Call, (), (say, stamp))

using StampLock = Lock<Params, Key, Nothing, Session, Call>;
using Redis = StampLock::Service;

// Each command is one step at the server.
void serves(const Params&, Redis s, Client c, const Call& call, Replies& replies) {
  const Instant before = s->stamp;
  if (call.say == Say::getset || (call.say == Say::setnx && !before.set())) *s = {call.stamp, c};
  if (call.say == Say::del) *s = {};
  replies.send(c, Call{call.say, before});
}

bool is_writer(Redis s, Client c) { return s->writer == c; }
void is_deleted(Redis s) { *s = {}; }

bool is_over(const Instant& stamp, const Instant& now) { return !stamp.set() || stamp < now; }
Instant stamp_of(const Params& p, const Session& me) { return me.now + (p.ttl + 1); }

void sends(const Params& p, Session& me, Say what, Out& out) {
  const bool sets = what == Say::setnx || what == Say::getset;
  me.asked = what;
  out.send(Call{what, sets ? stamp_of(p, me) : Instant{}});
}

void asks(const Params& p, Session& me, Out& out) {
  me.now = out.now();
  sends(p, me, Say::setnx, out);
}

Heard has_the_lock(const Params& p, Session& me) {
  me = {.asked = {}, .now = {}, .until = stamp_of(p, me)};
  return Heard::granted;
}

Heard reads_the_key(const Params& p, Session& me, Out& out) {
  me.now.clear();
  sends(p, me, Say::get, out);
  return Heard::nothing;
}

Heard takes_over(const Params& p, Session& me, const Instant& stamp, Out& out) {
  if (!is_over(stamp, out.now())) return Heard::refused;
  me.now = out.now();
  sends(p, me, p.takeover == Takeover::getset ? Say::getset : Say::del, out);
  return Heard::nothing;
}

Heard begins_anew(const Params& p, Session& me, Out& out) {
  sends(p, me, Say::setnx, out);
  return Heard::nothing;
}

// A client that comes second has put its stamp there all the same, in place of that of the client
// that has the lock.
Heard hears(const Params& p, Session& me, Stage stage, const Call& call, Out& out) {
  if (stage != Stage::waits || call.say != me.asked) return Heard::nothing;
  switch (call.say) {
    case Say::setnx: return call.stamp.set() ? reads_the_key(p, me, out) : has_the_lock(p, me);
    case Say::get: return takes_over(p, me, call.stamp, out);
    case Say::getset: return is_over(call.stamp, me.now) ? has_the_lock(p, me) : Heard::refused;
    case Say::del: return begins_anew(p, me, out);
  }
  return Heard::nothing;
}

void gives_back(const Params& p, Session& me, Out& out) {
  if (p.release == Release::checked && out.now() < me.until) out.send(Call{Say::del, {}});
}

std::string words(const Params&, const Call& call) {
  static constexpr const char* texts[] = {"SETNX", "GET", "GETSET", "DEL"};
  return texts[static_cast<std::size_t>(call.say)];
}

bool may_be_taken(const Params&) { return true; }

HaveClocks whose(const Params&) { return {.clients = true, .service = false}; }
int reach(const Params& p) { return p.ttl + 1; }
Travels what_travels(const Params&) { return Travels::requests; }
bool comes_again(const Params&) { return true; }

void claims(StampLock& m) {
  const auto two = exclusion_in_belief.name;
  m.claim("", {{two, 10}});
  m.claim("delay=0");
  m.claim("delay=0 ttl=1 job=3");
  m.claim("delay=0 ttl=1 job=4", {{two, 9}});
  m.claim("delay=0 ttl=1 job=1 skew=2");
  m.claim("delay=0 ttl=1 job=1 skew=3", {{two, 6}});
  m.claim("ttl=1 job=1 delay=2");
  m.claim("ttl=1 job=1 delay=3", {{two, 9}});
  m.claim("delay=0 ttl=1 job=1 clock-steps=1 step=2");
  m.claim("delay=0 ttl=1 job=1 clock-steps=1 step=3", {{two, 7}});
  m.claim("delay=0 clients=3 release=checked skew=1");
  m.claim("clients=3 release=checked delay=1");
  m.claim("clients=3 release=checked delay=2", {{two, 14}});
  m.claim("release=checked job=2 delay=1", {{two, 22}});
  m.claim("delay=0 takeover=del", {{two, 17}});
}

// The same lock with a store, where a client may be paused.
void claims_of_work(StampLock& m) {
  const Expected belief{exclusion_in_belief.name, 11};
  const Expected effect{exclusion_in_effect.name, 19};
  const Expected twice{billed_at_most_once.name, 23};
  m.claim("workload=bill", {{belief.property, 10}, {effect.property, 17}, {twice.property, 21}});
  m.claim("workload=bill delay=0");
  m.claim("workload=bill delay=0 pauses=1", {belief, effect, twice});
  m.claim("workload=bill delay=0 pauses=1 store=compare-and-swap", {belief, effect});
  m.claim("workload=bill delay=0 pauses=1 store=idempotent", {belief, effect});
  m.claim("workload=bill delay=0 crashes=1 release=checked");
  m.claim("workload=bill delay=0 takeover=del");
  m.claim("workload=bill delay=0 takeover=del clients=3", {{belief.property, 23}});
}

// What a client does that finds the lock taken.
void claims_of_refusals(StampLock& m) {
  const std::string bills = "workload=bill delay=0 ";
  m.claim(bills + "crashes=1");
  m.claim(bills + "crashes=1 when-refused=gives-up", {{nothing_left_unbilled.name, 13}});
  m.claim(bills + "when-refused=goes-on-without",
          {{exclusion_in_effect.name, 13}, {billed_at_most_once.name, 16}});
  m.claim(bills + "when-refused=goes-on-without store=owner-checked");
}

// Two clients that take an old stamp for each other's may do so forever, unless messages are fast.
void claims_of_progress(StampLock& m) {
  m.claim_liveness("", {{"deadlock freedom", 16, 12},
                        {"starvation freedom", 2, 12},
                        {"freed after a crash", never_asked},
                        {"others go on", never_asked}});
  m.claim_liveness("delay=0", {{"starvation freedom", 2, 12},
                               {"freed after a crash", never_asked},
                               {"others go on", never_asked}});
}

void build(StampLock& m) {
  m.parameter<&Params::ttl>("time for which a client takes the lock", 1, 100);
  m.parameter<&Params::takeover>(
      "how a client takes over an expired lock: getset (replaces the timestamp and reads the old "
      "one), del (deletes the key, then starts again)");
  m.parameter<&Params::release>(
      "whether a client frees the lock: checked (only before its own timestamp has passed), never");
  m.read_when(ReadWhen::lock_is_given_back, "release");
  m.talks<asks, hears, serves, gives_back>();
  m.travels<what_travels>();
  m.comes_again<comes_again>();
  m.wall_clocks<whose, reach>();
  m.holders<is_writer, is_writer>();
  m.operator_frees<is_deleted>();
  m.words<words>();
  m.assumption("one tick is what the clocks can tell apart: a stamp is over a tick after its time");
  m.may_refuse<may_be_taken>("start=any");
  m.derive<leaves_refused_job<Params>>();
  m.defaults("pauses=0 workload=job job=1 when-refused=tries-again");
  claims(m);
  claims_of_work(m);
  claims_of_refusals(m);
  claims_of_progress(m);
}

}  // namespace

LOCKSTEP_LOCK("timestamp-lock", "a lock whose value is its expiry time",
              "Redis documentation, SETNX", build)

}  // namespace lockstep
