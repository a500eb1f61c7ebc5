// A spin lock: one word of shared memory, which a process sets if it finds it free.
//
// This is the lock that a distributed lock is mistaken for. It needs no clock and no time to live:
// a process that is stopped inside keeps everybody out for as long as it is stopped, and what it
// writes when it goes on, it writes as the holder. Reading and setting the word has to be one step
// (`swap=atomic`). It serves in no order: a process may find the word taken each time it looks.
// Herlihy and Shavit, "The Art of Multiprocessor Programming", section 7.2.
#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ProcessTag {};
using Process = Id<ProcessTag>;

enum class Swap : std::uint8_t {
  atomic,  // compare and swap: one instruction
  apart,   // it reads, and then writes
};
BOOST_DESCRIBE_ENUM(Swap, atomic, apart)

struct Params {
  int clients = 2;
  Swap swap = Swap::atomic;
  int bypass = 0;
  bool fifo = false;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, swap, bypass, fifo))

int population(const Params& p, ProcessTag) { return p.clients; }

enum class At : std::uint8_t { outside, spins, has_seen_it_free, critical };
BOOST_DESCRIBE_ENUM(At, outside, spins, has_seen_it_free, critical)

struct Worker {
  At at;
};
BOOST_DESCRIBE_STRUCT(Worker, (), (at))

struct State {
  bool locked;  // the word
  Table<ProcessTag, Worker, 8> process;
};
BOOST_DESCRIBE_STRUCT(State, (), (locked, process))

bool is_atomic(const Params& p) { return p.swap == Swap::atomic; }
bool is_apart(const Params& p) { return p.swap == Swap::apart; }

State start(const Params&) { return {}; }

Step try_lock(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::outside);
  s.process[i].at = At::spins;
  return taken;
}

Step swaps(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::spins && !s.locked && is_atomic(p));
  s.locked = true;
  s.process[i].at = At::critical;
  return taken;
}

Step reads(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::spins && !s.locked && is_apart(p));
  s.process[i].at = At::has_seen_it_free;
  return taken;
}

Step writes(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::has_seen_it_free);
  s.locked = true;
  s.process[i].at = At::critical;
  return taken;
}

Step leave(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::critical);
  s.locked = false;
  s.process[i].at = At::outside;
  return taken;
}

bool trying(const State& s, Process i) {
  return s.process[i].at == At::spins || s.process[i].at == At::has_seen_it_free;
}
bool inside(const State& s, Process i) { return s.process[i].at == At::critical; }

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of processes", 2, 8);
  m.parameter<&Params::swap>(
      "how the word is set: atomic (compare and swap), apart (it is read and then written)");
  m.lanes<ProcessTag>("client");
  m.start<start>();

  m.action<try_lock>("wants the lock");
  m.action<swaps>("finds the word free and sets it").fair().allowed_by<is_atomic>();
  m.action<reads>("sees that the word is free").fair().allowed_by<is_apart>();
  m.action<writes>("sets the word").fair().allowed_by<is_apart>();
  m.action<leave>("leaves the critical section").fair().shows("enter");

  declare_exclusion<Process, inside>(m);
  declare_progress<Process, trying, inside>(m);
  m.order_of_entry<trying, trying, inside, &Params::bypass, &Params::fifo>();
  m.sometimes("enter", "a process enters and leaves the critical section");
  m.assumption("Every read and every write of the word is one atomic step, seen by all.");

  m.claim("clients=3");
  m.claim("clients=8");
  m.claim("swap=apart", {{"mutual exclusion", 6}});
  m.claim("fifo=true", {{"first come, first served", 3}});
  m.claim("bypass=7", {{"bounded bypass", 24}});
  m.claim_liveness("clients=3", {{"starvation freedom", 1, 3}});
  m.claim_liveness("clients=3", {}, {"finds the word free and sets it=strong"});
  m.claim_liveness("clients=2", {{"deadlock freedom", 1, 0}, {"starvation freedom", 1, 0}},
                   {"finds the word free and sets it=none"});
}

}  // namespace

LOCKSTEP_PROTOCOL("spin-lock", "a word of shared memory that a process sets when it is free",
                  "Herlihy and Shavit, \"The Art of Multiprocessor Programming\"", build)

}  // namespace lockstep
