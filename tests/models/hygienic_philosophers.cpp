#include "models/kit/kit.hpp"
#include "tests/models/textbook.hpp"

namespace lockstep {
namespace {

struct PhilosopherTag : Ordered {};
using Philosopher = Id<PhilosopherTag>;

struct Params {
  int philosophers = 5;
};
BOOST_DESCRIBE_STRUCT(Params, (), (philosophers))

int population(const Params& p, PhilosopherTag) { return p.philosophers; }

enum class At : std::uint8_t { loop, eat, think };
BOOST_DESCRIBE_ENUM(At, loop, eat, think)

// With the fork to the left.
struct Place {
  At at;
  bool hungry;
  bool clean;
  Maybe<PhilosopherTag> holder;
};
BOOST_DESCRIBE_STRUCT(Place, (), (at, hungry, clean, holder))

struct State {
  Table<PhilosopherTag, Place, 8> place;
};
BOOST_DESCRIBE_STRUCT(State, (), (place))

Philosopher right_of(const Params& p, Philosopher one) {
  return Philosopher::numbered((one.number() + 1) % static_cast<unsigned>(p.philosophers));
}
Philosopher left_of(const Params& p, Philosopher one) {
  const auto count = static_cast<unsigned>(p.philosophers);
  return Philosopher::numbered((one.number() + count - 1) % count);
}

// Each fork is with the neighbour of the lower number.
State start(const Params& p) {
  State s{};
  for (const Philosopher one : each<Philosopher>(p)) {
    s.place[one].hungry = true;
    s.place[one].holder = one.number() == 1 ? Philosopher::numbered(0) : one;
  }
  return s;
}

void hand_on(Place& fork, Philosopher to) {
  fork.holder = to;
  fork.clean = true;
}

Step moves(const Params& p, State& s, Philosopher one) {
  Place& me = s.place[one];
  Place& left = me;
  Place& right = s.place[right_of(p, one)];
  switch (me.at) {
    case At::think:
      me.hungry = true;
      me.at = At::loop;
      return taken;
    case At::eat:
      me.hungry = false;
      left.clean = right.clean = false;
      me.at = At::loop;
      return taken;
    case At::loop: break;
  }
  const bool eats = left.holder == one && right.holder == one && left.clean && right.clean;
  if (left.holder == one && !left.clean)
    hand_on(left, left_of(p, one));
  else if (right.holder == one && !right.clean)
    hand_on(right, right_of(p, one));
  if (!me.hungry)
    me.at = At::think;
  else if (eats)
    me.at = At::eat;
  return taken;
}

bool has_eaten(const State& s, Philosopher one) { return !s.place[one].hungry; }

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::philosophers>("how many there are", 2, 8);
  m.lanes<PhilosopherTag>("philosopher");
  m.start<start>();
  m.action<moves>("moves").fair();
  m.always_eventually<has_eaten>("everybody eats", "every philosopher eats again and again")
      .fails("from some moment on {0} is hungry");
}

}  // namespace

std::unique_ptr<CatalogueEntry> hygienic_philosophers() {
  return entry<Params, State>("hygienic-philosophers", "philosophers who hand on dirty forks",
                              "Chandy and Misra 1984", build);
}

}  // namespace lockstep
