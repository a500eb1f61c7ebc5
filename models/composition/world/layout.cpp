// Where everything lies in a state, and the rows that say so.
#include "checker/errors/ensure.hpp"
#include "models/composition/world/fields.hpp"
#include "models/composition/world/message_keys.hpp"
#include "models/composition/world/world.hpp"
#include "models/kit/layout/rows_of.hpp"

namespace lockstep::composition {
namespace {

using kit::Row;

// What a service that cannot fail would keep in vain has no room.
void place_parts(const Setup& s, Places& p, Room& once, Room& block) {
  const LockPart& lock = *s.lock;
  const Environment& e = s.environment;
  const std::uint32_t servers = s.several() ? static_cast<std::uint32_t>(s.servers) : 1;
  const auto service = [&](bool needed) {
    if (!needed) return KeptPlace{};
    return KeptPlace{once.take(lock.service.room * servers),
                     block.take(lock.for_client.room * servers), lock.service.room,
                     lock.for_client.room};
  };
  p.service = service(true);
  p.copy = service(e.failovers > 0 && may_forget(e));
  p.disk = service(e.service_restarts > 0 && e.fsync == Fsync::later);
  p.former = service(may_forget(e));
  if (lock.has_agents()) p.agents = {once.take(sizeof(AgentBudgets)), block.take(sizeof(Agent))};
  p.gate = {once.take(s.store->once.room), block.take(s.store->for_client.room)};
  p.data = once.take(s.workload->data.room);
  if (s.servers_have_clocks()) p.server_clocks = once.take(sizeof(ServerClocks));
  if (s.several()) p.nodes = once.take(static_cast<std::uint32_t>(sizeof(Node)) * servers);
  if (!s.two_stores) return;
  p.second_gate = {once.take(s.store->once.room), block.take(s.store->for_client.room)};
  p.second_effects = once.take(sizeof(SecondEffects));
}

void place_clocks(const Setup& s, Places& p, Room& once, Room& block) {
  if (s.clocks.clients) p.client_clock = block.take(sizeof(ClientClock));
  if (s.clocks.clients || s.clocks.service) p.clocks = once.take(sizeof(Clocks));
}

// How many calls there is room for. Each of several servers has messages of its own.
std::uint32_t calls_in_flight(const Setup& s) {
  const auto clients = static_cast<std::uint32_t>(s.environment.clients);
  const std::uint32_t with_one = static_cast<std::uint32_t>(in_flight(s.environment)) +
                                 clients * (s.lock->calls_at_a_time - 1);
  return s.several() ? with_one * static_cast<std::uint32_t>(s.servers) : with_one;
}

NetPlace net_of(std::uint32_t body, std::uint32_t messages, Room& room) {
  NetPlace net{0, static_cast<std::uint32_t>(sizeof(Envelope)) + body, messages};
  net.offset = room.take(net.room());
  return net;
}

bool may_work_without(const Setup& s) {
  const Environment& e = s.environment;
  return (s.refuses && e.when_refused == WhenRefused::goes_on_without) ||
         (may_stop_waiting(e) && e.retry == Retry::goes_on_without);
}

Places places_of(const Setup& s) {
  Places p;
  Room room;
  Room block;
  place_common(s, p, room);
  place_process(s, p, block);
  p.session = block.take(s.lock->session.room);
  p.work = block.take(s.workload->work.room);
  if (s.several()) p.links = block.take(sizeof(ServerLinks));
  place_clocks(s, p, room, block);
  if (may_work_without(s)) p.unlocked = block.take(sizeof(Unlocked));
  p.fields = block.used();
  place_parts(s, p, room, block);
  p.calls = net_of(s.lock->call.room, calls_in_flight(s), room);
  p.queries =
      net_of(s.workload->query.room, static_cast<std::uint32_t>(in_flight(s.environment)), room);
  p.stride = block.used();
  p.clients = room.take(p.stride * static_cast<std::uint32_t>(s.environment.clients));
  p.width = (room.used() + 7) / 8 * 8;
  settle_places(s, p);
  return p;
}

Row object(std::string name, std::uint32_t offset, std::uint32_t size) {
  Row row;
  row.name = std::move(name);
  row.kind = kit::Kind::object;
  row.offset = offset;
  row.size = size;
  return row;
}

void add_struct(Row& into, const std::string& name, const Kind& kind, std::uint32_t at) {
  if (kind.room == 0) return;
  Row row = *kind.row;
  row.name = name;
  row.offset = at;
  into.within.push_back(std::move(row));
}

Row client_table(const Setup& s, std::string name, std::uint32_t within_block, Row cell) {
  Row table;
  table.name = std::move(name);
  table.kind = kit::Kind::table;
  table.offset = s.places.clients + within_block;
  table.size = cell.size;
  table.key = kit::key_of<ClientTag>();
  table.count = static_cast<std::uint32_t>(s.environment.clients);
  table.stride = s.places.stride;
  cell.name.clear();
  cell.offset = 0;
  table.within.push_back(std::move(cell));
  return table;
}

// What is kept for each client is a table for each member.
void add_kept(const Setup& s, Row& into, const KeptPlace& place, const Kind& once,
              const Kind& each) {
  if (once.room > 0) add_members(into, *once.row, place.once);
  if (each.room == 0) return;
  for (const Row& member : each.row->within)
    into.within.push_back(client_table(s, member.name, place.each + member.offset, member));
}

void add_service(const Setup& s, Row& state, const std::string& name, const KeptPlace& place,
                 std::uint32_t node = nowhere) {
  if (place.once == nowhere) return;
  Row row = object(name, 0, s.places.width);
  add_kept(s, row, place, s.lock->service, s.lock->for_client);
  if (node != nowhere) add_members(row, kit::row_of<Node>(), node);
  state.within.push_back(std::move(row));
}

// "disk 1", "disk 2"; `node` is where the first server's own lies, if that belongs here.
void add_several(const Setup& s, Row& state, const std::string& name, KeptPlace place,
                 std::uint32_t node = nowhere) {
  if (place.once == nowhere) return;
  for (int server = 1; server <= s.servers; ++server) {
    add_service(s, state, name + ' ' + std::to_string(server), place, node);
    place.once += place.once_room;
    place.each += place.each_room;
    if (node != nowhere) node += static_cast<std::uint32_t>(sizeof(Node));
  }
}

void add_services(const Setup& s, Row& state) {
  const Places& p = s.places;
  if (s.several()) {
    add_several(s, state, "server", p.service, p.nodes);
    add_several(s, state, "disk", p.disk);
    return add_several(s, state, "former", p.former);
  }
  add_service(s, state, "service", p.service);
  add_service(s, state, "copy", p.copy);
  add_service(s, state, "disk", p.disk);
  add_service(s, state, "former", p.former);
}

void add_store(const Setup& s, Row& state) {
  Row row = object("store", 0, s.places.width);
  if (s.workload->data.room > 0) add_members(row, *s.workload->data.row, s.places.data);
  add_kept(s, row, s.places.gate, s.store->once, s.store->for_client);
  if (!row.within.empty()) state.within.push_back(std::move(row));
  if (!s.two_stores) return;
  Row second = object("second_store", 0, s.places.width);
  add_kept(s, second, s.places.second_gate, s.store->once, s.store->for_client);
  add_members(second, kit::row_of<SecondEffects>(), s.places.second_effects);
  state.within.push_back(std::move(second));
}

void add_net(Row& state, const char* name, const NetPlace& place, const Kind& body,
             kit::TypeKey key) {
  Row message = object("", 0, place.size);
  message.key = key;
  if (body.room > 0) add_members(message, *body.row, sizeof(Envelope));
  add_members(message, kit::row_of<Envelope>(), 0);
  Row bag;
  bag.name = name;
  bag.kind = kit::Kind::bag;
  bag.offset = place.offset;
  bag.size = place.room();
  bag.count = place.capacity;
  bag.stride = place.size;
  bag.cells = 1;
  bag.within.push_back(std::move(message));
  state.within.push_back(std::move(bag));
}

Row client_cell(const Setup& s) {
  Row cell = object("", 0, s.places.fields);
  add_process_rows(s, cell);
  if (s.several()) add_members(cell, kit::row_of<ServerLinks>(), s.places.links);
  if (s.clocks.clients) add_members(cell, kit::row_of<ClientClock>(), s.places.client_clock);
  if (const FieldPlace& disk = s.places.disk_session; disk.stride > 0)
    add_struct(cell, "disk", s.lock->session, disk.at - s.places.clients);
  add_struct(cell, "session", s.lock->session, s.places.session);
  add_struct(cell, "work", s.workload->work, s.places.work);
  if (s.places.unlocked != nowhere) add_members(cell, kit::row_of<Unlocked>(), s.places.unlocked);
  return cell;
}

Row rows_of(const Setup& s) {
  const Places& p = s.places;
  Row state = object("", 0, p.width);
  add_common_rows(s, state);
  if (p.clocks != nowhere) add_members(state, kit::row_of<Clocks>(), p.clocks);
  if (p.server_clocks != nowhere) add_members(state, kit::row_of<ServerClocks>(), p.server_clocks);
  if (s.lock->has_agents()) {
    add_members(state, kit::row_of<AgentBudgets>(), p.agents.once);
    state.within.push_back(client_table(s, "agent", p.agents.each, kit::row_of<Agent>()));
  }
  add_services(s, state);
  add_store(s, state);
  add_net(state, "calls", p.calls, s.lock->call, kit::key_of<CallMessage>());
  add_net(state, "queries", p.queries, s.workload->query, kit::key_of<QueryMessage>());
  state.within.push_back(client_table(s, "client", 0, client_cell(s)));
  return state;
}

}  // namespace

void lay_out(Setup& setup) {
  setup.places = places_of(setup);
  std::vector<kit::Population> populations = {
      {kit::key_of<ClientTag>(), "client", static_cast<unsigned>(setup.environment.clients)}};
  if (setup.several())
    populations.push_back(
        {kit::key_of<ServerTag>(), "server", static_cast<unsigned>(setup.servers)});
  setup.layout = kit::lay_out(rows_of(setup), std::move(populations));
  setup.layout.size += setup.places.zeros;
  setup.timers.emplace(setup.layout.state);
  if (setup.places.clocks != nowhere) setup.instants.emplace(setup.layout.state);
  ensure(setup.layout.width == setup.places.width, "rows and places disagree");
}

}  // namespace lockstep::composition
