#include "models/composition/words.hpp"

#include "models/composition/world/links.hpp"
#include "models/kit/passes/print.hpp"

namespace lockstep::composition {

unsigned lane_of(const Setup& s, int server, const Lanes& lanes) {
  return s.several() ? lanes[server_numbered(server)] : lanes[lane_of(server)];
}

std::string link_in_words(Cut cut, bool several) {
  const std::string service = several ? "a server" : "the lock service";
  if (cut == Cut::both) return service + " and the store";
  if (cut == Cut::any) return service + " or the store";
  return cut == Cut::store ? "the store" : service;
}

namespace {

Message between(const Envelope& envelope, unsigned server, const Lanes& lanes, std::string text) {
  const unsigned client = lanes[envelope.client];
  return {envelope.to_server ? client : server, envelope.to_server ? server : client,
          std::move(text)};
}

// What the author says of a message; else its fields, as they are printed everywhere.
template <class Words>
std::string text_of(Words words, const void* params, const Kind& kind, const std::byte* body,
                    const Lanes& lanes) {
  if (words)
    if (std::string said = words(params, body); !said.empty()) return said;
  if (kind.room == 0) return "message";
  const std::string text = kit::one_line(kit::print(*kind.row, body, lanes));
  return text.starts_with('{') ? text.substr(1, text.size() - 2) : text;
}

const Envelope& envelope_of(const std::byte* message) { return kit::view<Envelope>(message); }

}  // namespace

Message describe_call(const Setup& s, const std::byte* message, const Lanes& lanes) {
  const Envelope& envelope = envelope_of(message);
  return between(
      envelope, lane_of(s, envelope.server, lanes), lanes,
      text_of(s.lock->words, s.lock_params.get(), s.lock->call, message + sizeof(Envelope), lanes));
}

Message describe_query(const Setup& s, const std::byte* message, const Lanes& lanes) {
  const Envelope& envelope = envelope_of(message);
  std::string text = envelope.refused
                         ? "refused"
                         : text_of(s.workload->words, s.workload_params.get(), s.workload->query,
                                   message + sizeof(Envelope), lanes);
  if (envelope.token) text += ", token " + to_text(envelope.token);
  const bool second = store_of(envelope) == WhichStore::second;
  const std::string lane = second ? s.workload->second.lane : store_lane;
  return between(envelope, lanes[lane], lanes, std::move(text));
}

namespace {

void add_grants(const Setup& s, const World& world, int server, const Lanes& lanes,
                std::vector<Bar>& found) {
  for (const Client c : world.clients())
    if (s.lock->granted(world.service_at(server), c))
      found.push_back({lane_of(s, server, lanes), BarKind::lease, lanes.name(c)});
}

void add_client(const Setup& s, const World& world, Client c, const Lanes& lanes,
                std::vector<Bar>& found) {
  const Health health = world.client(c).health;
  if (believes(s, world, c)) found.push_back({lanes[c], BarKind::critical_section, ""});
  if (health == Health::paused) found.push_back({lanes[c], BarKind::paused, ""});
  if (health == Health::crashed) found.push_back({lanes[c], BarKind::crashed, ""});
  if (health == Health::restarting) found.push_back({lanes[c], BarKind::crashed, "restarts"});
}

}  // namespace

std::vector<Bar> bars_of(const Setup& s, const World& world, const Lanes& lanes) {
  std::vector<Bar> found;
  const Common common = world.common();
  for_each_service(s, [&](int server) { add_grants(s, world, server, lanes, found); });
  if (common.failures.lives_on) add_grants(s, world, second_server, lanes, found);
  for_each_service(s, [&](int server) {
    if (!is_up(world, server))
      found.push_back({lane_of(s, server, lanes), BarKind::crashed, "away"});
  });
  for (const Client c : world.clients()) add_client(s, world, c, lanes, found);
  for_each_service(s, [&](int server) {
    if (service_pause(world, server).on)
      found.push_back({lane_of(s, server, lanes), BarKind::paused, ""});
  });
  if (common.store_pause.on) found.push_back({lanes[store_lane], BarKind::paused, ""});
  return found;
}

Lanes lanes_of(const Setup& s) {
  Lanes lanes;
  lanes.add(
      {kit::key_of<ClientTag>(), "client", static_cast<unsigned>(s.environment.clients), true, 0});
  if (s.several())
    lanes.add({kit::key_of<ServerTag>(), "server", static_cast<unsigned>(s.servers), true, 0});
  else
    lanes.add(service_lane);
  if (has_two_primaries(s.environment)) lanes.add(standby_lane);
  lanes.add(store_lane);
  if (s.two_stores) lanes.add(s.workload->second.lane);
  lanes.add("time");
  return lanes;
}

}  // namespace lockstep::composition
