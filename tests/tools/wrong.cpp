#include "tests/tools/wrong.hpp"

#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

enum class Mistake : std::uint8_t {
  none,
  late_guard,
  memory,
  forgotten_way,
  overflow,
  timelock,
  outside
};
BOOST_DESCRIBE_ENUM(Mistake, none, late_guard, memory, forgotten_way, overflow, timelock, outside)

struct Params {
  Mistake mistake = Mistake::none;
};
BOOST_DESCRIBE_STRUCT(Params, (), (mistake))

struct LampTag : Ordered {};
using Lamp = Id<LampTag>;

int population(const Params&, LampTag) { return 2; }

struct Counter {
  Count<5> count;
  bool lit;
  bool remembered;
  Deadline fuse;
  Table<LampTag, bool, 16> lamp;
};
BOOST_DESCRIBE_STRUCT(Counter, (), (count, lit, remembered, fuse, lamp))

Counter start(const Params&) { return {}; }

Step counts(const Params& p, Counter& s) {
  if (p.mistake == Mistake::late_guard) {
    const bool last = s.count == 3;
    if (s.count < 5) ++s.count;
    WHEN(!last);
    return taken;
  }
  WHEN(s.count < 3 || p.mistake == Mistake::overflow);
  ++s.count;
  return taken;
}

// Whether it happens depends on how often it was asked.
Step remembers(const Params& p, Counter& s) {
  static int asked = 0;
  WHEN(p.mistake == Mistake::memory && s.count == 2 && !s.remembered);
  WHEN(++asked % 2 == 0);
  s.remembered = true;
  return taken;
}

// The same, and it is there when it is asked for first and not when that is asked again.
Step forgets(const Params& p, Counter& s) {
  static int asked = 0;
  WHEN(p.mistake == Mistake::forgotten_way && s.count == 3 && !s.remembered);
  WHEN(++asked % 4 < 2);
  s.remembered = true;
  return taken;
}

Step is_lit(const Params& p, Counter& s) {
  WHEN(p.mistake == Mistake::timelock && !s.lit);
  s.lit = true;
  s.fuse.start(1);
  return taken;
}

// There are two lamps.
Step lights_another(const Params& p, Counter& s, Lamp lamp) {
  WHEN(p.mistake == Mistake::outside && s.count == 3);
  s.lamp[Lamp::numbered(lamp.number() + 8)] = true;
  return taken;
}

bool not_remembered(const Params& p, const Counter& s) {
  return p.mistake != Mistake::forgotten_way || !s.remembered;
}

void build(Protocol<Params, Counter>& m) {
  m.parameter<&Params::mistake>("which mistake its author made");
  m.lane("counter");
  m.names<LampTag>("lamp");
  m.start<start>();
  m.action<counts>("counts").lane("counter");
  m.action<remembers>("remembers").lane("counter");
  m.action<forgets>("forgets").lane("counter");
  m.action<is_lit>("is lit").lane("counter");
  m.action<lights_another>("lights another").lane("counter");
  m.time<nothing_else_due<Params, Counter>>();
  m.always<not_remembered>("nothing is remembered", "nothing is remembered");
}

}  // namespace

std::unique_ptr<CatalogueEntry> wrong() {
  return entry<Params, Counter>("wrong", "a counter with a mistake", "none", build);
}

}  // namespace lockstep
