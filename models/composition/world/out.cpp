#include "models/composition/world/out.hpp"

#include "checker/errors/errors.hpp"
#include "models/composition/world/calls.hpp"
#include "models/composition/world/links.hpp"

namespace lockstep {

using composition::World;

namespace {

int number_of(const composition::Setup& setup, Server server) {
  if (!setup.several())
    throw ContractBroken("a lock that speaks to one server declares how many: m.services<…>()");
  return static_cast<int>(server.number());
}

}  // namespace

kit::Everyone<Server> Out::servers() const {
  return kit::Everyone<Server>(static_cast<unsigned>(setup_.servers));
}

void Out::post(composition::Value call) {
  const World world(setup_, world_);
  if (!setup_.several())
    return composition::post_call(setup_, world, from_, composition::server_of(world, from_), call);
  for (int server = 0; server < setup_.servers; ++server)
    composition::post_call(setup_, world, from_, server, call);
}

void Out::post(Server to, composition::Value call) {
  composition::post_call(setup_, World(setup_, world_), from_, number_of(setup_, to), call);
}

bool Out::exchange(composition::Value call) {
  const World world(setup_, world_);
  if (setup_.several())
    throw ContractBroken("of several servers, Out::call asks one: out.call(server, …)");
  return composition::exchange(setup_, world, from_, composition::server_of(world, from_), call,
                               *this);
}

bool Out::exchange(Server to, composition::Value call) {
  return composition::exchange(setup_, World(setup_, world_), from_, number_of(setup_, to), call,
                               *this);
}

namespace {

void require_clock(bool there, const char* whose) {
  if (!there)
    throw ContractBroken(std::string("the lock looks at a wall clock of ") + whose +
                         ", and does not say with m.wall_clocks<…>() that there is one");
}

}  // namespace

Instant Out::now() const {
  require_clock(setup_.clocks.clients, "clients");
  return World(setup_, world_).clock(from_).now();
}

Instant Replies::now() const {
  require_clock(setup_.clocks.service, "the lock service");
  return World(setup_, world_).clocks().clock.now();
}

bool Stage::request_is_out() const {
  return setup_ != nullptr && composition::request_is_out(*setup_, World(*setup_, world_), client_);
}

void Replies::post(Client to, composition::Value call) {
  if (answers_ != nullptr && to == asking_) return answers_->add(call);
  composition::post_reply(setup_, World(setup_, world_), to, from_, call);
}

void Replies::note_grant(Client to, Token token) {
  const World world(setup_, world_);
  const composition::Failures failures = world.failures();
  if (token && setup_.notes_tokens) {
    if (token <= failures.newest)
      failures.repeated = true;
    else
      failures.newest = token;
  }
  const composition::Process client = world.client(to);
  if (setup_.environment.acquire == Acquire::idempotent)
    client.granted = client.granted | 1 << client.heard;
}

bool Replies::has_granted(Client client) const {
  const composition::Process process = World(setup_, world_).client(client);
  return (process.granted >> process.heard & 1) != 0;
}

}  // namespace lockstep
