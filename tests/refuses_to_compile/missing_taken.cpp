// refuses: return-type
//
// An action that forgets to answer `taken` answers anything: the state space may end there, and
// what comes after it holds.
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

Step acquire(const Params&, State& s) {
  WHEN(!s.held);
  s.held = true;
#if !REFUSED
  return taken;
#endif
}

[[maybe_unused]] void build(Protocol<Params, State>& m) { m.action<acquire>("acquires"); }

}  // namespace
}  // namespace lockstep
