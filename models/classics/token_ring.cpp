// A token that goes round a ring: who has it may enter.
//
// A process that has the token enters if it wants to, and passes the token on. Nobody else can
// enter, and nobody starves: the token comes round. That ends with the first token that is lost, by
// the network or with the process that had it. With `regenerate=when-lost` a process that wants to
// enter makes another, once there is none, as a timeout longer than any round would tell it. A
// process that is mistaken about that (`suspicions`) makes a second token, and two processes enter.
// Le Lann, "Distributed systems: towards a formal approach", IFIP Congress 1977.
#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ProcessTag : Ordered {};  // each has a neighbour
using Process = Id<ProcessTag>;

constexpr int processes_max = 5;
constexpr std::size_t tokens_max = 7;  // one, and one for each fault that makes another

enum class Passes : std::uint8_t {
  after_each,  // after each critical section
  when_idle,   // when it does not want to enter once more
};
BOOST_DESCRIBE_ENUM(Passes, after_each, when_idle)

enum class Regenerate : std::uint8_t { never, when_lost };
BOOST_DESCRIBE_ENUM(Regenerate, never, when_lost)

struct Params {
  int clients = 3;
  Passes passes = Passes::after_each;
  Regenerate regenerate = Regenerate::never;
  int losses = 0;
  int duplicates = 0;
  int crashes = 0;
  int suspicions = 0;
};
BOOST_DESCRIBE_STRUCT(Params, (),
                      (clients, passes, regenerate, losses, duplicates, crashes, suspicions))

int population(const Params& p, ProcessTag) { return p.clients; }

enum class At : std::uint8_t { outside, tries, critical, crashed };
BOOST_DESCRIBE_ENUM(At, outside, tries, critical, crashed)

struct Member {
  At at;
  bool token;
};
BOOST_DESCRIBE_STRUCT(Member, (), (at, token))

struct Wire {
  Process to;
};
BOOST_DESCRIBE_STRUCT(Wire, (), (to))

struct State {
  Budget losses;
  Budget duplicates;
  Budget crashes;
  Budget suspicions;
  Table<ProcessTag, Member, processes_max> process;
  Bag<Wire, tokens_max> net;
};
BOOST_DESCRIBE_STRUCT(State, (), (losses, duplicates, crashes, suspicions, process, net))

State start(const Params& p) {
  State s{};
  s.crashes = Budget(p.crashes);
  s.suspicions = Budget(p.suspicions);
  s.process[Process::numbered(0)].token = true;
  return s;
}

Process neighbour(const Params& p, Process i) {
  return Process::numbered((i.number() + 1) % static_cast<unsigned>(p.clients));
}
Process neighbour_before(const Params& p, Process i) {
  return Process::numbered((i.number() + static_cast<unsigned>(p.clients) - 1) %
                           static_cast<unsigned>(p.clients));
}

bool trying(const State& s, Process i) { return s.process[i].at == At::tries; }
bool inside(const State& s, Process i) { return s.process[i].at == At::critical; }

void pass_on(const Params& p, State& s, Process i) {
  s.process[i].token = false;
  send(p, s.net, Wire{neighbour(p, i)});
}

Step wants(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::outside);
  s.process[i].at = At::tries;
  return taken;
}

Step enters(const Params&, State& s, Process i) {
  WHEN(trying(s, i) && s.process[i].token);
  s.process[i].at = At::critical;
  return taken;
}

Step leaves(const Params& p, State& s, Process i) {
  WHEN(inside(s, i));
  s.process[i].at = At::outside;
  if (p.passes == Passes::after_each) pass_on(p, s, i);
  return taken;
}

Step passes(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::outside && s.process[i].token);
  pass_on(p, s, i);
  return taken;
}

// What was sent to a process that has crashed is lost.
Step takes(const Params&, State& s, const Wire& wire) {
  if (s.process[wire.to].at != At::crashed) s.process[wire.to].token = true;
  return taken;
}

bool has_token(const State& s, Process i) { return s.process[i].token; }

bool is_regenerated(const Params& p) { return p.regenerate == Regenerate::when_lost; }

