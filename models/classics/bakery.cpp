// Lamport's bakery: a process draws a number higher than all that it sees, and waits for those with
// lower ones.
//
// Two may draw the same number; then names decide. While a process draws it says so (`chooses`),
// and the others wait for it: else one could enter that has not yet seen a number which is about to
// be written. Every read and write is a step of its own. Lamport, "A new solution of Dijkstra's
// concurrent programming problem", CACM 17(8), 1974.
#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ProcessTag : Ordered {};  // names decide between equal numbers
using Process = Id<ProcessTag>;

struct Params {
  int clients = 2;
  int tickets = 4;
  bool choosing = true;  // false weakens it
  int bypass = 0;
  bool fifo = false;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, tickets, choosing, bypass, fifo))

int population(const Params& p, ProcessTag) { return p.clients; }

inline constexpr int tickets_max = 12;
using Ticket = Count<tickets_max>;  // 0: none

enum class At : std::uint8_t {
  outside,
  reads,     // the number of another
  writes,    // its own
  is_drawn,  // has not yet said that it is through
  awaits,    // that another has drawn
  lets_by,   // another, if that one has a lower number
  critical,
};
BOOST_DESCRIBE_ENUM(At, outside, reads, writes, is_drawn, awaits, lets_by, critical)

struct Worker {
  At at;
  bool chooses;
  Ticket ticket;
  Ticket highest;     // that it has read
  Count<3> looks_at;  // process number
};
BOOST_DESCRIBE_STRUCT(Worker, (), (at, chooses, ticket, highest, looks_at))

struct State {
  Table<ProcessTag, Worker, 4> process;
};
BOOST_DESCRIBE_STRUCT(State, (), (process))

State start(const Params&) { return {}; }

Process numbered(int number) { return Process::numbered(static_cast<unsigned>(number)); }

// The others' at most one higher each: what is drawn from now on is at most this.
int highest_to_come(const Params& p, const State& s) {
  int highest = 0;
  int drawing = 1;
  for (const Process one : each<Process>(p)) {
    highest = std::max<int>({highest, s.process[one].ticket, s.process[one].highest});
    const At at = s.process[one].at;
    drawing += at == At::reads || at == At::writes ? 1 : 0;
  }
  return highest + drawing;
}

Step comes(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::outside && highest_to_come(p, s) <= p.tickets);
  s.process[i].chooses = p.choosing;
  s.process[i].at = At::reads;
  return taken;
}

// To the next process, or else to the next place.
void go_on(const Params& p, Worker& me, At again, At then) {
  const bool last = me.looks_at == p.clients - 1;
  me.looks_at = last ? 0 : me.looks_at + 1;
  me.at = last ? then : again;
}

Step reads(const Params& p, State& s, Process i) {
  Worker& me = s.process[i];
  WHEN(me.at == At::reads);
  me.highest = std::max<int>(me.highest, s.process[numbered(me.looks_at)].ticket);
  go_on(p, me, At::reads, At::writes);
  return taken;
}

Step writes(const Params&, State& s, Process i) {
  Worker& me = s.process[i];
  WHEN(me.at == At::writes);
  me.ticket = me.highest + 1;
  me.highest = 0;
  me.at = At::is_drawn;
  return taken;
}

Step is_through(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::is_drawn);
  s.process[i].chooses = false;
  s.process[i].at = At::awaits;
  return taken;
}

Step finds_it_drawn(const Params&, State& s, Process i) {
  Worker& me = s.process[i];
  WHEN(me.at == At::awaits && !s.process[numbered(me.looks_at)].chooses);
  me.at = At::lets_by;
  return taken;
}

// Nobody lets itself by.
bool is_before(const State& s, Process one, Process me) {
  const Ticket its = s.process[one].ticket;
  const Ticket mine = s.process[me].ticket;
  return its != 0 && (its < mine || (its == mine && one < me));
}

Step is_next(const Params& p, State& s, Process i) {
  Worker& me = s.process[i];
  WHEN(me.at == At::lets_by && !is_before(s, numbered(me.looks_at), i));
  go_on(p, me, At::awaits, At::critical);
  return taken;
}

Step leave(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::critical);
  s.process[i].ticket = 0;
  s.process[i].at = At::outside;
  return taken;
}

bool inside(const State& s, Process i) { return s.process[i].at == At::critical; }
bool trying(const State& s, Process i) {
  return s.process[i].at != At::outside && s.process[i].at != At::critical;
}
bool waits(const State& s, Process i) {
  return s.process[i].at == At::awaits || s.process[i].at == At::lets_by;
}

std::vector<Assumption> on_tickets(const Params& p) {
  return {{"a process comes only when no number can get higher than " + std::to_string(p.tickets) +
           ": without an end, numbers grow without a bound"}};
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of processes", 2, 4);
  m.parameter<&Params::tickets>("highest number that may be drawn", 1, tickets_max);
  m.parameter<&Params::choosing>("whether a process says that it draws a number");
  m.lanes<ProcessTag>("client");
  m.start<start>();

  m.action<comes>("comes, to draw a number");
  m.action<reads>("reads a number").fair();
  m.action<writes>("writes its number").fair();
  m.action<is_through>("says that it has drawn").fair();
  m.action<finds_it_drawn>("sees that another is not drawing").fair();
  m.action<is_next>("sees that it comes before another").fair();
  m.action<leave>("leaves the critical section").fair().shows("enter");

  declare_exclusion<Process, inside>(m);
  declare_progress<Process, trying, inside>(m);
  m.order_of_entry<trying, waits, inside, &Params::bypass, &Params::fifo>();
  m.sometimes("enter", "a process enters and leaves the critical section");
  m.assumption("Every read and every write of a shared variable is one atomic step, seen by all.");
  m.assumptions<on_tickets>();

  m.claim("clients=2 fifo=true bypass=1");
  m.claim("clients=2 tickets=8 fifo=true bypass=1");
  m.claim("clients=3 tickets=3 fifo=true bypass=2");
  m.claim("clients=3 tickets=3 bypass=1", {{"bounded bypass", 31}});
  m.claim("clients=2 choosing=false", {{"mutual exclusion", 18}});
  m.claim_liveness("clients=2");
  m.claim_liveness("clients=2", {{"deadlock freedom", 1, 0}, {"starvation freedom", 1, 0}},
                   {"reads a number=none"});
}

}  // namespace

LOCKSTEP_PROTOCOL("bakery", "a lock of shared variables that serves in the order of numbers drawn",
                  "Lamport, \"A new solution of Dijkstra's concurrent programming problem\", 1974",
                  build)

}  // namespace lockstep
