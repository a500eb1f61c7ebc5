// refuses: a family of tokens has exactly one source in the state
//
// Numbers of two sources have nothing to do with each other, and must not be ranked together.
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct Params {
  int rounds = 1;
};
BOOST_DESCRIBE_STRUCT(Params, (), (rounds))

struct Other;
struct State {
  TokenSource tokens;
#if REFUSED
  TokenSource epochs;
#else
  BasicTokenSource<Other> epochs;
#endif
};
BOOST_DESCRIBE_STRUCT(State, (), (tokens, epochs))

State start(const Params&) { return {}; }

void build(Protocol<Params, State>& m) { m.start<start>(); }

}  // namespace

std::unique_ptr<CatalogueEntry> tiny() { return entry<Params, State>("tiny", "", "", build); }

}  // namespace lockstep
