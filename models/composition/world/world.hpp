// The whole state of a lock protocol: clients, a lock service, a store, and what is in flight.
//
// A world is laid out when the lock, the store, the workload and the settings are known
// (layout.cpp): each part has the room that it needs, and what a setting makes impossible has none.
// All that belongs to one client lies in one block.
#pragma once

#include "models/composition/world/agents.hpp"
#include "models/composition/world/common.hpp"
#include "models/composition/world/net.hpp"
#include "models/composition/world/part.hpp"
#include "models/composition/world/process.hpp"
#include "models/kit/passes/instants.hpp"
#include "models/kit/passes/timers.hpp"

#include <optional>

namespace lockstep::composition {

// Which store, where a workload has two.
enum class WhichStore : std::uint8_t { first, second };

// The numbers of two servers that are both primaries; where there is one, the second does not
// serve. Of a lock with several services each server has its number.
inline constexpr int first_server = 0;
inline constexpr int second_server = 1;

// The same of a second store, beside its gate.
struct SecondEffects {
  Token newest_write;  // history
};
BOOST_DESCRIBE_STRUCT(SecondEffects, (), (newest_write))

// Where a lock looks at wall clocks.
struct Clocks {
  Budget clock_steps;
  WallClock clock;   // of the lock service
  Instant schedule;  // when clients ask for the lock, by their own clocks
};
BOOST_DESCRIBE_STRUCT(Clocks, (), (clock_steps, clock, schedule))

// Of a client that has one.
struct ClientClock {
  WallClock clock;
};
BOOST_DESCRIBE_STRUCT(ClientClock, (), (clock))

// Of a client, where it may work without the lock.
struct Unlocked {
  bool without;  // it works, and was not granted the lock
};
BOOST_DESCRIBE_STRUCT(Unlocked, (), (without))

inline constexpr std::uint32_t nowhere = 0xFFFFFFFF;

// Where something that is kept once and for each client lies: offsets into the state, and into a
// client's block. Where there are several servers, those of each lie behind those of the one
// before.
struct KeptPlace {
  std::uint32_t once = nowhere;
  std::uint32_t each = 0;
  std::uint32_t once_room = 0;
  std::uint32_t each_room = 0;
};

// One of several servers, as far as it fails.
struct Node {
  WallTimer away;  // after a restart; by the server's own clock, like all that it measures
  Pause pause;
};
BOOST_DESCRIBE_STRUCT(Node, (), (away, pause))

// Where several servers count by wall clocks.
struct ServerClocks {
  Budget server_clock_steps;
};
BOOST_DESCRIBE_STRUCT(ServerClocks, (), (server_clock_steps))

// Of one client, to several servers.
struct ServerLinks {
  Set<ServerTag> cut_off_from;
};
BOOST_DESCRIBE_STRUCT(ServerLinks, (), (cut_off_from))

struct Places {
  std::uint32_t width = 0;  // bytes of a state, a multiple of 8
  // Behind them: zeros, for what has no room in a state.
  std::uint32_t zeros = 0;
  CommonPlaces common{};
  ProcessPlaces process;
  KeptPlace service, copy, disk, former, gate, second_gate;
  std::uint32_t second_effects = nowhere;
  std::uint32_t data = 0;
  std::uint32_t clients = 0;  // the first client's block
  std::uint32_t stride = 0;   // bytes of a block
  std::uint32_t fields = 0;   // of these bytes: those of the client itself, at the start
  std::uint32_t session = 0;  // within a block, as are these:
  std::uint32_t work = 0;
  std::uint32_t links = 0;        // within a block, where there are several servers
  std::uint32_t nodes = nowhere;  // of several servers, one behind the other
  std::uint32_t server_clocks = nowhere;
  std::uint32_t client_clock = nowhere;
  std::uint32_t clocks = nowhere;  // in the state
  KeptPlace agents;
  std::uint32_t unlocked = nowhere;
  FieldPlace disk_session;
  NetPlace calls, queries;
};

// All that is the same for every state of one check. Const and safe from many threads.
struct Setup {
  Environment environment;
  const LockPart* lock = nullptr;
  const StorePart* store = nullptr;
  const WorkloadPart* workload = nullptr;
  std::shared_ptr<void> lock_params, store_params, workload_params;
  Places places;
  kit::Layout layout;
  std::optional<kit::Timers> timers;
  std::optional<kit::Instants> instants;  // where a lock looks at wall clocks
  ClockBounds clock_bounds;
  HaveClocks clocks;
  std::vector<const LockProperty*> properties;
  std::vector<const LockGoal*> goals;
  std::array<unsigned, 64> numbers{};  // 0, 1, 2, …: what an action is the how-manieth of
  bool checks_apart = false;           // looking at the clock and sending are two steps
  bool request_ids = false;            // anybody tells the requests of a client apart
  bool requests_without_end = false;   // there may be any number of them
  bool release_is_awaited = false;     // a client waits for the answer to its release
  bool refuses = false;                // the service may refuse an acquire
  bool settles_refusals = false;       // and the lock leaves no choice of what a client does then
  bool notes_gaps = false;             // a client may become the holder again without a new grant
  bool notes_tokens = false;           // two grants may come with one token
  bool tries_again = false;            // a client that was refused may want the lock again
  bool comes_again = false;            // and one that has had it, too
  Travels travels = Travels::everything;
  bool two_stores = false;       // some requests go to the second store of the workload
  bool compares_values = false;  // the store asks what a write was computed from
  int servers = 0;               // of a lock that has several; it may be 1. Else 0.
  // Of several servers that count by wall clocks: where, in what each keeps.
  std::vector<std::uint32_t> wall_timers, wall_timers_of_clients;

