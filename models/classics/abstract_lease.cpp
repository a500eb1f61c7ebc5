// A lock service with a lease, reduced to what matters: the lease may run out at any moment, and a
// client does not notice.
//
// Every client wants the same job billed once, and looks before it bills: "is it billed already?"
// The lock is to make the look and the bill one. There is no clock, since whatever bounds there
// are, a pause longer than the lease looks like this. Messages are neither lost nor duplicated, and
// arrive in any order.
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ClientTag {};
using Client = Id<ClientTag>;

struct Params {
  int clients = 2;
  int retries = 0;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, retries))

int population(const Params& p, ClientTag) { return p.clients; }

enum class At : std::uint8_t { idle, waiting, entered, must_bill, billing, finished, done };
BOOST_DESCRIBE_ENUM(At, idle, waiting, entered, must_bill, billing, finished, done)

enum class Wire : std::uint8_t { acquire, grant, bill, acknowledge, release };
BOOST_DESCRIBE_ENUM(Wire, acquire, grant, bill, acknowledge, release)

struct Worker {
  At at;
  Count<2> tries;      // how often it asked again
  Flags<Wire> flying;  // at most one message of each kind, from or to this client
};
BOOST_DESCRIBE_STRUCT(Worker, (), (at, tries, flying))

struct State {
  Maybe<ClientTag> holder;
  Count<2> bills;  // two stand for more than two
  Table<ClientTag, Worker, 8> client;
};
BOOST_DESCRIBE_STRUCT(State, (), (holder, bills, client))

State start(const Params&) { return {}; }

Step expire(const Params&, State& s) {
  WHEN(s.holder);
  s.holder = {};
  return taken;
}

Step request(const Params&, State& s, Client c) {
  WHEN(s.client[c].at == At::idle);
  s.client[c].flying.add(Wire::acquire);
  s.client[c].at = At::waiting;
  return taken;
}

Step grant(const Params&, State& s, Client c) {
  WHEN(s.client[c].flying.has(Wire::acquire) && !s.holder);
  s.client[c].flying.remove(Wire::acquire);
  s.client[c].flying.add(Wire::grant);
  s.holder = c;
  return taken;
}

Step enter(const Params&, State& s, Client c) {
  WHEN(s.client[c].at == At::waiting && s.client[c].flying.has(Wire::grant));
  s.client[c].flying.remove(Wire::grant);
  s.client[c].at = At::entered;
  return taken;
}

// Messages that are in flight already stay there.
Step retry(const Params& p, State& s, Client c) {
  WHEN(s.client[c].at == At::waiting && s.client[c].tries < p.retries);
  ++s.client[c].tries;
  s.client[c].at = At::idle;
  return taken;
}

Step look(const Params&, State& s, Client c) {
  WHEN(s.client[c].at == At::entered);
  s.client[c].at = s.bills == 0 ? At::must_bill : At::finished;
  return taken;
}

Step send_bill(const Params&, State& s, Client c) {
  WHEN(s.client[c].at == At::must_bill);
  s.client[c].flying.add(Wire::bill);
  s.client[c].at = At::billing;
  return taken;
}

Step apply_bill(const Params&, State& s, Client c) {
  WHEN(s.client[c].flying.has(Wire::bill));
  s.client[c].flying.remove(Wire::bill);
  s.client[c].flying.add(Wire::acknowledge);
  if (s.bills < 2) ++s.bills;
  return taken;
}

Step hear(const Params&, State& s, Client c) {
  WHEN(s.client[c].at == At::billing && s.client[c].flying.has(Wire::acknowledge));
  s.client[c].flying.remove(Wire::acknowledge);
  s.client[c].at = At::finished;
  return taken;
}

Step release(const Params&, State& s, Client c) {
  WHEN(s.client[c].at == At::finished);
  s.client[c].flying.add(Wire::release);
  s.client[c].at = At::done;
  return taken;
}

Step end_lease(const Params&, State& s, Client c) {
  WHEN(s.client[c].flying.has(Wire::release));
  s.client[c].flying.remove(Wire::release);
  if (s.holder == c) s.holder = {};
  return taken;
}

bool billed_at_most_once(const State& s) { return s.bills < 2; }

std::string billed_twice(const Params&, const State&, const Lanes&) {
  return "the customer was billed twice";
}

std::vector<Message> in_flight(const Params& p, const State& s, const Lanes& lanes) {
  const unsigned service = lanes["lock service"];
  const unsigned store = lanes["store"];
  std::vector<Message> found;
  for (const Client c : each<Client>(p)) {
    const Flags<Wire> flying = s.client[c].flying;
    if (flying.has(Wire::acquire)) found.push_back({lanes[c], service, "acquire"});
    if (flying.has(Wire::grant)) found.push_back({service, lanes[c], "grant"});
    if (flying.has(Wire::bill)) found.push_back({lanes[c], store, "bill"});
    if (flying.has(Wire::acknowledge)) found.push_back({store, lanes[c], "ok"});
    if (flying.has(Wire::release)) found.push_back({lanes[c], service, "release"});
  }
  return found;
}

std::vector<Bar> bars(const Params& p, const State& s, const Lanes& lanes) {
  std::vector<Bar> found;
  if (s.holder)
    found.push_back({lanes["lock service"], BarKind::lease, "lease of " + lanes.name(s.holder)});
  for (const Client c : each<Client>(p)) {
    const At at = s.client[c].at;
    if (at >= At::entered && at <= At::finished)
      found.push_back({lanes[c], BarKind::critical_section, ""});
  }
  return found;
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of clients that want the job billed", 1, 8);
  m.parameter<&Params::retries>("maximum times that a client without an answer asks again", 0, 2);
  m.lanes<ClientTag>("client");
  m.lane("lock service");
  m.lane("store");
  m.start<start>();

  m.action<expire>("lets the lease run out").lane("lock service").fault("expiry");
  m.action<request>("asks for the lock");
  m.action<grant>("grants the lock").lane("lock service").says("lock service grants {0} the lock");
  m.action<enter>("gets the lock").shows("acquire");
  m.action<retry>("gives up waiting, to ask again");
  m.action<look>("looks whether the job is billed");
  m.action<send_bill>("sends the bill");
  m.action<apply_bill>("bills").lane("store").says("store bills the customer for {0}");
  m.action<hear>("hears that the job is billed");
  m.action<release>("releases the lock");
  m.action<end_lease>("ends the lease").lane("lock service").says("lock service hears {0} release");

  m.always<billed_at_most_once>("billed at most once", "the customer is billed at most once")
      .because<billed_twice>();
  m.sometimes("acquire", "a client gets the lock");
  m.messages<in_flight>();
  m.bars<bars>();
  m.assumption("The lease may run out at any moment, and a client does not notice.");
  m.assumption("Messages are neither lost nor duplicated, and arrive in any order.");

  m.claim("clients=1 retries=2");
  m.claim("clients=2", {{"billed at most once", 13}});
  m.claim("clients=2 retries=1", {{"billed at most once", 13}});
}

}  // namespace

LOCKSTEP_PROTOCOL("abstract-lease", "a lock whose lease may run out at any moment",
                  "Gray and Cheriton, \"Leases\", SOSP 1989", build)

}  // namespace lockstep
