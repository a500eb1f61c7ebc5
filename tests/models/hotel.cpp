#include "tests/models/hotel.hpp"

#include "models/kit/kit.hpp"

namespace lockstep {
namespace {
struct GuestTag {};
using Guest = Id<GuestTag>;

struct Params {
  int guests = 2;
};
BOOST_DESCRIBE_STRUCT(Params, (), (guests))

int population(const Params& p, GuestTag) { return p.guests; }

struct Letter {
  Guest from;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (from))

struct Hotel {
  Maybe<GuestTag> key;
  Count<3> stamps;
  Bag<Letter, 3> letters;
};
BOOST_DESCRIBE_STRUCT(Hotel, (), (key, stamps, letters))

Hotel start(const Params&) { return {}; }

Step takes_key(const Params&, Hotel& s, Guest g) {
  WHEN(!s.key);
  s.key = g;
  return taken;
}
Step posts(const Params&, Hotel& s, Guest g) {
  WHEN(s.key == g);
  s.letters.add({g});
  ++s.stamps;
  UNDO_UNLESS(s.stamps < 2);
  return taken;
}
Step arrives(const Params&, Hotel& s, Slot<&Hotel::letters> slot) {
  if (s.stamps == 0) return Step::disabled;
  s.letters.take(slot);
  return taken;
}

void build(Protocol<Params, Hotel>& m) {
  m.parameter<&Params::guests>("how many guests", 1, 4);
  m.lanes<GuestTag>("guest");
  m.lane("post");
  m.start<start>();
  m.action<takes_key>("takes the key");
  m.action<posts>("posts a letter");
  m.action<arrives>("letter arrives").lane("post");
}

}  // namespace

std::unique_ptr<CatalogueEntry> hotel() {
  return entry<Params, Hotel>("hotel", "a hotel with one key", "none", build);
}

}  // namespace lockstep
