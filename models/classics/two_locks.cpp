// Two locks for one piece of work, which each process takes one after the other.
//
// Processes that take them in orders of their own can each have one and wait for the other forever.
// One order for all prevents that (`order=same`). Giving the first lock back when the second is
// taken prevents that state (`second=given-back`), and not that two go on doing so forever. Locks
// that expire (`expires=true`, here at any moment) end the wait, and two processes are inside.
// Coffman, Elphick and Shoshani, "System deadlocks", ACM Computing Surveys 3(2), 1971.
#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ProcessTag {};
using Process = Id<ProcessTag>;

enum class Order : std::uint8_t {
  own,   // each process chooses each time
  same,  // lock 1 first
};
BOOST_DESCRIBE_ENUM(Order, own, same)

// What a process does that has one lock and finds the other taken.
enum class Second : std::uint8_t {
  awaited,
  given_back,  // it gives its first lock back, and begins again
};
BOOST_DESCRIBE_ENUM(Second, awaited, given_back)

struct Params {
  int clients = 2;
  Order order = Order::own;
  Second second = Second::awaited;
  bool expires = false;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, order, second, expires))

int population(const Params& p, ProcessTag) { return p.clients; }

struct LockTag : Ordered {};  // by their numbers
using LockId = Id<LockTag>;

int population(const Params&, LockTag) { return 2; }

enum class At : std::uint8_t { outside, wants_first, wants_second, inside };
BOOST_DESCRIBE_ENUM(At, outside, wants_first, wants_second, inside)

struct Worker {
  At at;
  bool begins_with_2;
};
BOOST_DESCRIBE_STRUCT(Worker, (), (at, begins_with_2))

struct State {
  Table<LockTag, Maybe<ProcessTag>, 2> holder;
  Table<ProcessTag, Worker, 6> process;
};
BOOST_DESCRIBE_STRUCT(State, (), (holder, process))

State start(const Params&) { return {}; }

bool in_own_order(const Params& p) { return p.order == Order::own; }
bool gives_back(const Params& p) { return p.second == Second::given_back; }

LockId first_of(const Worker& worker) { return LockId::numbered(worker.begins_with_2 ? 1 : 0); }
LockId second_of(const Worker& worker) { return LockId::numbered(worker.begins_with_2 ? 0 : 1); }

Step comes_for_1(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::outside);
  s.process[i].at = At::wants_first;
  return taken;
}

Step comes_for_2(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::outside && in_own_order(p));
  s.process[i].at = At::wants_first;
  s.process[i].begins_with_2 = true;
  return taken;
}

Step takes_first(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::wants_first && !s.holder[first_of(s.process[i])]);
  s.holder[first_of(s.process[i])] = i;
  s.process[i].at = At::wants_second;
  return taken;
}

Step takes_second(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::wants_second && !s.holder[second_of(s.process[i])]);
  s.holder[second_of(s.process[i])] = i;
  s.process[i].at = At::inside;
  return taken;
}

void frees(State& s, LockId lock, Process i) {
  if (s.holder[lock] == i) s.holder[lock] = {};
}

Step gives_first_back(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::wants_second && s.holder[second_of(s.process[i])] && gives_back(p));
  frees(s, first_of(s.process[i]), i);
  s.process[i].at = At::wants_first;
  return taken;
}

Step leaves(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::inside);
  frees(s, first_of(s.process[i]), i);
  frees(s, second_of(s.process[i]), i);
  s.process[i] = {};
  return taken;
}

Step expires(const Params& p, State& s, LockId lock) {
  WHEN(p.expires && s.holder[lock]);
  s.holder[lock] = {};
  return taken;
}

bool inside(const State& s, Process i) { return s.process[i].at == At::inside; }
bool trying(const State& s, Process i) {
  return s.process[i].at == At::wants_first || s.process[i].at == At::wants_second;
}

bool nobody_waits(const Params& p, const State& s) {
  return !somebody<Process, trying, Params, State>(p, s);
}

std::string who_waits(const Params& p, const State& s, const Lanes& lanes) {
  return "nothing more can happen, and " + names_inside<Process, trying>(p, s, lanes) +
         " wait forever";
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of processes", 2, 6);
  m.parameter<&Params::order>(
      "in which order the locks are taken: own (each process chooses), same (lock 1 first)");
  m.parameter<&Params::second>(
      "what a process does that has one lock when the other is taken: awaited (waits), given-back "
      "(gives its own back and begins again)");
  m.parameter<&Params::expires>("whether a lock may expire, at any moment");
  m.lanes<ProcessTag>("client");
  m.lanes<LockTag>("lock");
  m.start<start>();

  m.action<comes_for_1>("comes, for lock 1 first");
  m.action<comes_for_2>("comes, for lock 2 first").allowed_by<in_own_order>();
  m.action<takes_first>("takes its first lock").fair();
  m.action<takes_second>("takes its second lock").fair();
  m.action<gives_first_back>("gives its first lock back").fair().allowed_by<gives_back>();
  m.action<leaves>("gives both locks back").fair().shows("enter");
  m.action<expires>("expires").fault("expiry").allowed_by<&Params::expires>();

  declare_exclusion<Process, inside>(m);
  m.at_end<nobody_waits>("no deadlock", "when nothing more can happen, nobody waits for a lock")
      .because<who_waits>();
  declare_progress<Process, trying, inside>(m);
  m.sometimes("enter", "a process takes both locks and gives them back");
  m.assumption("A lock is taken and given back in one atomic step.");

  m.claim("", {{"no deadlock", 4}});
  m.claim("clients=4 order=same");
  m.claim("clients=3 second=given-back");
  m.claim("order=same expires=true", {{"mutual exclusion", 8}});
  m.claim_liveness("order=same", {{"starvation freedom", 1, 4}});
  m.claim_liveness("order=same", {},
                   {"takes its first lock=strong", "takes its second lock=strong"});
  m.claim_liveness("second=given-back", {{"deadlock freedom", 3, 2}, {"starvation freedom", 1, 4}});
}

}  // namespace

LOCKSTEP_PROTOCOL("two-locks", "two locks that each process takes one after the other",
                  "Coffman, Elphick and Shoshani, \"System deadlocks\", 1971", build)

}  // namespace lockstep
