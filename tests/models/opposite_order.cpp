#include "models/kit/kit.hpp"
#include "tests/models/textbook.hpp"

namespace lockstep {
namespace {

struct ProcessTag : Ordered {};
using Process = Id<ProcessTag>;

struct Params {
  int ttl = 0;  // 0: the locks have no end
};
BOOST_DESCRIBE_STRUCT(Params, (), (ttl))

constexpr unsigned processes = 2;
int population(const Params&, ProcessTag) { return processes; }

// Who takes lock number i first is process number i.
struct Lock {
  Maybe<ProcessTag> holder;
  Deadline term;
};
BOOST_DESCRIBE_STRUCT(Lock, (), (holder, term))

struct State {
  Table<ProcessTag, Lock, processes> lock;
};
BOOST_DESCRIBE_STRUCT(State, (), (lock))

State start(const Params&) { return {}; }

Process other(Process one) { return Process::numbered(1 - one.number()); }

bool has_both(const State& s, Process one) {
  return s.lock[one].holder == one && s.lock[other(one)].holder == one;
}

void take(const Params& p, Lock& lock, Process one) {
  lock.holder = one;
  if (p.ttl > 0) lock.term.start(p.ttl);
}

Step takes_first(const Params& p, State& s, Process one) {
  WHEN(!s.lock[one].holder && !(s.lock[other(one)].holder == one));
  take(p, s.lock[one], one);
  return taken;
}
Step takes_second(const Params& p, State& s, Process one) {
  WHEN(s.lock[one].holder == one && !s.lock[other(one)].holder);
  take(p, s.lock[other(one)], one);
  return taken;
}
Step releases(const Params&, State& s, Process one) {
  WHEN(has_both(s, one));
  s = {};
  return taken;
}
// Whoever lost one lock lets go of the other.
Step expires(const Params&, State& s, Process lock) {
  WHEN(s.lock[lock].term.expired());
  if (s.lock[other(lock)].holder == s.lock[lock].holder) s.lock[other(lock)] = {};
  s.lock[lock] = {};
  return taken;
}

bool somebody_has_both(const Params& p, const State& s) {
  return how_many<Process>(p, [&](Process one) { return has_both(s, one); }) > 0;
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::ttl>("how long a lock lasts; 0: it has no end", 0, 9);
  m.lanes<ProcessTag>("process");
  m.start<start>();
  m.action<takes_first>("takes its first lock").fair();
  m.action<takes_second>("takes its second lock").fair();
  m.action<releases>("releases both").fair();
  m.action<expires>("loses its lock");
  m.time<nothing_else_due<Params, State>>();
  m.always_eventually<somebody_has_both>("progress", "some process has both locks, again and again")
      .fails("from some moment on no process has both locks");
}

}  // namespace

std::unique_ptr<CatalogueEntry> opposite_order() {
  return entry<Params, State>("opposite-order", "two locks, taken in opposite order",
                              "Coffman, Elphick, Shoshani 1971", build);
}

}  // namespace lockstep
