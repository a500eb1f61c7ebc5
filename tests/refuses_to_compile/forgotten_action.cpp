// refuses: unused-function
//
// An action that is written and not declared would be a smaller state space, in which more
// properties hold.
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct Params {
  int rounds = 1;
};
BOOST_DESCRIBE_STRUCT(Params, (), (rounds))

struct State {
  bool held;
};
BOOST_DESCRIBE_STRUCT(State, (), (held))

State start(const Params&) { return {}; }

Step acquire(const Params&, State& s) {
  WHEN(!s.held);
  s.held = true;
  return taken;
}

#if REFUSED
Step release(const Params&, State& s) {
  WHEN(s.held);
  s.held = false;
  return taken;
}
#endif

void build(Protocol<Params, State>& m) {
  m.start<start>();
  m.action<acquire>("acquires");
}

}  // namespace

std::unique_ptr<CatalogueEntry> tiny() { return entry<Params, State>("tiny", "", "", build); }

}  // namespace lockstep
