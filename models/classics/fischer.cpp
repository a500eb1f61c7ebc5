// Fischer's lock: mutual exclusion by timing alone.
//
// A process that sees the variable free writes its name into it, within `write` ticks of having
// looked; it then waits for at least `wait` ticks, and if the variable still has its name, enters.
// Whoever saw the variable free has written by then, so the last name stays: the lock is safe if
// and only if the wait is longer than the write, in whole ticks wait >= write + 1 (docs/time.md).
// The bound on the write is the lock, so it is kept though timing is asynchronous by default
// elsewhere. Fischer, in a letter of 1985; Lamport, "A fast mutual exclusion algorithm", ACM TOCS
// 1987.
#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ClientTag {};
using Client = Id<ClientTag>;

struct Params {
  int clients = 2;
  int write = 1;
  int wait = 2;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, write, wait))

int population(const Params& p, ClientTag) { return p.clients; }

enum class At : std::uint8_t { outside, writing, waiting, critical };
BOOST_DESCRIBE_ENUM(At, outside, writing, waiting, critical)

struct Process {
  At at;
  Deadline write;  // it has to have written
  Timer wait;      // it has waited long enough
};
BOOST_DESCRIBE_STRUCT(Process, (), (at, write, wait))

struct State {
  Maybe<ClientTag> name;
  Table<ClientTag, Process, 5> client;
};
BOOST_DESCRIBE_STRUCT(State, (), (name, client))

State start(const Params&) { return {}; }

Step sees_it_free(const Params& p, State& s, Client c) {
  WHEN(s.client[c].at == At::outside && !s.name);
  s.client[c].at = At::writing;
  s.client[c].write.start(p.write);
  return taken;
}

Step writes_its_name(const Params& p, State& s, Client c) {
  WHEN(s.client[c].at == At::writing);
  s.name = c;
  s.client[c].at = At::waiting;
  s.client[c].write.stop();
  s.client[c].wait.start(p.wait);
  return taken;
}

Step enters(const Params&, State& s, Client c) {
  WHEN(s.client[c].at == At::waiting && s.client[c].wait.expired() && s.name == c);
  s.client[c].at = At::critical;
  s.client[c].wait.stop();
  return taken;
}

Step gives_way(const Params&, State& s, Client c) {
  WHEN(s.client[c].at == At::waiting && s.client[c].wait.expired() && !(s.name == c));
  s.client[c].at = At::outside;
  s.client[c].wait.stop();
  return taken;
}

Step leaves(const Params&, State& s, Client c) {
  WHEN(s.client[c].at == At::critical);
  s.client[c].at = At::outside;
  s.name = {};
  return taken;
}

// One that is outside looks at the variable again and again.
bool trying(const State& s, Client i) { return s.client[i].at != At::critical; }
bool inside(const State& s, Client i) { return s.client[i].at == At::critical; }

std::string explain(const Params& p, const State& s, const Lanes& lanes) {
  return names_inside<Client, inside>(p, s, lanes) +
         " are in their critical sections at the same time";
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of clients", 1, 5);
  m.parameter<&Params::write>("maximum ticks from a client's read to its write", 0, 20);
  m.parameter<&Params::wait>("minimum ticks that a client waits", 0, 20);
  m.lanes<ClientTag>("client");
  m.lane("time");
  m.start<start>();
  m.action<sees_it_free>("sees the variable free").fair();
  m.action<writes_its_name>("writes its name").fair();
  m.action<enters>("finds its name and enters").fair().shows("enter");
  m.action<gives_way>("finds another name and gives way").fair();
  m.action<leaves>("leaves").fair();
  m.action<time_passes<nothing_else_due<Params, State>, Params, State>>("time passes")
      .lets_time_pass()
      .says("time passes");
  m.always<at_most_one_inside<Client, inside, Params, State>>(
       "mutual exclusion", "at most one client is in its critical section")
      .because<explain>();
  declare_progress<Client, trying, inside>(m);
  m.sometimes("enter", "a client enters its critical section");
  m.bars<bars_inside<Client, inside, Params, State>>();
  m.claim("clients=2 write=1 wait=1", {{"mutual exclusion", 8}});
  m.claim("clients=2 write=1 wait=2");
  m.claim("clients=3 write=2 wait=2", {{"mutual exclusion", 10}});
  m.claim("clients=3 write=2 wait=3");
  m.claim_liveness("clients=2", {{"starvation freedom", 0, 6}});
  m.claim_liveness("clients=3", {{"starvation freedom", 0, 6}});
  m.claim_liveness("clients=2", {{"deadlock freedom", 2, 0}, {"starvation freedom", 0, 6}},
                   {"time passes=none"});
}

}  // namespace

LOCKSTEP_PROTOCOL("fischer", "mutual exclusion by timing alone",
                  "Lamport, A fast mutual exclusion algorithm, ACM TOCS 1987", build)

}  // namespace lockstep