  bool several() const { return servers > 0; }
  bool servers_have_clocks() const {
    return !wall_timers.empty() || !wall_timers_of_clients.empty();
  }
};

// A view of one state.
class World {
 public:
  World(const Setup& setup, std::byte* state)
      : places_(setup.places),
        clients_(static_cast<std::uint32_t>(setup.environment.clients)),
        state_(state) {}

  [[gnu::always_inline]] Common common() const {
    const CommonPlaces& p = places_.common;
    return {field<Budget>(p.pauses),
            field<Budget>(p.crashes),
            field<Budget>(p.restarts),
            field<Budget>(p.losses),
            field<Budget>(p.duplicates),
            field<Budget>(p.cuts),
            field<Budget>(p.reorders),
            field<Budget>(p.timeouts),
            field<Budget>(p.service_pauses),
            field<Budget>(p.store_pauses),
            field<Set<ClientTag>>(p.cut_off),
            field<Set<ClientTag>>(p.cut_off_from_store),
            field<Pause>(p.service_pause),
            field<Pause>(p.store_pause),
            failures(),
            field<Effects>(p.effects)};
  }
  [[gnu::always_inline]] Failures failures() const {
    const FailuresPlaces& p = places_.common.failures;
    return {field<Budget>(p.failovers),      field<Budget>(p.restarts),
            field<Budget>(p.force_unlocks),  field<bool>(p.lives_on),
            field<Set<ClientTag>>(p.behind), field<Deadline>(p.away),
            field<Token>(p.newest),          field<bool>(p.repeated)};
  }
  [[gnu::always_inline]] Process client(Client c) const {
    const ProcessPlaces& p = places_.process;
    return {field<At>(p.at, c),
            field<Health>(p.health, c),
            field<Timer>(p.pause, c),
            field<Timer>(p.job, c),
            field<RequestId>(p.request, c),
            field<bool>(p.saved, c),
            field<RequestId>(p.heard, c),
            field<RequestBits>(p.granted, c),
            field<Version>(p.version, c),
            field<bool>(p.dropped, c),
            field<Timer>(p.free_by, c)};
  }
  std::byte* session(Client c) const { return block(c) + places_.session; }
  std::byte* disk_session(Client c) const { return at(places_.disk_session, c); }
  std::byte* work(Client c) const { return block(c) + places_.work; }
  // Where there are any (Setup::clocks).
  WallClock& clock(Client c) const {
    return kit::view<ClientClock>(block(c) + places_.client_clock).clock;
  }
  Clocks& clocks() const { return kit::view<Clocks>(state_ + places_.clocks); }
  bool works_without(Client c) const { return places_.unlocked != nowhere && unlocked(c).without; }
  // Where it may work without the lock.
  Unlocked& unlocked(Client c) const { return kit::view<Unlocked>(block(c) + places_.unlocked); }
  std::byte* data() const { return state_ + places_.data; }
  Net calls() const { return {places_.calls, state_}; }
  Net queries() const { return {places_.queries, state_}; }

  // Where the lock has agents.
  Agent& agent(Client c) const { return kit::view<Agent>(block(c) + places_.agents.each); }
  AgentBudgets& agent_budgets() const {
    return kit::view<AgentBudgets>(state_ + places_.agents.once);
  }

  KeptBytes service(int server = 0) const { return kept(places_.service, server); }
  KeptBytes copy() const { return kept(places_.copy); }  // of the standby
  KeptBytes disk(int server = 0) const { return kept(places_.disk, server); }
  // The old primary; or, as history, what it had promised.
  KeptBytes former(int server = 0) const { return kept(places_.former, server); }
  KeptBytes gate(WhichStore which) const {
    return kept(which == WhichStore::first ? places_.gate : places_.second_gate);
  }
  SecondEffects& second_effects() const {
    return kit::view<SecondEffects>(state_ + places_.second_effects);
  }

  // Of a lock that has several servers:
  Node& node(int server) const {
    return kit::view<Node>(state_ + places_.nodes + sizeof(Node) * static_cast<unsigned>(server));
  }
  Set<ServerTag>& server_cuts(Client c) const {  // from whom this client is cut off
    return kit::view<ServerLinks>(block(c) + places_.links).cut_off_from;
  }
  bool has_nodes() const { return places_.nodes != nowhere; }
  ServerClocks& server_clocks() const {
    return kit::view<ServerClocks>(state_ + places_.server_clocks);
  }

