// The whole state of a lock protocol: clients, a lock service, a store, and what is in flight.
//
// A world is laid out when the lock, the store, the workload and the settings are known
// (layout.cpp): each part has the room that it needs, and what a setting makes impossible has none.
// All that belongs to one client lies in one block.
#pragma once

#include "models/composition/world/net.hpp"
#include "models/composition/world/part.hpp"
#include "models/kit/passes/timers.hpp"

#include <optional>

namespace lockstep::composition {

// Where a client is in its program: with the lock, and with each of the workload's requests.
enum class At : std::uint8_t {
  idle,
  acquiring,  // asked for the lock, waits for the grant
  saving,     // was granted the lock, will write the grant to its disk
  ready,      // will send the workload's next request
  looked,     // looked at its clock, and sends next
  waiting,    // sent it, waits for the answer
  leaving,    // will release the lock
  done,
};
BOOST_DESCRIBE_ENUM(At, idle, acquiring, saving, ready, looked, waiting, leaving, done)

// Inside its critical section.
constexpr bool is_inside(At at) { return at >= At::saving && at <= At::waiting; }

// It has asked, and waits.
constexpr bool waits(At at) { return at == At::acquiring || at == At::waiting; }

// The next step is the client's own, and it has yet to begin with it.
constexpr bool begins_next(At at) {
  return at == At::saving || at == At::ready || at == At::leaving;
}

enum class Health : std::uint8_t { running, paused, restarting, crashed };
BOOST_DESCRIBE_ENUM(Health, running, paused, restarting, crashed)

// Which store, where a workload has two.
enum class WhichStore : std::uint8_t { first, second };

// The server that is one of two primaries, if there are two; else the second does not serve.
enum class Primary : std::uint8_t { first, second };

// Of the lock service or of the store.
struct Pause {
  bool on;
  Timer left;  // what a pause that is bounded may yet take
};
BOOST_DESCRIBE_STRUCT(Pause, (), (on, left))

// A lock service that may fail: what it falls back on lies beside it (fallback.cpp).
struct Failures {
  Budget failovers;
  Budget restarts;
  Budget force_unlocks;
  bool lives_on;          // the former service serves the clients that are behind
  Set<ClientTag> behind;  // have not found the new primary
  Deadline away;          // until the service is back

  // history:
  Token newest;   // that was granted, when the service may forget or repeat it
  bool repeated;  // a grant had no newer token than those before
};
BOOST_DESCRIBE_STRUCT(Failures, (),
                      (failovers, restarts, force_unlocks, lives_on, behind, away, newest,
                       repeated))

// What the store did, as properties see it.
struct Effects {
  // history:
  Token newest_write;           // that a write was applied with, whether the store looks or not
  bool stale_write;             // a write was applied after one with a newer token
  Set<ClientTag> applied;       // clients of whom a request was applied
  Set<ClientTag> others_since;  // of these: after it, one of another client was applied
  bool interleaved;             // after that, one of the first again
  bool gap;  // a client was the holder, then not, then again, and believed all the while
};
BOOST_DESCRIBE_STRUCT(Effects, (),
                      (newest_write, stale_write, applied, others_since, interleaved, gap))

// The same of a second store, beside its gate.
struct SecondEffects {
  Token newest_write;  // history
};
BOOST_DESCRIBE_STRUCT(SecondEffects, (), (newest_write))

struct Common {
  Budget pauses;
  Budget crashes;
  Budget restarts;
  Budget losses;
  Budget duplicates;
  Budget cuts;
  Budget reorders;
  Budget timeouts;
  Budget service_pauses;
  Budget store_pauses;
  Set<ClientTag> cut_off;             // from what `cut` says; with cut=any, from the lock service
  Set<ClientTag> cut_off_from_store;  // with cut=any
  Pause service_pause;
  Pause store_pause;
  Failures failures;
  Effects effects;
};
BOOST_DESCRIBE_STRUCT(Common, (),
                      (pauses, crashes, restarts, losses, duplicates, cuts, reorders, timeouts,
                       service_pauses, store_pauses, cut_off, cut_off_from_store, service_pause,
                       store_pause, failures, effects))

using RequestBits = Count<255>;  // a bit for each request id

struct Process {
  At at;
  Health health;
  Timer pause;  // what a pause that is bounded, or a restart, may yet take
  Timer job;    // what the work before the next write may yet take
  RequestId request;
  bool saved;           // the grant is on its disk
  RequestId heard;      // the service heard this request of it last
  RequestBits granted;  // with acquire=idempotent: the requests that the service granted
  Version version;      // that the store told it last, where it tells any
  bool dropped;         // history: believes, and the service did not take it for the holder
};
BOOST_DESCRIBE_STRUCT(Process, (),
                      (at, health, pause, job, request, saved, heard, granted, version, dropped))

inline constexpr std::uint32_t nowhere = 0xFFFFFFFF;

// Where something that is kept once and for each client lies: offsets into the state, and into a
// client's block.
struct KeptPlace {
  std::uint32_t once = nowhere;
  std::uint32_t each = 0;
};

struct Places {
  std::uint32_t width = 0;  // bytes of a state, a multiple of 8
  KeptPlace service, copy, disk, former, gate, second_gate;
  std::uint32_t second_effects = nowhere;
  std::uint32_t data = 0;
  std::uint32_t clients = 0;  // the first client's block
  std::uint32_t stride = 0;   // bytes of a block
  std::uint32_t session = 0;  // within a block, as are these:
  std::uint32_t disk_session = 0;
  std::uint32_t work = 0;
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
  std::vector<const LockProperty*> properties;
  std::array<unsigned, 64> numbers{};  // 0, 1, 2, …: what an action is the how-manieth of
  bool checks_apart = false;           // looking at the clock and sending are two steps
  bool request_ids = false;            // anybody tells the requests of a client apart
  bool notes_gaps = false;             // a client may become the holder again without a new grant
  bool notes_tokens = false;           // two grants may come with one token
  bool comes_again = false;            // a client that is done may want the lock again
  Travels travels = Travels::everything;
  bool two_stores = false;       // some requests go to the second store of the workload
  bool compares_values = false;  // the store asks what a write was computed from
};

// A view of one state.
class World {
 public:
  World(const Setup& setup, std::byte* state)
      : places_(setup.places),
        clients_(static_cast<std::uint32_t>(setup.environment.clients)),
        state_(state) {}

