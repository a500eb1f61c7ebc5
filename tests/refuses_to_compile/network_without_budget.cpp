// refuses: needs `Budget losses` in the state
//
// A network that may lose messages and has nowhere to count them would lose none.
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct Params {
  int losses = 0;
};
BOOST_DESCRIBE_STRUCT(Params, (), (losses))

struct Note {
  bool urgent;
};
BOOST_DESCRIBE_STRUCT(Note, (), (urgent))

struct State {
#if !REFUSED
  Budget losses;
#endif
  bool read;
  Bag<Note, 2> notes;
};
#if REFUSED
BOOST_DESCRIBE_STRUCT(State, (), (read, notes))
#else
BOOST_DESCRIBE_STRUCT(State, (), (losses, read, notes))
#endif

State start(const Params&) { return {}; }

void reads(const Params&, State& s, const Note&) { s.read = true; }

void build(Protocol<Params, State>& m) {
  m.start<start>();
  network<&State::notes, reads>(m);
}

}  // namespace

std::unique_ptr<CatalogueEntry> tiny() { return entry<Params, State>("tiny", "", "", build); }

}  // namespace lockstep
