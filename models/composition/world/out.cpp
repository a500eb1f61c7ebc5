#include "models/composition/world/out.hpp"

#include "models/composition/world/calls.hpp"
#include "models/composition/world/links.hpp"

namespace lockstep {

using composition::World;

void Out::post(composition::Value call) {
  composition::post_call(setup_, World(setup_, world_), from_, call);
}

bool Out::exchange(composition::Value call) {
  return composition::exchange(setup_, World(setup_, world_), from_, call, *this);
}

void Replies::post(Client to, composition::Value call) {
  if (answers_ != nullptr && to == asking_) return answers_->add(call);
  composition::post_reply(setup_, World(setup_, world_), to, from_, call);
}

void Replies::note_grant(Client to, Token token) {
  const World world(setup_, world_);
  composition::Failures& failures = world.common().failures;
  if (token && setup_.notes_tokens) {
    if (token <= failures.newest)
      failures.repeated = true;
    else
      failures.newest = token;
  }
  composition::Process& client = world.client(to);
  if (setup_.environment.acquire == Acquire::idempotent)
    client.granted = client.granted | 1 << client.heard;
}

bool Replies::has_granted(Client client) const {
  const composition::Process& process = World(setup_, world_).client(client);
  return (process.granted >> process.heard & 1) != 0;
}

}  // namespace lockstep
