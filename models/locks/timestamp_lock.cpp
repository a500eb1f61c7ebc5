// A lock that is a time stamp: the time until which it is taken, written by the client's own clock.
//
// `SETNX key <now + ttl + 1>` takes a lock that nobody has. One that somebody has is read, and when
// it is over by the client's clock, it is taken over. Not with DEL and SETNX, because two clients
// may find it over and each delete what the other has set; with GETSET, which says what was there:
// the client has the lock if that was over as well. A client that has done its job deletes the key
// if its own time is not over yet. All that rests on clocks that agree. In docs/wall-clocks.md:
//   release=never:    safe iff job + skew + pause <= ttl + 2
//   release=checked:  a DEL may come late and delete another's key: safe iff, as well,
//                     min(job, ttl) + skew + 2 pause <= ttl + 1
// Redis documentation, SETNX, "Design pattern: Locking with SETNX" (its GETSET pattern).
#include "models/kit/faults/clock_steps.hpp"
#include "models/kit/kit.hpp"
#include "models/kit/protocol/time.hpp"
#include "models/locks/job.hpp"
#include "properties/exclusion.hpp"

namespace lockstep {
namespace {

struct ClientTag {};
using Client = Id<ClientTag>;

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

struct Params : WallClocks {
  int clients = 2;
  Span ttl = 2;
  Span job = 1;
  Bound pause = Bound::none();
  Takeover takeover = Takeover::getset;
  Release release = Release::never;
};
BOOST_DESCRIBE_STRUCT(Params, (WallClocks), (clients, ttl, job, pause, takeover, release))

int population(const Params& p, ClientTag) { return p.clients; }

ClockBounds clock_bounds(const Params& p) { return {steps_together(p), p.ttl + 1}; }

enum class At : std::uint8_t {
  idle,
  setting,   // has read its clock, and sends SETNX
  getting,   // it was set already: sends GET
  taking,    // saw a stamp that is over: sends GETSET, or DEL
  working,   // has the lock
  deleting,  // has looked at its clock, and sends DEL
};
BOOST_DESCRIBE_ENUM(At, idle, setting, getting, taking, working, deleting)

struct Process {
  At at;
  WallClock clock;
  Instant now;     // as it was read
  Instant until;   // its own stamp, while it has the lock
  Deadline pause;  // until it sends the command for which it has read its clock
  Timer job;       // what is left of its job, at most
};
BOOST_DESCRIBE_STRUCT(Process, (), (at, clock, now, until, pause, job))

struct State {
  Budget clock_steps;
  Instant key;
  Table<ClientTag, Process, 3> client;
};
BOOST_DESCRIBE_STRUCT(State, (), (clock_steps, key, client))

State start(const Params& p, Skews<ClientTag> skews) {
  State s{};
  s.clock_steps = Budget(p.clock_steps);
  for (const Client c : each<Client>(p)) s.client[c].clock = skews.clock(p, c);
  return s;
}

void go_to(const Params& p, Process& me, At next) {
  me.at = next;
  me.pause.stop();
  const bool sends = next != At::idle && next != At::working;
  if (sends && !p.pause.unbounded()) me.pause.start(p.pause.ticks());
  if (next == At::idle || next == At::working || next == At::deleting) me.now.clear();
}

void has_the_lock(const Params& p, Process& me) {
  me.until = me.now + (p.ttl + 1);
  me.job.start(p.job);
  go_to(p, me, At::working);
}

Step wants_the_lock(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::idle);
  me.now = me.clock.now();
  go_to(p, me, At::setting);
  return taken;
}

Step sets_the_key(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::setting && !s.key.set());
  s.key = me.now + (p.ttl + 1);
  has_the_lock(p, me);
  return taken;
}

Step finds_the_key_set(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::setting && s.key.set());
  me.now.clear();
  go_to(p, me, At::getting);
  return taken;
}

bool is_over(const Instant& stamp, const Instant& now) { return !stamp.set() || stamp < now; }

Step finds_it_over(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::getting && is_over(s.key, me.clock.now()));
  me.now = me.clock.now();
  go_to(p, me, At::taking);
  return taken;
}

Step finds_it_taken(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::getting && !is_over(s.key, me.clock.now()));
  go_to(p, me, At::idle);
  return taken;
}

// What was there was over: it was the first.
Step takes_over(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::taking && p.takeover == Takeover::getset && is_over(s.key, me.now));
  s.key = me.now + (p.ttl + 1);
  has_the_lock(p, me);
  return taken;
}

// Its stamp is there all the same, in place of that of the client that has the lock.
Step comes_second(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::taking && p.takeover == Takeover::getset && !is_over(s.key, me.now));
  s.key = me.now + (p.ttl + 1);
  go_to(p, me, At::idle);
  return taken;
}

Step deletes_what_is_over(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::taking && p.takeover == Takeover::del);
  s.key.clear();
  go_to(p, me, At::setting);
  return taken;
}

