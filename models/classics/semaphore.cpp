// A counting semaphore: at most so many processes at the same time have a permit.
//
// Who takes a permit has to look at the count and change it in one step, as a counter in the
// service or a lock around it does it (`count=inside`). A library that reads the count, compares
// and then writes it (`count=outside`) gives the same permit to two. Dijkstra, "Cooperating
// sequential processes", 1965 (EWD 123).
#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ProcessTag {};
using Process = Id<ProcessTag>;

constexpr int processes_max = 8;
using Permits = Count<processes_max>;

// Where the count is compared with the number of permits.
enum class CountedAt : std::uint8_t {
  inside,   // in the step that takes the permit
  outside,  // before it, by the process
};
BOOST_DESCRIBE_ENUM(CountedAt, inside, outside)

struct Params {
  int clients = 3;
  int permits = 2;
  CountedAt count = CountedAt::inside;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, permits, count))

int population(const Params& p, ProcessTag) { return p.clients; }

enum class At : std::uint8_t { outside, wants, has_read, holds };
BOOST_DESCRIBE_ENUM(At, outside, wants, has_read, holds)

struct Worker {
  At at;
  Permits seen;  // the count that it has read
};
BOOST_DESCRIBE_STRUCT(Worker, (), (at, seen))

struct State {
  Permits in_use;  // as the semaphore counts them
  Table<ProcessTag, Worker, processes_max> process;
};
BOOST_DESCRIBE_STRUCT(State, (), (in_use, process))

State start(const Params&) { return {}; }

bool counts_inside(const Params& p) { return p.count == CountedAt::inside; }
bool counts_outside(const Params& p) { return p.count == CountedAt::outside; }

Step comes(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::outside);
  s.process[i].at = At::wants;
  return taken;
}

Step takes_permit(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::wants && s.in_use < p.permits && counts_inside(p));
  ++s.in_use;
  s.process[i].at = At::holds;
  return taken;
}

Step reads(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::wants && s.in_use < p.permits && counts_outside(p));
  s.process[i].seen = s.in_use;
  s.process[i].at = At::has_read;
  return taken;
}

Step writes(const Params&, State& s, Process i) {
  Worker& me = s.process[i];
  WHEN(me.at == At::has_read);
  s.in_use = me.seen + 1;
  me.seen = 0;
  me.at = At::holds;
  return taken;
}

Step gives_back(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::holds);
  if (s.in_use > 0) --s.in_use;
  s.process[i].at = At::outside;
  return taken;
}

bool trying(const State& s, Process i) {
  return s.process[i].at == At::wants || s.process[i].at == At::has_read;
}
bool inside(const State& s, Process i) { return s.process[i].at == At::holds; }

int holders(const Params& p, const State& s) {
  return static_cast<int>(how_many<Process>(p, [&](Process one) { return inside(s, one); }));
}
bool no_more_than_permits(const Params& p, const State& s) { return holders(p, s) <= p.permits; }

std::string who_holds(const Params& p, const State& s, const Lanes& lanes) {
  return names_inside<Process, inside>(p, s, lanes) + " have a permit, and there " +
         (p.permits == 1 ? "is 1" : "are " + std::to_string(p.permits));
}

bool somebody_may_have_to_wait(const Params& p) { return p.permits < p.clients; }

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of processes", 2, processes_max);
  m.parameter<&Params::permits>("number of permits", 1, processes_max - 1);
  m.parameter<&Params::count>(
      "where the count is compared: inside (in the step that takes a permit), outside (by the "
      "process, which then writes it)");
  m.needs<somebody_may_have_to_wait>("there are fewer permits than clients");
  m.lanes<ProcessTag>("client");
  m.start<start>();

  m.action<comes>("wants a permit");
  m.action<takes_permit>("takes a permit").fair().allowed_by<counts_inside>();
  m.action<reads>("reads that there is a permit").fair().allowed_by<counts_outside>();
  m.action<writes>("takes a permit and writes the count").fair().allowed_by<counts_outside>();
  m.action<gives_back>("gives its permit back").fair().shows("enter");

  m.always<no_more_than_permits>("no more holders than permits",
                                 "no more processes have a permit than there are permits")
      .because<who_holds>();
  declare_progress<Process, trying, inside>(m);
  m.sometimes("enter", "a process takes a permit and gives it back");
  m.bars<bars_inside<Process, inside, Params, State>>();
  m.assumption("Every read and every write of the count is one atomic step, seen by all.");

  m.claim("");
  m.claim("clients=8 permits=3");
  m.claim("clients=2 permits=1 count=outside", {{"no more holders than permits", 6}});
  m.claim("count=outside", {{"no more holders than permits", 9}});
  m.claim_liveness("", {{"starvation freedom", 1, 6}});
  m.claim_liveness("", {}, {"takes a permit=strong"});
  m.claim_liveness("clients=2 permits=1",
                   {{"deadlock freedom", 1, 0}, {"starvation freedom", 1, 0}},
                   {"takes a permit=none"});
}

}  // namespace

LOCKSTEP_PROTOCOL("semaphore", "a lock that so many processes may hold at the same time",
                  "Dijkstra, \"Cooperating sequential processes\", 1965", build)

}  // namespace lockstep
