// my-lock: who may use a resource, decided by a server that clients ask.
//
// Say here what the protocol is, in the words of the paper or the product that it comes from, and
// replace what follows piece by piece. `lockstep watch FILE` tells at each save what became of it.
#include "models/kit/kit.hpp"

using namespace lockstep;

namespace {

// Who acts. Clients are interchangeable: they can be compared with ==, and not ordered.
struct ClientTag {};
using Client = Id<ClientTag>;

// What can be set on the command line: `lockstep check FILE clients=3 asks=false`.
struct Params {
  int clients = 2;
  bool asks = true;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, asks))

int population(const Params& params, ClientTag) { return params.clients; }

// What is true at one moment: all of it, and every field of one byte.
enum class At : std::uint8_t { idle, waiting, inside };
BOOST_DESCRIBE_ENUM(At, idle, waiting, inside)

struct Process {
  At at;
};
BOOST_DESCRIBE_STRUCT(Process, (), (at))

struct State {
  Maybe<ClientTag> holder;              // what the server knows
  Table<ClientTag, Process, 5> client;  // what each client knows
};
BOOST_DESCRIBE_STRUCT(State, (), (holder, client))

State start(const Params&) { return {}; }

// One function for each thing that can happen. The guard comes first, then the changes. It is tried
// for every client.
Step requests(const Params&, State& state, Client client) {
  WHEN(state.client[client].at == At::idle);
  state.client[client].at = At::waiting;
  return taken;
}

Step enters(const Params& params, State& state, Client client) {
  WHEN(state.client[client].at == At::waiting);
  WHEN(!state.holder || !params.asks);  // who does not ask is what breaks this lock
  state.holder = client;
  state.client[client].at = At::inside;
  return taken;
}

Step leaves(const Params&, State& state, Client client) {
  WHEN(state.client[client].at == At::inside);
  if (state.holder == client) state.holder = {};
  state.client[client].at = At::idle;
  return taken;
}

// What must be true in every state that can be reached.
bool at_most_one(const Params& params, const State& state) {
  return how_many<Client>(params, [&](Client one) { return state.client[one].at == At::inside; }) <=
         1;
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("how many clients", 1, 5);
  m.parameter<&Params::asks>("whether a client asks the server before it enters");
  m.lanes<ClientTag>("client");
  m.start<start>();
  m.action<requests>("requests the lock");
  m.action<enters>("enters");
  m.action<leaves>("leaves");
  m.always<at_most_one>("mutual exclusion", "at most one client uses the resource");

  // What is expected: `lockstep verify FILE` runs these. A claim that names no property says that
  // all hold; each property should be broken by one.
  m.claim("clients=3");
  m.claim("asks=false", {{"mutual exclusion", 4}});
}

}  // namespace

LOCKSTEP_PROTOCOL("my-lock", "a lock that a server grants to one client at a time", "", build)
