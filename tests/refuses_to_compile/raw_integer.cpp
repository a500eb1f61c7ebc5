// refuses: a raw integer would wrap unseen: name a range
//
// A counter that silently wraps at 255 makes a protocol look safe that is not.
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct State {
  bool held;
#if REFUSED
  std::uint8_t grants;
#else
  Count<9> grants;
#endif
};
BOOST_DESCRIBE_STRUCT(State, (), (held, grants))

static_assert(kit::is_packed<State>);

}  // namespace
}  // namespace lockstep
