// The smallest network: two parcels, no parameter, no time, and an office that takes one a day.
#include "tests/models/parcel.hpp"

#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct SenderTag {};
using Sender = Id<SenderTag>;

struct Params {};
BOOST_DESCRIBE_STRUCT(Params, (), ())

int population(const Params&, SenderTag) { return 2; }

struct Parcel {
  Sender from;
};
BOOST_DESCRIBE_STRUCT(Parcel, (), (from))

struct State {
  bool full;
  Set<SenderTag> sent;
  Set<SenderTag> stored;
  Bag<Parcel, 2> on_the_way;
};
BOOST_DESCRIBE_STRUCT(State, (), (full, sent, stored, on_the_way))

State start(const Params&) { return {}; }

Step sends(const Params& p, State& s, Sender one) {
  WHEN(!s.sent.contains(one));
  s.sent.insert(one);
  send(p, s.on_the_way, Parcel{one});
  return taken;
}

Step stores(const Params&, State& s, const Parcel& parcel) {
  WHEN(!s.full);
  s.full = true;
  s.stored.insert(parcel.from);
  return taken;
}

bool one_is_stored(const Params&, const State& s) { return s.stored.size() <= 1; }

void build(Protocol<Params, State>& m) {
  m.lanes<SenderTag>("sender");
  m.lane("office");
  m.start<start>();
  m.action<sends>("sends a parcel");
  network<&State::on_the_way, stores>(m, {.name = "stores a parcel"});
  m.always<one_is_stored>("one is stored", "there is room for one parcel");
}

}  // namespace

std::unique_ptr<CatalogueEntry> parcel() {
  return entry<Params, State>("parcel", "a parcel by post", "nobody", build);
}

}  // namespace lockstep
