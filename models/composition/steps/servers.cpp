// What the lock service and the store do.
#include "models/composition/steps/clients.hpp"
#include "models/composition/steps/steps.hpp"
#include "models/composition/world/links.hpp"

namespace lockstep::composition {

namespace {

Step receives(const Setup& s, const World& world, unsigned slot, int server) {
  const Envelope& waiting = world.calls().envelope(slot);
  WHEN(waiting.to_server && call_arrives(s, world, waiting));
  const Letter call = world.calls().take_out(slot);
  const Client c = call.envelope().client;
  const Process client = world.client(c);
  if (s.environment.request_ids && call.envelope().id < client.heard) return taken;  // outdated
  client.heard = call.envelope().id;
  if (s.travels == Travels::everything) {
    serve_call(s, world, c, server, call.body(), nullptr);
    return taken;
  }
  Answers answers;
  serve_call(s, world, c, server, call.body(), &answers);
  if (stage_of(s, world, c) == Stage::waits && !is_meant(s, client, call.envelope())) return taken;
  Out out(s, world.bytes(), c);
  hear(s, world, c, server, answers, out);
  takes_in(s, world, c, out.heard());
  return taken;
}

Step acts(const Setup& s, const World& world, Client c, int server, unsigned step) {
  const ServiceStep& what = s.lock->service_steps[step];
  WHEN(what.while_paused || service_runs(world, server));
  WHEN(serves(world, server));
  const KeptBytes service = world.service_at(server);
  Replies replies(s, world.bytes(), server);
  const Step step_taken = what.take(s.lock_params.get(), service, c, replies);
  // A grant that is over is forgotten, and with it the request that it answered.
  if (step_taken == Step::taken && what.of_client && !s.lock->granted(service, c))
    world.client(c).granted = 0;
  if (step_taken == Step::taken) note_possession(s, world);
  return step_taken;
}

}  // namespace

template <int server>
Step service_receives(const Setup& s, const World& world, unsigned slot) {
  WHEN(world.calls().envelope(slot).server == server);
  return receives(s, world, slot, server);
}

Step server_receives(const Setup& s, const World& world, unsigned slot) {
  return receives(s, world, slot, world.calls().envelope(slot).server);
}

Step server_acts(const Setup& s, const World& world, Client c, Server server, unsigned step) {
  return acts(s, world, c, static_cast<int>(server.number()), step);
}

template <int server>
Step service_acts(const Setup& s, const World& world, Client c, unsigned step) {
  return acts(s, world, c, server, step);
}

template Step service_receives<first_server>(const Setup&, const World&, unsigned);
template Step service_receives<second_server>(const Setup&, const World&, unsigned);
template Step service_acts<first_server>(const Setup&, const World&, Client, unsigned);
template Step service_acts<second_server>(const Setup&, const World&, Client, unsigned);

namespace {

// A request of the client has been applied.
void note_effect(const World& world, Client client) {
  Effects& seen = world.common().effects;
  if (seen.others_since.contains(client)) seen.interleaved = true;
  for (const Client other : world.clients())
    if (other != client && seen.applied.contains(other)) seen.others_since.insert(other);
  seen.applied.insert(client);
}

void note_write(const World& world, WhichStore which, Token token) {
  Effects& seen = world.common().effects;
  Token& newest =
      which == WhichStore::first ? seen.newest_write : world.second_effects().newest_write;
  if (token < newest)
    seen.stale_write = true;
  else
    newest = token;
}

// The store knows this write again.
bool was_done(const Setup& s, const KeptBytes& gate, const StoreRequest& request, bool keyed) {
  return keyed && s.store->has_done != nullptr &&
         s.store->has_done(s.store_params.get(), gate, request);
}

void serve(const Setup& s, const World& world, const StoreRequest& request, Letter& letter) {
  const StorePart& store = *s.store;
  const WorkloadPart& workload = *s.workload;
  const WhichStore which = store_of(letter.envelope());
  const KeptBytes gate = world.gate(which);
  const bool write = request.access == Access::write;
  const bool keyed = write && (workload.keyed == nullptr || workload.keyed(letter.body()));
  if (!was_done(s, gate, request, keyed)) {
    workload.serves(s.workload_params.get(), world.data(), letter.body());
    if (keyed && store.notes) store.notes(s.store_params.get(), gate, request);
    if (write) note_write(world, which, request.token);
    return;
  }
  // It was done before: it is answered as it was then, and changes nothing.
  std::array<std::byte, data_max> data;
  std::memcpy(data.data(), world.data(), workload.data.room);
  workload.serves(s.workload_params.get(), data.data(), letter.body());
}

StoreRequest request_in(const Setup& s, const World& world, unsigned slot) {
  const Envelope& envelope = world.queries().envelope(slot);
  const Client c = envelope.client;
  const std::byte* query = world.queries().body(slot);
  return {s.workload->access(query),
          c,
          envelope.token,
          envelope.id,
          envelope.version,
          keeps(s, world, c),
          !s.compares_values || s.workload->unchanged(world.data(), query)};
}

void answer(const Setup& s, const World& world, const Letter& letter) {
  if (s.store->answers_in_same_step)
    hears_answer(s, world, addressed_back(s, world, letter));
  else
    post_answer(s, world, letter);
}

// The store notes what it has to, when it admits the request.
bool admits(const Setup& s, const KeptBytes& gate, const StoreRequest& request) {
  return s.store->admits == nullptr || s.store->admits(s.store_params.get(), gate, request);
}

}  // namespace

template <WhichStore which>
Step store_serves(const Setup& s, const World& world, unsigned slot) {
  const Envelope& waiting = world.queries().envelope(slot);
  WHEN(waiting.to_server && store_of(waiting) == which && query_arrives(s, world, waiting));
  const StoreRequest request = request_in(s, world, slot);
  WHEN(admits(s, world.gate(which), request));
  Letter letter = world.queries().take_out(slot);
  note_effect(world, request.client);
  serve(s, world, request, letter);
  answer(s, world, letter);
  return taken;
}

template <WhichStore which>
Step store_refuses(const Setup& s, const World& world, unsigned slot) {
  const Envelope& waiting = world.queries().envelope(slot);
  WHEN(waiting.to_server && store_of(waiting) == which && query_arrives(s, world, waiting));
  UNDO_UNLESS(!admits(s, world.gate(which), request_in(s, world, slot)));
  Letter letter = world.queries().take_out(slot);
  letter.envelope().refused = true;
  answer(s, world, letter);
  return taken;
}

template Step store_serves<WhichStore::first>(const Setup&, const World&, unsigned);
template Step store_serves<WhichStore::second>(const Setup&, const World&, unsigned);
template Step store_refuses<WhichStore::first>(const Setup&, const World&, unsigned);
template Step store_refuses<WhichStore::second>(const Setup&, const World&, unsigned);

}  // namespace lockstep::composition
