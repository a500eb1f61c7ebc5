#include "models/composition/world/calls.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/errors/errors.hpp"
#include "models/composition/world/links.hpp"

namespace lockstep::composition {

void Answers::add(Value call) {
  if (count_ == most)
    throw ContractBroken("a lock service answers a call with at most four messages");
  std::memcpy(said_[count_++].data(), call.bytes, call.size);
}

Stage stage_of(const Setup& s, const World& world, Client c) {
  const auto at = [&](Stage::Value value) { return Stage(value, s, world.bytes(), c); };
  switch (world.client(c).at) {
    case At::idle:
    case At::refused: return at(Stage::idle);
    case At::acquiring: return at(Stage::waits);
    case At::done: return at(Stage::left);
    case At::releasing:
    case At::cancelling: return at(Stage::leaves);
    default: return at(world.works_without(c) ? Stage::left : Stage::holds);
  }
}

namespace {

void note_freed(const Setup& s, const World& world) {
  for (const Client c : world.clients())
    if (Timer& free_by = world.client(c).free_by; !free_by.stopped() && !keeps(s, world, c))
      free_by.stop();
}

}  // namespace

void note_possession(const Setup& s, const World& world) {
  if (s.environment.free_within > 0) note_freed(s, world);
  if (!s.notes_gaps) return;
  for (const Client c : world.clients()) {
    const Process client = world.client(c);
    if (client.health == Health::crashed || !is_inside(client.at)) continue;
    if (world.works_without(c)) continue;
    const bool holds = keeps(s, world, c);
    if (holds && client.dropped && believes(s, world, c)) world.common().effects.gap = true;
    client.dropped = !holds;
  }
}

void serve_call(const Setup& s, const World& world, Client from, int server, const std::byte* call,
                Answers* answers) {
  Replies replies = answers == nullptr ? Replies(s, world.bytes(), server)
                                       : Replies(s, world.bytes(), server, from, *answers);
  s.lock->serves(s.lock_params.get(), world.service_at(server), from, call, replies);
  note_possession(s, world);
}

void hear(const Setup& s, const World& world, Client c, int server, const Answers& answers,
          Out& out) {
  if (!library_runs(s, world, c)) return;
  for (unsigned i = 0; i < answers.count(); ++i)
    out.tells(s.lock->hears(s.lock_params.get(), world.session(c), stage_of(s, world, c),
                            server_numbered(server), answers[i], out));
}

bool exchange(const Setup& s, const World& world, Client from, int server, Value call, Out& out) {
  if (!s.lock->calls_take_no_time && s.travels != Travels::nothing)
    throw ContractBroken("a lock whose library uses Out::call says so: m.calls_take_no_time()");
  ensure(call.size == s.lock->call.room || s.lock->call.room == 0,
         "a message of another type than the lock declared");
  if (service_link_is_cut(s, world, from, server) || !service_runs(world, server)) return false;
  const Process client = world.client(from);
  client.heard = client.request;
  Answers answers;
  serve_call(s, world, from, server, call.bytes, &answers);
  hear(s, world, from, server, answers, out);
  return true;
}

}  // namespace lockstep::composition
