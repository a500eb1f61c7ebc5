// refuses: a struct needs a BOOST_DESCRIBE_STRUCT line right after it
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ClientTag {};
struct Worker {
  bool held;
};
#if !REFUSED
BOOST_DESCRIBE_STRUCT(Worker, (), (held))
#endif

struct State {
  Table<ClientTag, Worker, 4> client;
};
BOOST_DESCRIBE_STRUCT(State, (), (client))

static_assert(kit::is_packed<State>);

}  // namespace
}  // namespace lockstep