  Common& common() const { return kit::view<Common>(state_); }
  Process& client(Client c) const { return kit::view<Process>(block(c)); }
  std::byte* session(Client c) const { return block(c) + places_.session; }
  std::byte* disk_session(Client c) const { return block(c) + places_.disk_session; }
  std::byte* work(Client c) const { return block(c) + places_.work; }
  std::byte* data() const { return state_ + places_.data; }
  Net calls() const { return {places_.calls, state_}; }
  Net queries() const { return {places_.queries, state_}; }

  KeptBytes service() const { return kept(places_.service); }
  KeptBytes copy() const { return kept(places_.copy); }  // of the standby
  KeptBytes disk() const { return kept(places_.disk); }  // on disk
  KeptBytes former() const {
    return kept(places_.former);
  }  // the old primary; or, as history,
     // what it had promised
  KeptBytes gate(WhichStore which) const {
    return kept(which == WhichStore::first ? places_.gate : places_.second_gate);
  }
  SecondEffects& second_effects() const {
    return kit::view<SecondEffects>(state_ + places_.second_effects);
  }
  KeptBytes service_at(Primary which) const {
    return which == Primary::first && common().failures.lives_on ? former() : service();
  }

  // `for (Client c : world.clients())`.
  kit::Everyone<Client> clients() const { return kit::Everyone<Client>(clients_); }
  std::byte* bytes() const { return state_; }

 private:
  std::byte* block(Client c) const {
    return state_ + places_.clients + std::size_t{kit::Inside::index(c)} * places_.stride;
  }
  KeptBytes kept(const KeptPlace& place) const {
    if (place.once == nowhere) return {};
    return {state_ + place.once, state_ + places_.clients + place.each, places_.stride, clients_};
  }

  const Places& places_;
  std::uint32_t clients_;
  std::byte* state_;
};

// It takes messages and acts.
inline bool runs(const World& world, Client c) { return world.client(c).health == Health::running; }

// Agents beside the clients take steps of the library.
bool agents_act(const Setup& s);

// The client's library takes messages of the lock service: by itself, or through its agent.
inline bool library_runs(const Setup& s, const World& world, Client c) {
  const Health health = world.client(c).health;
  return health == Health::running || (health == Health::paused && agents_act(s));
}

// The lock service does not stay away after a restart.
inline bool is_up(const World& world) { return world.common().failures.away.stopped(); }

inline bool serves(const World& world, Primary which) {
  return is_up(world) && (which == Primary::first || world.common().failures.lives_on);
}

// The lock service is neither away nor paused.
inline bool service_runs(const World& world) {
  return is_up(world) && !world.common().service_pause.on;
}

// Where a client sends its calls.
inline Primary server_of(const World& world, Client c) {
  const Failures& failures = world.common().failures;
  return failures.lives_on && !failures.behind.contains(c) ? Primary::second : Primary::first;
}

inline bool may_act(const Setup& s, const World& world, Client c) {
  return !s.lock->watches_clock() || s.lock->may_act(s.lock_params.get(), world.session(c));
}

// It acts, when it runs, on the belief that it holds the lock.
inline bool believes(const Setup& s, const World& world, Client c) {
  const Process& me = world.client(c);
  return me.health != Health::crashed && is_inside(me.at) && may_act(s, world, c);
}

// Lays out a world for the parts and the environment of `setup`: fills in its places, its layout
// and its timers.
void lay_out(Setup& setup);

}  // namespace lockstep::composition