bool is_lost(const Params& p, const State& s) {
  return s.net.empty() && !somebody<Process, has_token>(p, s);
}

Step regenerates(const Params& p, State& s, Process i) {
  WHEN(is_regenerated(p) && trying(s, i) && is_lost(p, s));
  s.process[i].token = true;
  return taken;
}

Step suspects(const Params& p, State& s, Process i) {
  WHEN(s.suspicions.left() > 0 && trying(s, i) && !s.process[i].token && !is_lost(p, s));
  s.suspicions.spend();
  s.process[i].token = true;
  return taken;
}

// One that only wants to enter has done nothing that others see: it may as well crash before.
Step crashes(const Params&, State& s, Process i) {
  WHEN(s.crashes.left() > 0 && !trying(s, i) && s.process[i].at != At::crashed);
  s.crashes.spend();
  s.process[i] = {At::crashed, false};
  return taken;
}

Message describe(const Params& p, const Wire& wire, const Lanes& lanes) {
  return {lanes[neighbour_before(p, wire.to)], lanes[wire.to], "token"};
}

void declare_faults(Protocol<Params, State>& m) {
  bounded_fault<&Params::crashes>(
      m, {"maximum crashes per run", "no process crashes", "processes crash", 2});
  bounded_fault<&Params::suspicions>(
      m, {"maximum times per run that a process takes a token for lost that is not",
          "no process takes a token for lost that is not", "a process takes a token for lost", 2});
  m.action<suspects>("makes a second token")
      .says("{0} takes the token for lost, and makes another")
      .fault("mistaken suspicion")
      .allowed_by<&Params::suspicions>();
  m.action<crashes>("crashes").fault("crash").allowed_by<&Params::crashes>();
}

void claims(Protocol<Params, State>& m) {
  m.claim("");
  m.claim("clients=5");
  m.claim("losses=1", {{"no deadlock", 5}});
  m.claim("crashes=1", {{"no deadlock", 3}});
  m.claim("losses=1 regenerate=when-lost");
  m.claim("crashes=1 regenerate=when-lost");
  m.claim("suspicions=1", {{"mutual exclusion", 5}});
  m.claim("duplicates=1", {{"mutual exclusion", 10}});
  m.claim("passes=when-idle");
  m.claim_liveness("");
  m.claim_liveness("passes=when-idle", {{"starvation freedom", 1, 3}});
  m.claim_liveness("losses=1", {{"deadlock freedom", 3, 0}, {"starvation freedom", 3, 0}});
  m.claim_liveness("losses=1 regenerate=when-lost");
  m.claim_liveness("crashes=1", {{"deadlock freedom", 2, 0}, {"starvation freedom", 2, 0}});
  m.claim_liveness("crashes=1 regenerate=when-lost", {{"starvation freedom", 2, 5}});
  m.claim_liveness("crashes=1 regenerate=when-lost", {}, {"makes a new token=strong"});
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of processes", 2, processes_max);
  m.parameter<&Params::passes>(
      "when a process passes the token on: after-each (critical section), when-idle (when it does "
      "not want to enter once more)");
  m.parameter<&Params::regenerate>(
      "who makes another token: never (nobody), when-lost (a process that wants to enter, once "
      "there is none)");
  m.lanes<ProcessTag>("process");
  m.start<start>();
  m.action<wants>("wants to enter");
  m.action<enters>("enters").fair().shows("enter");
  m.action<leaves>("leaves").fair();
  m.action<passes>("passes the token on").fair();
  m.action<regenerates>("makes a new token").fair().allowed_by<is_regenerated>();
  network<&State::net, takes>(m, {.name = "takes the token", .most = 2});
  declare_faults(m);
  declare_exclusion<Process, inside>(m);
  declare_no_deadlock<Process, trying>(m);
  declare_progress<Process, trying, inside>(m);
  m.sometimes("enter", "a process enters its critical section");
  m.message<describe>();
  claims(m);
}

}  // namespace

LOCKSTEP_PROTOCOL("token-ring", "a token that goes round: who has it may enter",
                  "Le Lann, Distributed systems: towards a formal approach, 1977", build)

}  // namespace lockstep
