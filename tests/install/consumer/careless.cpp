// A protocol of somebody else's, written with the installed kit: a lock that two clients take
// without looking.
#include "models/kit/kit.hpp"

using namespace lockstep;

namespace {

struct ClientTag {};
using Client = Id<ClientTag>;

struct Params {
  int clients = 2;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients))

int population(const Params& params, ClientTag) { return params.clients; }

struct State {
  Set<ClientTag> holders;
};
BOOST_DESCRIBE_STRUCT(State, (), (holders))

State start(const Params&) { return {}; }

Step takes(const Params&, State& state, Client client) {
  WHEN(!state.holders.contains(client));
  state.holders.insert(client);
  return taken;
}

bool at_most_one(const State& state) { return state.holders.size() <= 1; }

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("how many clients", 1, 8);
  m.lanes<ClientTag>("client");
  m.start<start>();
  m.action<takes>("takes the lock");
  m.always<at_most_one>("mutual exclusion", "at most one client holds the lock");
  m.claim("clients=1");
  m.claim("", {{"mutual exclusion", 2}});
}

}  // namespace

LOCKSTEP_PROTOCOL("careless", "a lock that nobody looks at", "", build)
