// A lock that is a row of a database: until when it is taken, and by whom. ShedLock, for scheduled
// jobs.
//
// A client reads the time and writes `now + at-most` into the row, where the row says that the last
// lock is over; that is one statement, and one client wins. When its job is done it frees the row,
// though not before `at-least` is over, so that others whose clocks are late do not do the short
// job once more. By standard the client sends its own time along, so the lock rests on clocks that
// agree, and on the client being as quick as its time is fresh: now may be old when it is used.
// With clock=database the statement takes the database's time. Derived in docs/wall-clocks.md:
//   two at once, clock=app:       safe iff job + skew + pause <= at-most
//   two at once, clock=database:  safe iff job <= at-most
// ShedLock, README, and issue 132, "Lock acquired by two nodes".
#include "models/kit/faults/clock_steps.hpp"
#include "models/kit/kit.hpp"
#include "models/kit/protocol/time.hpp"
#include "models/locks/job.hpp"
#include "properties/exclusion.hpp"

namespace lockstep {
namespace {

struct ClientTag {};
using Client = Id<ClientTag>;

enum class Clock : std::uint8_t {
  app,       // each client's own
  database,  // one for all
};
BOOST_DESCRIBE_ENUM(Clock, app, database)

enum class Start : std::uint8_t {
  any,        // a client may start its job at any time, and again
  scheduled,  // each starts once, when its own clock shows the same time
};
BOOST_DESCRIBE_ENUM(Start, any, scheduled)

struct Params : WallClocks {
  int clients = 2;
  Span at_most = 4;
  Span at_least = 0;
  Span job = 1;
  Bound pause = Bound::none();
  Clock clock = Clock::app;
  Start start = Start::any;
};
BOOST_DESCRIBE_STRUCT(Params, (WallClocks), (clients, at_most, at_least, job, pause, clock, start))

int population(const Params& p, ClientTag) { return p.clients; }

ClockBounds clock_bounds(const Params& p) {
  return {steps_together(p), std::max<int>(p.at_most, p.at_least)};
}

enum class At : std::uint8_t { idle, writing, working, done };
BOOST_DESCRIBE_ENUM(At, idle, writing, working, done)

struct Process {
  At at;
  WallClock clock;
  Instant now;     // as it was read
  Deadline pause;  // the write is due
  Timer job;       // what is left of the job, at most
};
BOOST_DESCRIBE_STRUCT(Process, (), (at, clock, now, pause, job))

struct State {
  Budget clock_steps;
  Count<2> runs;     // of the job; 2 stands for more, too
  Instant schedule;  // when all clients start, by their clocks
  WallClock clock;   // of the database
  Instant until;     // the row
  Instant since;     // when the holder took the lock, by the clock that counts
  Maybe<ClientTag> holder;
  Table<ClientTag, Process, 3> client;
};
BOOST_DESCRIBE_STRUCT(State, (), (clock_steps, runs, schedule, clock, until, since, holder, client))

State start(const Params& p, Skews<ClientTag> skews) {
  State s{};
  s.clock_steps = Budget(p.clock_steps);
  for (const Client c : each<Client>(p)) s.client[c].clock = skews.clock(p, c);
  if (p.start == Start::scheduled) s.schedule = WallClock().now() + p.skew;
  return s;
}

bool is_time(const Params& p, const State& s, Client c) {
  return p.start == Start::any || s.schedule <= s.client[c].clock.now();
}

Step starts(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::idle && is_time(p, s, c));
  me.at = At::writing;
  if (p.clock == Clock::app) me.now = me.clock.now();
  if (!p.pause.unbounded()) me.pause.start(p.pause.ticks());
  return taken;
}

// What the statement takes for the time.
Instant time_of(const Params& p, const State& s, Client c) {
  return p.clock == Clock::app ? s.client[c].now : s.clock.now();
}

bool is_free(const State& s, const Instant& now) { return !s.until.set() || s.until <= now; }

void stops_waiting(const Params& p, Process& me, At next) {
  me.at = next == At::idle && p.start == Start::scheduled ? At::done : next;
  me.now.clear();
  me.pause.stop();
}

Step takes_the_lock(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::writing && is_free(s, time_of(p, s, c)));
  s.since = time_of(p, s, c);
  s.until = s.since + p.at_most;
  s.holder = c;
  if (p.start == Start::scheduled && s.runs < 2) ++s.runs;
  stops_waiting(p, me, At::working);
  me.job.start(p.job);
  return taken;
}

Step finds_it_taken(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::writing && !is_free(s, time_of(p, s, c)));
  stops_waiting(p, me, At::idle);
  return taken;
}

// Where the row still has its name, it says when the lock is over: now, or after `at-least`.
Step ends_its_job(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::working);
  me.at = p.start == Start::scheduled ? At::done : At::idle;
  me.job.stop();
  if (!(s.holder == c)) return taken;
  const Instant now = p.clock == Clock::app ? me.clock.now() : s.clock.now();
  s.until = std::max(now, s.since + p.at_least);
  s.since.clear();
  s.holder = {};
  return taken;
}

// Nobody looks at it where the database's time counts and clients start when they like.
bool step_client_clock(const Params& p, State& s, Client c, int ticks) {
  if (p.clock == Clock::database && p.start == Start::any) return false;
  s.client[c].clock.step(ticks);
  return true;
}

