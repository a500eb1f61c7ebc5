// refuses: a field is not described, or the struct has padding
//
// A field that the kit does not know of would not be renamed, printed or compared.
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct State {
  Count<9> level;
  bool held;
};
#if REFUSED
BOOST_DESCRIBE_STRUCT(State, (), (level))
#else
BOOST_DESCRIBE_STRUCT(State, (), (level, held))
#endif

static_assert(kit::is_packed<State>);

}  // namespace
}  // namespace lockstep
