// A ticket lock: a process draws the next number, and enters when that number is served.
//
// Drawing is one instruction, fetch and add. Numbers begin again at 0 after the highest: as many
// numbers as processes are enough, and with fewer two processes wait with the same one.
// Mellor-Crummey and Scott, "Algorithms for scalable synchronization on shared-memory
// multiprocessors", ACM TOCS 9(1), 1991, section 2.2.
#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ProcessTag {};
using Process = Id<ProcessTag>;

constexpr int processes_max = 8;
using Number = Count<processes_max>;

struct Params {
  int clients = 2;
  int numbers = processes_max;
  int bypass = 0;
  bool fifo = false;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, numbers, bypass, fifo))

int population(const Params& p, ProcessTag) { return p.clients; }

enum class At : std::uint8_t { outside, draws, waits, critical };
BOOST_DESCRIBE_ENUM(At, outside, draws, waits, critical)

struct Worker {
  At at;
  Number ticket;
};
BOOST_DESCRIBE_STRUCT(Worker, (), (at, ticket))

struct State {
  Number next;     // to be drawn
  Number serving;  // who has this number may enter
  Table<ProcessTag, Worker, processes_max> process;
};
BOOST_DESCRIBE_STRUCT(State, (), (next, serving, process))

State start(const Params&) { return {}; }

int one_more(const Params& p, Number number) { return (number + 1) % p.numbers; }

Step try_lock(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::outside);
  s.process[i].at = At::draws;
  return taken;
}

Step draws(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::draws);
  s.process[i].ticket = s.next;
  s.next = one_more(p, s.next);
  s.process[i].at = At::waits;
  return taken;
}

Step is_served(const Params&, State& s, Process i) {
  Worker& me = s.process[i];
  WHEN(me.at == At::waits && me.ticket == s.serving);
  me.ticket = 0;
  me.at = At::critical;
  return taken;
}

Step leave(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::critical);
  s.serving = one_more(p, s.serving);
  s.process[i].at = At::outside;
  return taken;
}

bool waits(const State& s, Process i) { return s.process[i].at == At::waits; }
bool trying(const State& s, Process i) { return s.process[i].at == At::draws || waits(s, i); }
bool inside(const State& s, Process i) { return s.process[i].at == At::critical; }

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of processes", 2, processes_max);
  m.parameter<&Params::numbers>("how many numbers there are (correct: at least as many as clients)",
                                1, processes_max);
  m.lanes<ProcessTag>("client");
  m.start<start>();

  m.action<try_lock>("wants the lock");
  m.action<draws>("draws a number").fair();
  m.action<is_served>("sees that its number is served").fair();
  m.action<leave>("leaves the critical section").fair().shows("enter");

  declare_exclusion<Process, inside>(m);
  declare_progress<Process, trying, inside>(m);
  m.order_of_entry<trying, waits, inside, &Params::bypass, &Params::fifo>();
  m.sometimes("enter", "a process enters and leaves the critical section");
  m.assumption("Drawing a number is one atomic step, and so is every read and write.");

  m.claim("fifo=true bypass=1");
  m.claim("clients=4 numbers=4 fifo=true bypass=3");
  m.claim("clients=4 numbers=4 bypass=2", {{"bounded bypass", 13}});
  m.claim("clients=3 numbers=2", {{"mutual exclusion", 8}});
  m.claim_liveness("clients=3");
  m.claim_liveness("clients=2", {{"deadlock freedom", 1, 0}, {"starvation freedom", 1, 0}},
                   {"draws a number=none"});
}

}  // namespace

LOCKSTEP_PROTOCOL("ticket-lock", "a lock of shared memory that serves numbers in turn",
                  "Mellor-Crummey and Scott, \"Algorithms for scalable synchronization\", 1991",
                  build)

}  // namespace lockstep
