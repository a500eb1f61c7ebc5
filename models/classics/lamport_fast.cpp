// Lamport's fast mutual exclusion: when nobody competes, seven accesses to memory suffice.
//
// Lamport, "A fast mutual exclusion algorithm", ACM Transactions on Computer Systems 5(1), 1987,
// algorithm 2. A process that finds both doors, x and y, as it left them goes in immediately. One
// that was overtaken at x waits until every process that might have gone in has shown its hand
// (b[j]), and goes in if y is still its own. The enumerators say what a process will do next.
#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ProcessTag : Ordered {};  // a slow process waits for the others in order
using Process = Id<ProcessTag>;

struct Params {
  int clients = 2;
  bool wait = true;  // weakens it
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, wait))

int population(const Params& p, ProcessTag) { return p.clients; }

enum class At : std::uint8_t {
  raise,  // its flag
  write_x,
  test_y,
  lower_to_retry,  // somebody is inside
  await_y_first,
  write_y,
  test_x,
  lower_to_wait,  // overtaken at x
  await_flag,
  retest_y,
  await_y_again,
  critical,
  lower,
};
BOOST_DESCRIBE_ENUM(At, raise, write_x, test_y, lower_to_retry, await_y_first, write_y, test_x,
                    lower_to_wait, await_flag, retest_y, await_y_again, critical, lower)

struct Worker {
  At at;
  Count<7> waits_for;  // process number
};
BOOST_DESCRIBE_STRUCT(Worker, (), (at, waits_for))

struct State {
  Maybe<ProcessTag> x;
  Maybe<ProcessTag> y;
  Set<ProcessTag> flag;
  Table<ProcessTag, Worker, 8> process;
};
BOOST_DESCRIBE_STRUCT(State, (), (x, y, flag, process))

State start(const Params&) { return {}; }

// An assignment or a test each, in the order of the program.

Step raise_flag(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::raise);
  s.flag.insert(i);
  s.process[i].at = At::write_x;
  return taken;
}

Step write_x(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::write_x);
  s.x = i;
  s.process[i].at = At::test_y;
  return taken;
}

Step test_y(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::test_y);
  s.process[i].at = s.y ? At::lower_to_retry : At::write_y;
  return taken;
}

// Another one is inside, or was faster: begin anew once y is free.
Step lower_to_retry(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::lower_to_retry);
  s.flag.erase(i);
  s.process[i].at = At::await_y_first;
  return taken;
}

Step begin_anew(const Params&, State& s, Process i) {
  const At at = s.process[i].at;
  WHEN((at == At::await_y_first || at == At::await_y_again) && !s.y);
  s.process[i].at = At::raise;
  return taken;
}

Step write_y(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::write_y);
  s.y = i;
  s.process[i].at = At::test_x;
  return taken;
}

Step test_x(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::test_x);
  s.process[i].at = s.x == i ? At::critical : At::lower_to_wait;
  return taken;
}

Step lower_to_wait(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::lower_to_wait);
  s.flag.erase(i);
  s.process[i].at = p.wait ? At::await_flag : At::retest_y;
  return taken;
}

Step await_flag(const Params& p, State& s, Process i) {
  Worker& me = s.process[i];
  WHEN(me.at == At::await_flag);
  WHEN(!s.flag.contains(Process::numbered(static_cast<unsigned>(me.waits_for))));
  if (me.waits_for < p.clients - 1) {
    ++me.waits_for;
    return taken;
  }
  me.waits_for = 0;
  me.at = At::retest_y;
  return taken;
}

Step retest_y(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::retest_y);
  s.process[i].at = s.y == i ? At::critical : At::await_y_again;
  return taken;
}

Step leave(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::critical);
  s.y = {};
  s.process[i].at = At::lower;
  return taken;
}

Step lower_flag(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::lower);
  s.flag.erase(i);
  s.process[i].at = At::raise;
  return taken;
}

// To begin anew is to try again, so a process wants to enter until it does.
bool trying(const State& s, Process i) {
  return s.process[i].at != At::critical && s.process[i].at != At::lower;
}
bool inside(const State& s, Process i) { return s.process[i].at == At::critical; }

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of processes", 2, 8);
  m.parameter<&Params::wait>("whether a process that was overtaken waits for the others' flags");
  m.lanes<ProcessTag>("client");
  m.start<start>();

  m.action<raise_flag>("raises its flag").fair();
  m.action<write_x>("writes its name to x").fair();
  m.action<test_y>("tests y").fair();
  m.action<lower_to_retry>("lowers its flag, to try again").fair();
  m.action<begin_anew>("finds y free and begins anew").fair();
  m.action<write_y>("writes its name to y").fair();
  m.action<test_x>("tests x").fair();
  m.action<lower_to_wait>("lowers its flag, having been overtaken").fair();
  m.action<await_flag>("finds a flag lowered").fair();
  m.action<retest_y>("tests y again").fair();
  m.action<leave>("leaves the critical section, freeing y").fair().shows("enter");
  m.action<lower_flag>("lowers its flag").fair();

  declare_exclusion<Process, inside>(m);
  declare_progress<Process, trying, inside>(m);
  m.sometimes("enter", "a process enters and leaves the critical section");
  m.assumption("Every read and every write of a shared variable is one atomic step, seen by all.");

  m.claim("clients=3");
  m.claim("clients=2 wait=false", {{"mutual exclusion", 12}});
  m.claim_liveness("clients=2", {{"starvation freedom", 2, 12}});
  m.claim_liveness("clients=2", {{"deadlock freedom", 4, 0}, {"starvation freedom", 2, 12}},
                   {"tests y=none"});
  m.claim_liveness("clients=2", {{"starvation freedom", 2, 12}},
                   {"leaves the critical section, freeing y=none"});
}

}  // namespace

LOCKSTEP_PROTOCOL("lamport-fast", "a lock of shared variables that is fast when nobody competes",
                  "Lamport, \"A fast mutual exclusion algorithm\", 1987, algorithm 2", build)

}  // namespace lockstep
