// Peterson's lock for n processes: n - 1 levels, and on each level one process is held back.
//
// A process enters a level by naming itself the last to come, and goes on when somebody else came
// after it or when nobody is on its level or above. At most n - l processes pass level l, so one
// passes the last. It looks at one other process at a time, and each look is a step of its own.
// Peterson, "Myths about the mutual exclusion problem", Information Processing Letters 12(3), 1981.
#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ProcessTag : Ordered {};  // processes look at one another in order
using Process = Id<ProcessTag>;

struct Params {
  int clients = 2;
  int skip = 0;  // weakens it
  int bypass = 0;
  bool fifo = false;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, skip, bypass, fifo))

int population(const Params& p, ProcessTag) { return p.clients; }

enum class At : std::uint8_t { outside, entering, looking, critical };
BOOST_DESCRIBE_ENUM(At, outside, entering, looking, critical)

struct Worker {
  At at;
  Count<7> level;     // 0: none
  Count<7> looks_at;  // process number
  Count<7> last;      // who came last to the level of this number
};
BOOST_DESCRIBE_STRUCT(Worker, (), (at, level, looks_at, last))

struct State {
  Table<ProcessTag, Worker, 8> process;
};
BOOST_DESCRIBE_STRUCT(State, (), (process))

State start(const Params&) { return {}; }

int number(Process process) { return static_cast<int>(process.number()); }

Worker& cell(State& s, int number) {
  return s.process[Process::numbered(static_cast<unsigned>(number))];
}

Step try_lock(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::outside);
  s.process[i].level = 1;
  s.process[i].at = At::entering;
  return taken;
}

Step yield(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::entering);
  cell(s, s.process[i].level).last = number(i);
  s.process[i].at = At::looking;
  return taken;
}

Step look(const Params& p, State& s, Process i) {
  Worker& me = s.process[i];
  WHEN(me.at == At::looking);
  WHEN(me.looks_at == number(i) || cell(s, me.looks_at).level < me.level ||
       cell(s, me.level).last != number(i));
  if (me.looks_at < p.clients - 1) {
    ++me.looks_at;
    return taken;
  }
  me.looks_at = 0;
  if (me.level >= p.clients - 1 - p.skip) {
    me.at = At::critical;
  } else {
    ++me.level;
    me.at = At::entering;
  }
  return taken;
}

Step leave(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::critical);
  s.process[i].level = 0;
  s.process[i].at = At::outside;
  return taken;
}

bool trying(const State& s, Process i) {
  return s.process[i].at == At::entering || s.process[i].at == At::looking;
}
// The doorway leads up to the first level.
bool waits(const State& s, Process i) {
  return trying(s, i) && (s.process[i].level > 1 || s.process[i].at == At::looking);
}
bool inside(const State& s, Process i) { return s.process[i].at == At::critical; }

bool has_a_level(const Params& p) { return p.skip < p.clients - 1; }

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of processes", 2, 8);
  m.parameter<&Params::skip>("number of levels left out (correct: 0)", 0, 6);
  m.needs<has_a_level>("at least one level must be left: skip is less than clients - 1");
  m.lanes<ProcessTag>("client");
  m.start<start>();

  m.action<try_lock>("wants the lock");
  m.action<yield>("says that it came last").fair();
  m.action<look>("looks at a process, which does not hold it back").fair();
  m.action<leave>("leaves the critical section").fair().shows("enter");

  declare_exclusion<Process, inside>(m);
  declare_progress<Process, trying, inside>(m);
  m.order_of_entry<trying, waits, inside, &Params::bypass, &Params::fifo>();
  m.sometimes("enter", "a process enters and leaves the critical section");
  m.assumption("Every read and every write of a shared variable is one atomic step, seen by all.");

  m.claim("clients=3");
  m.claim("clients=3 skip=1", {{"mutual exclusion", 12}});
  m.claim("clients=2 bypass=1 fifo=true");
  m.claim("clients=3 fifo=true", {{"first come, first served", 13}});
  m.claim("clients=3 bypass=1", {{"bounded bypass", 21}});
  m.claim("clients=3 bypass=7", {{"bounded bypass", 83}});
  m.claim_liveness("clients=2");
  m.claim_liveness("clients=3");
  m.claim_liveness("clients=2", {{"deadlock freedom", 1, 0}, {"starvation freedom", 1, 0}},
                   {"says that it came last=none"});
  m.claim_liveness("clients=2", {{"starvation freedom", 6, 0}},
                   {"leaves the critical section=none"});
}

}  // namespace

LOCKSTEP_PROTOCOL("peterson", "a lock of shared variables for n processes, with n - 1 levels",
                  "Peterson, \"Myths about the mutual exclusion problem\", 1981", build)

}  // namespace lockstep
