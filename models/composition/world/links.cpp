#include "models/composition/world/links.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/errors/errors.hpp"

namespace lockstep::composition {
namespace {

Letter addressed(const Setup& s, Client client, bool to_server, RequestId id) {
  Letter letter;
  Envelope& envelope = letter.envelope();
  envelope.client = client;
  envelope.to_server = to_server;
  envelope.id = id;
  const Bound& delay = s.environment.delay;
  if (takes_time(delay)) envelope.due.start(delay.ticks());
  return letter;
}

void enclose(Letter& letter, Value call, std::uint32_t room) {
  ensure(call.size == room || room == 0, "a message of another type than the lock declared");
  std::memcpy(letter.body(), call.bytes, room);
}

}  // namespace

void post_call(const Setup& s, const World& world, Client from, int server, Value call) {
  if (s.travels == Travels::nothing)
    throw ContractBroken("the lock declares that nothing travels: its library asks with Out::call");
  Letter letter = addressed(s, from, true, world.client(from).request);
  letter.envelope().server = server;
  enclose(letter, call, s.lock->call.room);
  world.calls().send(letter, s.environment.channels);
}

void post_reply(const Setup& s, const World& world, Client to, int from, Value call) {
  if (s.travels >= Travels::requests)
    throw ContractBroken(
        "the lock declares that its service only answers, and it speaks to a client that has not "
        "asked");
  Letter letter = addressed(s, to, false, world.client(to).heard);
  letter.envelope().server = from;
  enclose(letter, call, s.lock->call.room);
  world.calls().send(letter, s.environment.channels);
}

void post_request(const Setup& s, const World& world, Client from) {
  Letter letter = addressed(s, from, true, world.client(from).request);
  if (s.lock->token >= 0)
    letter.envelope().token = kit::view<Token>(world.session(from) + s.lock->token);
  letter.envelope().version = world.client(from).version;
  s.workload->sends(s.workload_params.get(), world.work(from), letter.body());
  if (s.two_stores && s.workload->second.takes(letter.body())) letter.envelope().server = 1;
  world.queries().send(letter, s.environment.channels);
}

Letter addressed_back(const Setup& s, const World& world, const Letter& answer) {
  const RequestId id = answer.envelope().id;
  Letter letter = addressed(s, answer.envelope().client, false, id);
  letter.envelope().server = answer.envelope().server;
  letter.envelope().refused = answer.envelope().refused;
  if (s.store->version)
    letter.envelope().version =
        s.store->version(s.store_params.get(), world.gate(store_of(answer.envelope())));
  if (!letter.envelope().refused) std::memcpy(letter.body(), answer.body(), s.workload->query.room);
  return letter;
}

void post_answer(const Setup& s, const World& world, const Letter& answer) {
  world.queries().send(addressed_back(s, world, answer), s.environment.channels);
}

bool agents_act(const Setup& s) {
  for (const ClientStep& step : s.lock->client_steps)
    if (step.beside != nullptr && step.beside(s.lock_params.get())) return true;
  return false;
}

namespace {

bool queues(const Setup& s, const KeptBytes& service, Client c) {
  return service && s.lock->queues != nullptr && s.lock->queues(service, c);
}

}  // namespace

bool request_is_out(const Setup& s, const World& world, Client c) {
  const auto has_it = [&](int server) {
    return queues(s, world.service(server), c) || queues(s, world.former(server), c);
  };
  return world.calls().any([c](const Envelope& call) { return call.client == c; }) ||
         at_any_service(s, has_it);
}

bool service_link_is_cut(const Setup& s, const World& world, Client c, int server) {
  if (s.environment.cut == Cut::store) return false;
  if (s.several()) return world.server_cuts(c).contains(server_numbered(server));
  return world.common().cut_off.contains(c);
}

bool store_link_is_cut(const Setup& s, const World& world, Client c) {
  const Cut cut = s.environment.cut;
  if (cut == Cut::any) return world.common().cut_off_from_store.contains(c);
  return cut != Cut::service && world.common().cut_off.contains(c);
}

namespace {

bool stops(CutStops what, const Envelope& envelope) {
  return what == CutStops::all || (what == CutStops::requests) == envelope.to_server;
}

}  // namespace

bool call_is_cut(const Setup& s, const World& world, const Envelope& call) {
  return stops(s.environment.cut_stops, call) &&
         service_link_is_cut(s, world, call.client, call.server);
}

bool query_is_cut(const Setup& s, const World& world, const Envelope& query) {
  return stops(s.environment.cut_stops, query) && store_link_is_cut(s, world, query.client);
}

namespace {

// Where answers do not travel, a client that is paused sends its request when it goes on: else it
// could not hear the answer in the same step.
bool hears_answer(const Setup& s, const World& world, Client c) {
  return s.travels == Travels::everything || world.client(c).health != Health::paused ||
         agents_act(s);
}

}  // namespace

bool call_gets_through(const Setup& s, const World& world, const Envelope& call) {
  if (call_is_cut(s, world, call)) return false;
  if (!call.to_server) return library_runs(s, world, call.client);
  return service_runs(world, call.server) && hears_answer(s, world, call.client);
}

namespace {

// Where the answer comes in the same step, there has to be a way for it.
bool may_be_answered(const Setup& s, const World& world, Client c) {
  if (!s.store->answers_in_same_step) return true;
  return world.client(c).health != Health::paused && !store_link_is_cut(s, world, c);
}

}  // namespace

bool query_gets_through(const Setup& s, const World& world, const Envelope& query) {
  if (query_is_cut(s, world, query)) return false;
  if (!query.to_server) return runs(world, query.client);
  return !world.common().store_pause.on && may_be_answered(s, world, query.client);
}

}  // namespace lockstep::composition
