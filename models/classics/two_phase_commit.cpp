// Two-phase commit: a coordinator asks all resource managers, and commits when all are prepared.
//
// Gray and Lamport, "Consensus on transaction commit", ACM Transactions on Database Systems 31(1),
// 2006, section 4; the specification there is the well-known one in TLA+. A message that was sent
// stays sent, so there is no network to declare: it may be received at any time, again, or never.
// The coordinator decides and broadcasts in one step: its decision is its message.
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ManagerTag {};
using Manager = Id<ManagerTag>;

enum class Votes : std::uint8_t { all, one };
BOOST_DESCRIBE_ENUM(Votes, all, one)

struct Params {
  int clients = 3;
  Votes votes = Votes::all;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, votes))

int population(const Params& p, ManagerTag) { return p.clients; }

enum class At : std::uint8_t { working, prepared, committed, aborted };
BOOST_DESCRIBE_ENUM(At, working, prepared, committed, aborted)

enum class Decision : std::uint8_t { none, commit, abort };
BOOST_DESCRIBE_ENUM(Decision, none, commit, abort)

struct State {
  Decision decision;          // of the coordinator, and sent to all
  Set<ManagerTag, 12> voted;  // sent "prepared"
  Set<ManagerTag, 12> heard;  // and the coordinator received it
  Table<ManagerTag, At, 12> manager;
};
BOOST_DESCRIBE_STRUCT(State, (), (decision, voted, heard, manager))

State start(const Params&) { return {}; }

Step commit(const Params& p, State& s) {
  WHEN(s.decision == Decision::none);
  WHEN(s.heard.size() >= (p.votes == Votes::all ? static_cast<unsigned>(p.clients) : 1u));
  s.decision = Decision::commit;
  return taken;
}

Step abort(const Params&, State& s) {
  WHEN(s.decision == Decision::none);
  s.decision = Decision::abort;
  return taken;
}

// The message stays: hearing it again changes nothing.
Step hear(const Params&, State& s, Manager m) {
  WHEN(s.decision == Decision::none && s.voted.contains(m));
  s.heard.insert(m);
  return taken;
}

Step prepare(const Params&, State& s, Manager m) {
  WHEN(s.manager[m] == At::working);
  s.manager[m] = At::prepared;
  s.voted.insert(m);
  return taken;
}

Step refuse(const Params&, State& s, Manager m) {
  WHEN(s.manager[m] == At::working);
  s.manager[m] = At::aborted;
  return taken;
}

Step obey_commit(const Params&, State& s, Manager m) {
  WHEN(s.decision == Decision::commit);
  s.manager[m] = At::committed;
  return taken;
}

Step obey_abort(const Params&, State& s, Manager m) {
  WHEN(s.decision == Decision::abort);
  s.manager[m] = At::aborted;
  return taken;
}

bool consistent(const Params& p, const State& s) {
  bool committed = false;
  bool aborted = false;
  for (const Manager m : each<Manager>(p)) {
    committed |= s.manager[m] == At::committed;
    aborted |= s.manager[m] == At::aborted;
  }
  return !(committed && aborted);
}

bool is_prepared(const State& s, Manager m) { return s.manager[m] == At::prepared; }
bool is_finished(const State& s, Manager m) {
  return s.manager[m] == At::committed || s.manager[m] == At::aborted;
}

std::string who_differs(const Params& p, const State& s, const Lanes& lanes) {
  std::string committed;
  std::string aborted;
  for (const Manager m : each<Manager>(p)) {
    if (s.manager[m] == At::committed) committed = lanes.name(m);
    if (s.manager[m] == At::aborted) aborted = lanes.name(m);
  }
  return committed + " has committed what " + aborted + " has aborted";
}

std::vector<Message> in_flight(const Params& p, const State& s, const Lanes& lanes) {
  std::vector<Message> found;
  const unsigned coordinator = lanes["coordinator"];
  for (const Manager m : each<Manager>(p)) {
    const At at = s.manager[m];
    if (s.voted.contains(m) && !s.heard.contains(m))
      found.push_back({lanes[m], coordinator, "prepared"});
    if (s.decision == Decision::commit && at != At::committed)
      found.push_back({coordinator, lanes[m], "commit"});
    if (s.decision == Decision::abort && at != At::aborted)
      found.push_back({coordinator, lanes[m], "abort"});
  }
  return found;
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of resource managers", 1, 12);
  m.parameter<&Params::votes>("managers that must be prepared: all, one (wrong)");
  m.lanes<ManagerTag>("manager");
  m.lane("coordinator");
  m.start<start>();

  m.action<commit>("decides to commit").lane("coordinator");
  m.action<abort>("decides to abort").lane("coordinator");
  m.action<hear>("hears a vote")
      .lane("coordinator")
      .fair()
      .says("coordinator hears that {0} is prepared");
  m.action<prepare>("is prepared");
  m.action<refuse>("aborts on its own");
  m.action<obey_commit>("is told to commit").fair().shows("commit");
  m.action<obey_abort>("is told to abort").fair();

  m.always<consistent>("consistency", "no manager commits what another one aborts")
      .because<who_differs>();
  m.leads_to<is_prepared, is_finished>("non-blocking", "every prepared manager commits or aborts")
      .fails("{0} is prepared, and waits forever for a decision")
      .never("no manager is ever prepared");
  m.sometimes("commit", "a manager commits");
  m.messages<in_flight>();
  m.assumption("messages may be delayed, lost, duplicated and reordered");
  m.assumption("no process crashes: for the others, a crash is the same as never acting again");

  m.claim("clients=3");
  m.claim("clients=2 votes=one", {{"consistency", 5}});
  m.claim_liveness("clients=2", {{"non-blocking", 2, 0}});
  m.claim_liveness("clients=2", {}, {"decides to abort=weak"});
}

}  // namespace

LOCKSTEP_PROTOCOL("two-phase-commit", "all resource managers commit, or none",
                  "Gray and Lamport, \"Consensus on transaction commit\", 2006", build)

}  // namespace lockstep
