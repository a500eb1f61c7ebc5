// Lamport's mutual exclusion among processes that only exchange messages.
//
// Every process keeps a queue of requests, ordered by the logical time of asking and then by name.
// To enter, a process asks all others, and waits until its request is the first in its queue and
// everybody has answered. The proof needs that messages between two processes arrive in the order
// of sending; with `channels=bag` they may not, and an acknowledgement can overtake a request.
// Lamport, "Time, clocks, and the ordering of events in a distributed system", CACM 1978.
#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ProcessTag : Ordered {};  // names decide between requests of the same time
using Process = Id<ProcessTag>;

struct Params {
  int clients = 2;
  int rounds = 1;
  Channels channels = Channels::fifo;
  int losses = 0;
  int duplicates = 0;
  int reorders = 0;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, rounds, channels, losses, duplicates, reorders))

int population(const Params& p, ProcessTag) { return p.clients; }

inline constexpr std::size_t processes_max = 3;
inline constexpr std::size_t in_flight_max = 20;
using Clock = Count<60>;

enum class Kind : std::uint8_t { request, acknowledge, release };
BOOST_DESCRIBE_ENUM(Kind, request, acknowledge, release)

struct Wire {
  Kind kind;
  Process from;
  Process to;
  Clock time;  // of a request
  Count<in_flight_max - 1> ahead;
};
BOOST_DESCRIBE_STRUCT(Wire, (), (kind, from, to, time, ahead))

bool same_channel(const Wire& a, const Wire& b) { return a.from == b.from && a.to == b.to; }

struct Member {
  Clock clock;
  Count<3> rounds;  // how often it has asked
  bool critical;
  Table<ProcessTag, Clock, processes_max> asked;  // time of each one's request; 0: none
  Set<ProcessTag> answered;
};
BOOST_DESCRIBE_STRUCT(Member, (), (clock, rounds, critical, asked, answered))

struct State {
  Budget losses;
  Budget duplicates;
  Budget reorders;
  Table<ProcessTag, Member, processes_max> process;
  Bag<Wire, in_flight_max> net;
};
BOOST_DESCRIBE_STRUCT(State, (), (losses, duplicates, reorders, process, net))

State start(const Params&) { return {}; }

void send(const Params& p, State& s, Kind kind, Process from, Process to, Clock time) {
  send(p, s.net, Wire{kind, from, to, time, 0});
}

void send_to_others(const Params& p, State& s, Process from, Kind kind, Clock time) {
  for (const Process to : each<Process>(p))
    if (to != from) send(p, s, kind, from, to, time);
}

Step asks(const Params& p, State& s, Process i) {
  auto& me = s.process[i];
  WHEN(me.asked[i] == 0 && me.rounds < p.rounds);
  ++me.rounds;
  ++me.clock;
  me.asked[i] = me.clock;
  me.answered = {};
  me.answered.insert(i);
  send_to_others(p, s, i, Kind::request, me.clock);
  return taken;
}

// The request of i comes before that of j, as i knows it.
bool is_before(const Member& me, Process i, Process j) {
  if (me.asked[j] == 0) return true;
  if (me.asked[i] != me.asked[j]) return me.asked[i] < me.asked[j];
  return i < j;
}

Step enters(const Params& p, State& s, Process i) {
  auto& me = s.process[i];
  WHEN(!me.critical && me.asked[i] > 0);
  for (const Process j : each<Process>(p))
    WHEN(me.answered.contains(j) && (i == j || is_before(me, i, j)));
  me.critical = true;
  return taken;
}

Step leaves(const Params& p, State& s, Process i) {
  auto& me = s.process[i];
  WHEN(me.critical);
  me.critical = false;
  me.asked[i] = 0;
  me.answered = {};
  send_to_others(p, s, i, Kind::release, 0);
  return taken;
}

void takes(const Params& p, State& s, const Wire& wire) {
  auto& me = s.process[wire.to];
  switch (wire.kind) {
    case Kind::request:
      me.clock = std::max<int>(me.clock, wire.time) + 1;
      me.asked[wire.from] = wire.time;
      send(p, s, Kind::acknowledge, wire.to, wire.from, 0);
      break;
    case Kind::acknowledge: me.answered.insert(wire.from); break;
    case Kind::release: me.asked[wire.from] = 0; break;
  }
}

bool trying(const State& s, Process i) {
  return s.process[i].asked[i] > 0 && !s.process[i].critical;
}
bool inside(const State& s, Process i) { return s.process[i].critical; }

std::string explain(const Params& p, const State& s, const Lanes& lanes) {
  return names_inside<Process, inside>(p, s, lanes) +
         " are in their critical sections at the same time";
}

bool everybody_has_entered(const Params& p, const State& s) {
  return how_many<Process>(p, [&](Process i) { return s.process[i].asked[i] != 0; }) == 0;
}

Message describe(const Params&, const Wire& wire, const Lanes& lanes) {
  static constexpr const char* texts[] = {"request, time ", "acknowledge", "release"};
  std::string text = texts[static_cast<std::size_t>(wire.kind)];
  if (wire.kind == Kind::request) text += std::to_string(int{wire.time});
  return {lanes[wire.from], lanes[wire.to], text};
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of processes", 2, processes_max);
  m.parameter<&Params::rounds>("number of times that each process enters", 1, 3);
  m.lanes<ProcessTag>("process");
  m.start<start>();
  m.action<asks>("asks all others");
  m.action<enters>("enters").fair().shows("enter");
  m.action<leaves>("leaves").fair();
  network<&State::net, takes>(m, {.name = "takes a message", .most = 2});
  m.always<at_most_one_inside<Process, inside, Params, State>>(
       "mutual exclusion", "at most one process is in its critical section")
      .because<explain>();
  m.at_end<everybody_has_entered>("no deadlock", "nobody waits forever");
  declare_progress<Process, trying, inside>(m);
  m.sometimes("enter", "a process enters its critical section");
  m.message<describe>();
  m.bars<bars_inside<Process, inside, Params, State>>();
  m.assumption("no process fails");
  m.claim("clients=2 rounds=2");
  m.claim("clients=3");
  m.claim("clients=2 channels=bag", {{"mutual exclusion", 8}});
  m.claim("clients=2 losses=1", {{"no deadlock", 6}});
  m.claim("clients=2 reorders=1", {{"mutual exclusion", 9}});
  m.claim("clients=2 duplicates=1");
  m.claim("clients=2 rounds=2 duplicates=1", {{"mutual exclusion", 22}});
  m.claim("clients=2 channels=bag losses=1", {{"mutual exclusion", 8}, {"no deadlock", 6}});
  m.claim_liveness("clients=2");
  m.claim_liveness("clients=2 losses=1",
                   {{"deadlock freedom", 2, 0}, {"starvation freedom", 2, 0}});
}

}  // namespace

LOCKSTEP_PROTOCOL(
    "lamport-mutex", "mutual exclusion by messages and logical clocks",
    "Lamport, Time, clocks, and the ordering of events in a distributed system, CACM 1978", build)

}  // namespace lockstep
