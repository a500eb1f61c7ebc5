// A lock, a store, a workload: what the composition knows of each, once the author's types are
// gone.
//
// A part is a table of functions with rows for what it keeps. The faces that an author sees
// (lock.hpp, store.hpp, workload.hpp) fill it in; every function pointer here is a thunk that was
// generated for one typed function and views the bytes as its types.
#pragma once

#include "models/composition/world/environment.hpp"
#include "models/composition/world/kept.hpp"
#include "models/composition/world/out.hpp"
#include "models/kit/protocol/table.hpp"
#include "properties/liveness.hpp"
#include "properties/lock_property.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace lockstep {

enum class Access : std::uint8_t { read, write };

// A request, as a store judges it.
struct StoreRequest {
  Access access = Access::read;
  Client client;
  Token token;
  int id = 0;              // which of its requests the client means
  Version expected;        // the version that the client saw last, where the store tells them
  bool from_owner = true;  // the client is the holder now, as the lock service sees it
  bool unchanged = true;   // a write: what it was computed from is what is there (compares_values)
};

// What a client's program makes of an answer.
enum class Then : std::uint8_t {
  waits_on,  // it is not the answer that the client waits for
  goes_on,
  ends,  // the program is over
};

// Who has a wall clock that anybody looks at.
struct HaveClocks {
  bool clients = false;
  bool service = false;
};

// When a parameter of a lock is read.
enum class ReadWhen : std::uint8_t {
  lock_is_given_back,  // a client is done, or gives up
  store_is_asked,
};

namespace composition {

// Rows of a struct, and the room that it takes in a state.
struct Kind {
  const kit::Row* row = nullptr;
  std::uint32_t room = 0;
};

using Params = const void*;

struct Part {
  std::string name;
  std::string sentence;
  std::string source;
  std::vector<kit::ParameterRow> parameters;
  std::function<std::shared_ptr<void>()> make_params;  // with every value at its default
  std::vector<std::pair<std::function<bool(Params, const Environment&)>, std::string>> needs;
  std::vector<std::function<void(void*, Environment&)>> derive;
  std::vector<std::function<std::vector<Assumption>(Params, const Environment&)>> assumptions;
};

// A step that a lock service takes by itself.
struct ServiceStep {
  std::string name;
  std::string pattern;        // "{0}" is the client; "{service}" the lane
  std::string shows;          // the name of a witness, or nothing
  bool while_paused = false;  // happens to a service that is paused as well: a lease runs out
  bool of_client = true;      // is taken once for each client
  Step (*take)(Params, const KeptBytes&, Client, Replies&) = nullptr;
};

// Something that a step shows, and that ought to happen in some run.
struct Witness {
  std::string name;
  std::string sentence;
  bool (*judged)(Params) = nullptr;  // null: under all settings
  std::string not_judged;            // why it cannot happen under the others
};

// What the author of a lock claims of every state of its service.
struct Invariant {
  std::string name;
  std::string sentence;
  bool (*holds)(Params, const KeptBytes&) = nullptr;
};

// A step that the library of a client takes by itself, while the client runs.
struct ClientStep {
  std::string name;
  std::string pattern;
  std::string shows;  // the name of a witness, or nothing
  Step (*take)(Params, std::byte* session, Stage, Out&) = nullptr;
  // Whether it is taken by an agent beside the client, which goes on while the client is paused.
  bool (*beside)(Params) = nullptr;
  bool (*needed)(Params) = nullptr;  // false: not under these settings. Null: always
  bool of_machine = false;           // the machine takes it, whatever runs on it
};

// A property of the library's that is not judged under some settings.
struct NotJudged {
  const LockProperty* property = nullptr;
  bool (*judged)(Params) = nullptr;
  std::string reason;
};

// Of a lock: what some workloads never let it read.
struct ReadOnly {
  std::string parameter;
  ReadWhen when;
  bool (*at)(Params) = nullptr;  // only the values for which this is true. Null: all
};

struct FallsBack {
  void (*forgets)(Params, const ServiceFaults&, const KeptBytes& copy) = nullptr;
  void (*restores)(Params, const ServiceFaults&, const KeptBytes& now,
                   const KeptBytes& before) = nullptr;
  void (*adds)(Params, const KeptBytes& now, const KeptBytes& before) = nullptr;
  void (*promises)(Params, const KeptBytes& left, const KeptBytes& before,
                   const KeptBytes& now) = nullptr;
  void (*asks_instead)(const KeptBytes& from, const KeptBytes& to, Client) = nullptr;
  bool (*has_ended)(const KeptBytes&, Client) = nullptr;
  void (*end_grant)(const KeptBytes&, Client) = nullptr;
};

struct LockPart : Part {
  Kind service, for_client, session, call;

  void (*asks)(Params, std::byte* session, Out&) = nullptr;
  Heard (*hears)(Params, std::byte* session, Stage, Server from, const std::byte* call,
                 Out&) = nullptr;
  void (*serves)(Params, const KeptBytes&, Client, const std::byte* call, Replies&) = nullptr;
  void (*gives_back)(Params, std::byte* session, Out&) = nullptr;
  bool (*granted)(const KeptBytes&, Client) = nullptr;  // a grant that lasts
  bool (*keeps)(const KeptBytes&, Client) = nullptr;    // it is the holder, as the service sees it

