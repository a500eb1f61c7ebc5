// my-lock: a lock that is a register: a client that finds it free writes its name into it.
//
// Say here what the protocol is, in the words of the paper or the product that it comes from, and
// replace what follows piece by piece. `lockstep watch FILE` says at each save what became of it.
#include "models/kit/kit.hpp"

using namespace lockstep;

namespace {

// Who acts. Clients are interchangeable: they can be compared with ==, and not ordered.
struct ClientTag {};
using Client = Id<ClientTag>;

// What can be set on the command line: `lockstep check FILE clients=3 atomic=false`.
struct Params {
  int clients = 2;
  bool atomic = true;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, atomic))

int population(const Params& params, ClientTag) { return params.clients; }

// All that is true at one moment. Every field has one byte, and every member is named twice.
enum class At : std::uint8_t { outside, found_it_free, inside };
BOOST_DESCRIBE_ENUM(At, outside, found_it_free, inside)

struct Process {
  At at;
};
BOOST_DESCRIBE_STRUCT(Process, (), (at))

struct State {
  Maybe<ClientTag> holder;              // the register
  Table<ClientTag, Process, 5> client;  // what each client knows
};
BOOST_DESCRIBE_STRUCT(State, (), (holder, client))

State start(const Params&) { return {}; }

// A function for each thing that can happen, tried for every client in every state. The guards come
// first, then the changes.
Step finds_it_free(const Params&, State& state, Client client) {
  WHEN(state.client[client].at == At::outside && !state.holder);
  state.client[client].at = At::found_it_free;
  return taken;
}

// A compare-and-swap writes only if the register is still free. A plain write does not look again.
Step enters(const Params& params, State& state, Client client) {
  WHEN(state.client[client].at == At::found_it_free);
  WHEN(!params.atomic || !state.holder);
  state.holder = client;
  state.client[client].at = At::inside;
  return taken;
}

Step comes_too_late(const Params& params, State& state, Client client) {
  WHEN(params.atomic && state.client[client].at == At::found_it_free && state.holder);
  state.client[client].at = At::outside;
  return taken;
}

Step leaves(const Params&, State& state, Client client) {
  WHEN(state.client[client].at == At::inside);
  state.client[client].at = At::outside;
  state.holder = {};
  return taken;
}

// What must be true in every state that can be reached.
bool at_most_one(const Params& params, const State& state) {
  return how_many<Client>(params, [&](Client one) { return state.client[one].at == At::inside; }) <=
         1;
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of clients", 1, 5);
  m.parameter<&Params::atomic>("whether a client writes with compare-and-swap");
  m.lanes<ClientTag>("client");
  m.start<start>();
  m.action<finds_it_free>("finds the lock free");
  m.action<enters>("writes its name and enters");
  m.action<comes_too_late>("comes too late");
  m.action<leaves>("leaves");
  m.always<at_most_one>("mutual exclusion", "at most one client is inside");

  // What you expect; `lockstep verify FILE` compares. A claim that names no property claims that
  // all hold. Each property should be violated by one.
  m.claim("clients=3");
  m.claim("atomic=false", {{"mutual exclusion", 4}});
}

}  // namespace

LOCKSTEP_PROTOCOL("my-lock", "a register that is written by a client that finds it free", "", build)
