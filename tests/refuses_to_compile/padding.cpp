// refuses: a field is not described, or the struct has padding
//
// The bytes of padding have no defined value: equal states would not be equal bytes.
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct State {
#if REFUSED
  alignas(2) Count<9> level;
#else
  Count<9> level;
#endif
  bool held;
};
BOOST_DESCRIBE_STRUCT(State, (), (level, held))

static_assert(kit::is_packed<State>);

}  // namespace
}  // namespace lockstep