  // Null where a lock has none:
  std::string (*words)(Params, const std::byte* call) = nullptr;
  void (*cancels)(Params, std::byte* session, Out&) = nullptr;
  bool (*queues)(const KeptBytes&, Client) = nullptr;  // has its request, and no grant yet
  bool (*service_due)(Params, const KeptBytes&) = nullptr;
  bool (*client_due)(Params, const std::byte* session, Stage) = nullptr;
  bool (*agent_due)(Params, const std::byte* session, Stage) = nullptr;
  bool (*machine_due)(Params, const std::byte* session) = nullptr;
  bool (*agent_leads)(Params, const std::byte* session) = nullptr;  // agents are processes
  bool (*may_act)(Params, const std::byte* session) = nullptr;
  bool (*may_give_up)(Params, const std::byte* session) = nullptr;
  bool (*checks_apart)(Params) = nullptr;
  bool (*tokens_repeat)(Params) = nullptr;  // two grants may come with one token
  void (*frees)(const KeptBytes&) = nullptr;
  FallsBack falls_back;
  // A client may become the holder again without a new grant.
  bool (*takes_back)(Params) = nullptr;
  HaveClocks (*have_clocks)(Params) = nullptr;  // null: nobody
  int (*clock_reach)(Params) = nullptr;         // the most that is added to what a clock shows
  bool asks_again_when_lost = false;
  bool (*comes_again)(Params) = nullptr;  // a client that is done may want the lock again
  Travels (*travels)(Params) = nullptr;   // null: everything
  bool calls_take_no_time = false;        // the library uses Out::call, though others travel
  unsigned calls_at_a_time = 1;      // the most that are in flight for one client, without a fault
  std::int32_t token = -1;           // where it lies in the session; none when negative
  bool recognises_acquires = false;  // asks Replies::has_granted
  bool confirms_release = false;     // answers a release, and a request to take an acquire back
  // Whether the service may refuse an acquire, and the settings with which it does; null: never.
  bool (*refuses)(Params) = nullptr;
  std::string refuses_with;

  int (*servers)(Params) = nullptr;  // how many, of a lock that has several
  bool hears_from_servers = false;   // `hears` asks which of them it was
  // What runs out in the moment in which it is due; null: nothing.
  void (*runs_out)(Params, const KeptBytes&) = nullptr;

  std::vector<ServiceStep> service_steps;
  std::vector<ClientStep> client_steps;
  std::vector<Witness> witnesses;
  std::vector<NotJudged> not_judged;
  std::vector<ReadOnly> read_only;
  std::vector<Invariant> invariants;
  std::vector<Claim> claims;
  std::vector<Setting> defaults;  // of parameters of the library, where they are not its own

  bool has_agents() const { return agent_leads != nullptr; }
  bool watches_clock() const { return may_act != nullptr; }
  bool has_several() const { return servers != nullptr; }
  bool can_fall_back() const { return falls_back.restores != nullptr; }
};

struct StorePart : Part {
  Kind once, for_client;
  // False: the store refuses, and nothing was changed. Null: it refuses nothing.
  bool (*admits)(Params, const KeptBytes&, const StoreRequest&) = nullptr;
  // Null where a store has none:
  bool (*has_done)(Params, const KeptBytes&, const StoreRequest&) = nullptr;  // this write before
  void (*notes)(Params, const KeptBytes&, const StoreRequest&) = nullptr;     // this write, done
  bool (*tells_requests_apart)(Params) = nullptr;
  bool looks_at_tokens = false;
  Version (*version)(Params, const KeptBytes&) = nullptr;  // told with every answer
  bool (*compares_values)(Params) = nullptr;               // asks for StoreRequest::unchanged
  bool answers_in_same_step = false;
};

// Something that a client's program sends, by the name of the step.
struct Deed {
  std::string name;
  bool (*sent)(Params) = nullptr;  // whether it ever is, under these settings
};

// A store of its own that some requests go to, chosen and set as the first is.
struct SecondStore {
  std::string lane;  // its name
  bool (*used)(Params) = nullptr;
  bool (*takes)(const std::byte* query) = nullptr;
};

struct WorkloadPart : Part {
  Kind work, data, query;
  std::vector<Deed> deeds;  // none: the functions are null, and it sends nothing
  unsigned (*deed)(Params, const std::byte* work) = nullptr;  // what it sends next, by number
  void (*sends)(Params, const std::byte* work, std::byte* query) = nullptr;
  Then (*hears)(Params, std::byte* work, const std::byte* query) = nullptr;
  // What the store does: changes the data, and turns the request into its answer.
  void (*serves)(Params, std::byte* data, std::byte* query) = nullptr;
  Access (*access)(const std::byte* query) = nullptr;
  bool (*keyed)(const std::byte* query) = nullptr;  // has an idempotency key; null: every write
  SecondStore second;
  // Of a write: it was computed from what is there now. Null where a workload does not say.
  bool (*unchanged)(const std::byte* data, const std::byte* query) = nullptr;
  std::string (*words)(Params, const std::byte* query) = nullptr;
  void (*observes)(Params, const std::byte* data, Observation&) = nullptr;
  std::vector<const LockProperty*> properties;

  // It works for `job` ticks at most and then gives the lock back. It sends nothing.
  bool ends_with_job = false;
  bool each_client_once = false;  // comes_again of a lock does not count
  // A client has the lock, and begins; null: nothing is noted.
  void (*begins)(Params, const Environment&, std::byte* data) = nullptr;

  bool needs_store() const { return !deeds.empty(); }
};

}  // namespace composition

}  // namespace lockstep
