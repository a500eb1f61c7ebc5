#include "models/kit/kit.hpp"
#include "tests/models/textbook.hpp"

namespace lockstep {
namespace {

struct PhilosopherTag : Ordered {};
using Philosopher = Id<PhilosopherTag>;
struct ForkTag : Ordered {};
using Fork = Id<ForkTag>;

enum class First : std::uint8_t { left, one_right };
BOOST_DESCRIBE_ENUM(First, left, one_right)

struct Params {
  int philosophers = 5;
  First first = First::left;
};
BOOST_DESCRIBE_STRUCT(Params, (), (philosophers, first))

int population(const Params& p, PhilosopherTag) { return p.philosophers; }
int population(const Params& p, ForkTag) { return p.philosophers; }

enum class At : std::uint8_t { thinks, has_one, eats };
BOOST_DESCRIBE_ENUM(At, thinks, has_one, eats)

struct State {
  Table<PhilosopherTag, At, 8> at;
  Set<ForkTag> taken;
};
BOOST_DESCRIBE_STRUCT(State, (), (at, taken))

State start(const Params&) { return {}; }

Fork left_of(Philosopher one) { return Fork::numbered(one.number()); }
Fork right_of(const Params& p, Philosopher one) {
  return Fork::numbered((one.number() + 1) % static_cast<unsigned>(p.philosophers));
}
bool is_right_handed(const Params& p, Philosopher one) {
  return p.first == First::one_right && one.number() == 0;
}
Fork first_of(const Params& p, Philosopher one) {
  return is_right_handed(p, one) ? right_of(p, one) : left_of(one);
}
Fork second_of(const Params& p, Philosopher one) {
  return is_right_handed(p, one) ? left_of(one) : right_of(p, one);
}

Step takes_first(const Params& p, State& s, Philosopher one) {
  WHEN(s.at[one] == At::thinks && !s.taken.contains(first_of(p, one)));
  s.taken.insert(first_of(p, one));
  s.at[one] = At::has_one;
  return taken;
}
Step takes_second(const Params& p, State& s, Philosopher one) {
  WHEN(s.at[one] == At::has_one && !s.taken.contains(second_of(p, one)));
  s.taken.insert(second_of(p, one));
  s.at[one] = At::eats;
  return taken;
}
Step puts_both_down(const Params& p, State& s, Philosopher one) {
  WHEN(s.at[one] == At::eats);
  s.taken.erase(left_of(one));
  s.taken.erase(right_of(p, one));
  s.at[one] = At::thinks;
  return taken;
}

bool eats(const State& s, Philosopher one) { return s.at[one] == At::eats; }
bool somebody_eats(const Params& p, const State& s) {
  return how_many<Philosopher>(p, [&](Philosopher one) { return eats(s, one); }) > 0;
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::philosophers>("how many there are", 2, 8);
  m.parameter<&Params::first>("which fork they take first");
  m.lanes<PhilosopherTag>("philosopher");
  m.names<ForkTag>("fork");
  m.start<start>();
  m.action<takes_first>("takes a fork").fair();
  m.action<takes_second>("takes the other fork").fair();
  m.action<puts_both_down>("puts both down").fair();
  m.always_eventually<somebody_eats>("somebody eats", "some philosopher eats again and again")
      .fails("from some moment on nobody eats");
  m.always_eventually<eats>("everybody eats", "every philosopher eats again and again")
      .fails("from some moment on {0} does not eat");
}

}  // namespace

std::unique_ptr<CatalogueEntry> philosophers() {
  return entry<Params, State>("philosophers", "philosophers who dine", "Dijkstra 1971", build);
}

}  // namespace lockstep