template <int direction>
Step database_clock_is_set(const Params& p, State& s) {
  WHEN(s.clock_steps.left() > 0 && p.clock == Clock::database);
  s.clock_steps.spend();
  s.clock.step(direction * static_cast<int>(p.step));
  return taken;
}

// A client starts on time, and its job is over in time.
bool is_due(const Params& p, const State& s) {
  for (const Client c : each<Client>(p)) {
    if (s.client[c].at == At::working && s.client[c].job.expired()) return true;
    if (p.start == Start::scheduled && s.client[c].at == At::idle && is_time(p, s, c)) return true;
  }
  return false;
}

// With the last tick of the job its work is over, and it stops in no time at all.
bool works(const State& s, Client c) {
  return s.client[c].at == At::working && s.client[c].job.running();
}

bool once(const State& s) { return s.runs <= 1; }

std::string two_work(const Params& p, const State& s, const Lanes& lanes) {
  return names_inside<Client, works>(p, s, lanes) + " do the job at once";
}

std::string twice(const Params&, const State&, const Lanes&) {
  return "the job of one date was done twice";
}

std::vector<Bar> bars(const Params& p, const State& s, const Lanes& lanes) {
  std::vector<Bar> found = bars_inside<Client, works>(p, s, lanes);
  if (s.until.set() && s.clock.now() < s.until)
    found.push_back(
        {lanes["database"], BarKind::lease, s.holder ? "row of " + lanes.name(s.holder) : "row"});
  return found;
}

std::vector<Assumption> assumptions(const Params& p) {
  std::vector<Assumption> list = {{"the job is done " + within(p.job) + " of taking the lock"},
                                  {"the database runs each statement at once, as one step"}};
  for (const Assumption& one : on_stale_time(p.pause, "the time writes the row"))
    list.push_back(one);
  return list;
}

bool database_clock_steps(const Params& p) {
  return p.clock_steps > 0 && p.clock == Clock::database;
}
bool at_least_below_at_most(const Params& p) { return p.at_least <= p.at_most; }

void declare_steps(Protocol<Params, State>& m) {
  m.action<starts>("reads the time, and wants the lock");
  m.action<takes_the_lock>("writes the row, and has the lock").shows("acquire");
  m.action<finds_it_taken>("finds the row taken").shows("contend");
  m.action<ends_its_job>("has done its job, and frees the row");
  declare_wall_clocks<step_client_clock, Client>(m);
  m.action<database_clock_is_set<1>>("has its clock set forward (database)")
      .fault("clock step")
      .allowed_by<database_clock_steps>()
      .lane("database")
      .says("database has its clock set forward");
  m.action<database_clock_is_set<-1>>("has its clock set back (database)")
      .fault("clock step")
      .allowed_by<database_clock_steps>()
      .lane("database")
      .says("database has its clock set back");
  m.time<is_due>();
}

void claims(Protocol<Params, State>& m) {
  const auto two = exclusion_in_belief.name;
  const std::string again = "once for each date";
  m.claim("", {{two, 8}});
  m.claim("pause=0");
  m.claim("pause=1 job=3");
  m.claim("pause=2 job=3", {{two, 8}});
  m.claim("pause=0 skew=3");
  m.claim("pause=0 skew=4", {{two, 4}});
  m.claim("pause=0 clock-steps=1 step=3");
  m.claim("pause=0 clock-steps=1 step=4", {{two, 5}});
  m.claim("clock=database skew=3");
  m.claim("clock=database job=5", {{two, 8}});
  m.claim("clock=database job=2 clock-steps=1 step=2");
  m.claim("clock=database job=2 clock-steps=1 step=3", {{two, 6}});
  m.claim("start=scheduled clock=database pause=0 skew=2 at-least=3");
  m.claim("start=scheduled clock=database pause=0 skew=2 at-least=2", {{again, 7}});
  m.claim("start=scheduled skew=2 at-least=1");
  m.claim("start=scheduled skew=2 at-least=0", {{again, 7}});
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("how many clients want to do the job", 1, 3);
  m.parameter<&Params::at_most>("for how long the row is taken when nobody frees it", 1, 100);
  m.parameter<&Params::at_least>("for how long it is taken though the job is done", 0, 100);
  m.parameter<&Params::job>("how long the job takes, at most", 1, 100);
  m.parameter<&Params::pause>("how long a client takes from reading the time to writing the row", 0,
                              100);
  m.parameter<&Params::clock>("whose time the row is compared with");
  m.parameter<&Params::start>("when clients start the job");
  m.needs<at_least_below_at_most>("at-least must not be longer than at-most");
  m.lanes<ClientTag>("client");
  m.lane("database");
  m.start<start>();
  declare_steps(m);
  m.always<at_most_one_inside<Client, works, Params, State>>(
       exclusion_in_belief.name, "at most one client does the job at a time")
      .because<two_work>();
  m.always<once>("once for each date", "the job of one date is done once").because<twice>();
  m.sometimes("acquire", "a client writes the row, and has the lock");
  m.sometimes("contend", "a client finds the row taken");
  m.bars<bars>();
  m.assumptions<assumptions>();
  claims(m);
}

}  // namespace

LOCKSTEP_PROTOCOL("row-lock", "a row of a database, taken until a time of day",
                  "ShedLock, README and issue 132", build)

}  // namespace lockstep