Step ends_its_job(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::working);
  const bool deletes = p.release == Release::checked && me.clock.now() < me.until;
  me.job.stop();
  me.until.clear();
  go_to(p, me, deletes ? At::deleting : At::idle);
  return taken;
}

Step deletes_the_key(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::deleting);
  s.key.clear();
  go_to(p, me, At::idle);
  return taken;
}

bool step_clock(const Params&, State& s, Client c, int ticks) {
  s.client[c].clock.step(ticks);
  return true;
}

bool is_due(const Params& p, const State& s) {
  return how_many<Client>(p, [&](Client c) { return s.client[c].job.expired(); }) > 0;
}

// With the last tick of the job its work is over, and it stops in no time at all.
bool works(const State& s, Client c) {
  return s.client[c].at == At::working && s.client[c].job.running();
}

std::string two_work(const Params& p, const State& s, const Lanes& lanes) {
  return names_inside<Client, works>(p, s, lanes) + " have the lock at once";
}

std::vector<Bar> bars(const Params& p, const State& s, const Lanes& lanes) {
  std::vector<Bar> found = bars_inside<Client, works>(p, s, lanes);
  if (s.key.set()) found.push_back({lanes["Redis"], BarKind::lease, "key"});
  return found;
}

std::vector<Assumption> assumptions(const Params& p) {
  std::vector<Assumption> list = {
      {"the job is done " + within(p.job) + " of taking the lock"},
      {"the server runs each command at once, as one step"},
      {"one tick is what the clocks can tell apart: a stamp is over a tick after its time"}};
  for (const Assumption& one : on_stale_time(p.pause, "its clock sends its command"))
    list.push_back(one);
  return list;
}

void declare_steps(Protocol<Params, State>& m) {
  m.action<wants_the_lock>("reads its clock, and wants the lock");
  m.action<sets_the_key>("SETNX: sets the key, and has the lock").shows("acquire");
  m.action<finds_the_key_set>("SETNX: finds the key set").shows("contend");
  m.action<finds_it_over>("GET: the stamp is over").shows("expire");
  m.action<finds_it_taken>("GET: the stamp is not over");
  m.action<takes_over>("GETSET: what was there is over, and has the lock");
  m.action<comes_second>("GETSET: what was there is not over");
  m.action<deletes_what_is_over>("DEL: deletes the key, and begins anew");
  m.action<ends_its_job>("has done its job");
  m.action<deletes_the_key>("DEL: frees the lock");
  declare_wall_clocks<step_clock, Client>(m);
  m.time<is_due>();
}

void claims(Protocol<Params, State>& m) {
  const auto two = exclusion_in_belief.name;
  m.claim("", {{two, 10}});
  m.claim("pause=0");
  m.claim("pause=0 ttl=1 job=3");
  m.claim("pause=0 ttl=1 job=4", {{two, 9}});
  m.claim("pause=0 ttl=1 job=1 skew=2");
  m.claim("pause=0 ttl=1 job=1 skew=3", {{two, 6}});
  m.claim("ttl=1 job=1 pause=2");
  m.claim("ttl=1 job=1 pause=3", {{two, 9}});
  m.claim("pause=0 ttl=1 job=1 clock-steps=1 step=2");
  m.claim("pause=0 ttl=1 job=1 clock-steps=1 step=3", {{two, 7}});
  m.claim("pause=0 clients=3 release=checked skew=1");
  m.claim("clients=3 release=checked pause=1");
  m.claim("clients=3 release=checked pause=2", {{two, 14}});
  m.claim("release=checked job=2 pause=1", {{two, 22}});
  m.claim("pause=0 takeover=del", {{two, 17}});
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("how many clients want the lock", 1, 3);
  m.parameter<&Params::ttl>("for how long a client takes the lock", 1, 100);
  m.parameter<&Params::job>("how long its job takes, at most", 1, 100);
  m.parameter<&Params::pause>("how long a client takes from reading its clock to its command", 0,
                              100);
  m.parameter<&Params::takeover>("how a lock is taken over whose time is over");
  m.parameter<&Params::release>("whether a client frees the lock");
  m.lanes<ClientTag>("client");
  m.lane("Redis");
  m.start<start>();
  declare_steps(m);
  m.always<at_most_one_inside<Client, works, Params, State>>(
       exclusion_in_belief.name, "at most one client has the lock at a time")
      .because<two_work>();
  m.sometimes("acquire", "a client has the lock");
  m.sometimes("contend", "a client finds the key set");
  m.sometimes("expire", "a client finds a stamp that is over");
  m.bars<bars>();
  m.assumptions<assumptions>();
  claims(m);
}

}  // namespace

LOCKSTEP_PROTOCOL("timestamp-lock", "a lock that is the time until which it is taken",
                  "Redis documentation, SETNX", build)

}  // namespace lockstep
