// refuses: an action is `Step f(const Params&, State&, arguments...)`
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

#if REFUSED
Step acquire(Params&, State& s) {  // could change the parameters
#else
Step acquire(const Params&, State& s) {
#endif
  WHEN(!s.held);
  s.held = true;
  return taken;
}

[[maybe_unused]] void build(Protocol<Params, State>& m) { m.action<acquire>("acquires"); }

}  // namespace
}  // namespace lockstep
