// refuses: an enumerator is not described: name every one
//
// It would be printed as a number, and no action would be tried with it as its argument.
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

enum class At : std::uint8_t { idle, waiting, holding };
#if REFUSED
BOOST_DESCRIBE_ENUM(At, idle, waiting)
#else
BOOST_DESCRIBE_ENUM(At, idle, waiting, holding)
#endif

struct State {
  At at;
};
BOOST_DESCRIBE_STRUCT(State, (), (at))

static_assert(kit::is_packed<State>);

}  // namespace
}  // namespace lockstep