  // Of the server with this number (Envelope::server).
  KeptBytes service_at(int server) const {
    if (has_nodes()) return service(server);
    return server == first_server && common().failures.lives_on ? former() : service();
  }

  // `for (Client c : world.clients())`.
  kit::Everyone<Client> clients() const { return kit::Everyone<Client>(clients_); }
  std::byte* bytes() const { return state_; }

 private:
  template <class T>
  T& field(std::uint32_t at) const {
    return kit::view<T>(state_ + at);
  }
  template <class T>
  T& field(const FieldPlace& place, Client c) const {
    return kit::view<T>(at(place, c));
  }
  std::byte* at(const FieldPlace& place, Client c) const {
    return state_ + place.at + std::size_t{kit::Inside::index(c)} * place.stride;
  }
  std::byte* block(Client c) const {
    return state_ + places_.clients + std::size_t{kit::Inside::index(c)} * places_.stride;
  }
  KeptBytes kept(const KeptPlace& place, int server = 0) const {
    if (place.once == nowhere) return {};
    const auto number = static_cast<std::uint32_t>(server);
    return {state_ + place.once + number * place.once_room,
            state_ + places_.clients + place.each + number * place.each_room, places_.stride,
            clients_};
  }

  const Places& places_;
  std::uint32_t clients_;
  std::byte* state_;
};

// It takes messages and acts.
inline bool runs(const World& world, Client c) { return world.client(c).health == Health::running; }

// Agents beside the clients take steps of the library.
bool agents_act(const Setup& s);

// What its agent does by itself is done.
inline bool agent_runs(const Setup& s, const World& world, Client c) {
  return !s.lock->has_agents() || world.agent(c).health == AgentHealth::running;
}

// The client's library takes messages of the lock service: by itself, or through its agent.
inline bool library_runs(const Setup& s, const World& world, Client c) {
  if (!agent_runs(s, world, c)) return false;
  const Health health = world.client(c).health;
  return health == Health::running || (health == Health::paused && agents_act(s));
}

inline Server server_numbered(int server) {
  return Server::numbered(static_cast<unsigned>(server));
}

// As many servers make a majority.
inline int majority(const Setup& s) { return s.servers / 2 + 1; }

// For one service, or for a majority of several: `truth(server)` holds.
template <class Truth>
bool at_service(const Setup& s, Truth&& truth) {
  if (!s.several()) return truth(0);
  int count = 0;
  for (int server = 0; server < s.servers; ++server) count += truth(server) ? 1 : 0;
  return count >= majority(s);
}

// Calls f(server) for one service, or for each of several.
template <class F>
void for_each_service(const Setup& s, F&& f) {
  f(0);
  for (int server = 1; server < s.servers; ++server) f(server);
}

template <class Truth>
bool at_any_service(const Setup& s, Truth&& truth) {
  if (truth(0)) return true;
  for (int server = 1; server < s.servers; ++server)
    if (truth(server)) return true;
  return false;
}

// The client is the holder as the service sees it; of several, as a majority does.
inline bool keeps(const Setup& s, const World& world, Client c) {
  return at_service(s, [&](int server) { return s.lock->keeps(world.service(server), c); });
}

// The lock service does not stay away after a restart.
inline bool is_up(const World& world, int server = 0) {
  if (world.has_nodes()) return !world.node(server).away.running();
  return world.failures().away.stopped();
}

inline bool serves(const World& world, int server) {
  if (world.has_nodes()) return is_up(world, server);
  return is_up(world) && (server == first_server || world.failures().lives_on);
}

inline Pause& service_pause(const World& world, int server = 0) {
  return world.has_nodes() ? world.node(server).pause : world.common().service_pause;
}

// The lock service is neither away nor paused.
inline bool service_runs(const World& world, int server = 0) {
  return is_up(world, server) && !service_pause(world, server).on;
}

// Where a client sends its calls, when there is one service.
inline int server_of(const World& world, Client c) {
  const Failures failures = world.failures();
  return failures.lives_on && !failures.behind.contains(c) ? second_server : first_server;
}

inline bool may_act(const Setup& s, const World& world, Client c) {
  return !s.lock->watches_clock() || world.works_without(c) ||
         s.lock->may_act(s.lock_params.get(), world.session(c));
}

// A client may have the lock more than once, without a fault.
inline bool may_come_again(const Setup& s) { return s.comes_again || s.lock->asks_again_when_lost; }

// With the last tick of its job, and of its pause, the work is over, and it stops in no time.
inline bool has_done_its_job(const Setup& s, const Process& me) {
  if (!s.workload->ends_with_job || !me.job.expired()) return false;
  return me.health != Health::paused || is_over(s.environment.pause, me.pause);
}

// It acts, when it runs, on the belief that it holds the lock.
inline bool believes(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  if (me.health == Health::crashed || !is_inside(me.at) || world.works_without(c)) return false;
  return !has_done_its_job(s, me) && may_act(s, world, c);
}

// Lays out a world for the parts and the environment of `setup`: fills in its places, its layout
// and its timers.
void lay_out(Setup& setup);

}  // namespace lockstep::composition
