// A lock that expires, on one service: the protocol of the article.
//
// The service grants the lock for `ttl` ticks and gives it to another client when they are over,
// whether the first has released it or not. The client trusts the grant and looks at no clock: that
// is `SET key token NX PX ttl` with a release that checks the owner, as Redis documents it for a
// single instance ("Distributed locks with Redis"), and the protocol that Kleppmann, "How to do
// distributed locking", 2016, breaks. Leases are due to Gray and Cheriton, "Leases: an efficient
// fault-tolerant mechanism for distributed file cache consistency", SOSP 1989; there, unlike here,
// the holder watches the clock as well.
#include "models/composition/lock_protocol.hpp"
#include "models/protocols.hpp"

namespace lockstep {
namespace {

enum class Expiry : std::uint8_t {
  timed,  // after the time to live, and not a tick later
  never,
};
BOOST_DESCRIBE_ENUM(Expiry, timed, never)

enum class Release : std::uint8_t {
  owner,  // frees the lock when it comes from the holder
  blind,  // frees the lock whoever sends it
};
BOOST_DESCRIBE_ENUM(Release, owner, blind)

struct Params : Environment {
  int ttl = 1;
  Expiry expiry = Expiry::timed;
  Release release = Release::owner;
};
BOOST_DESCRIBE_STRUCT(Params, (Environment), (ttl, expiry, release))

enum class Kind : std::uint8_t { acquire, granted, release };
BOOST_DESCRIBE_ENUM(Kind, acquire, granted, release)

struct Call {
  Kind kind;
  Client client;
  Token token;
};
BOOST_DESCRIBE_STRUCT(Call, (), (kind, client, token))

bool to_service(const Call& call) { return call.kind != Kind::granted; }

struct Service {
  Maybe<ClientTag> holder;
  TokenSource tokens;
  Set<ClientTag> waiting;                     // asked while another held the lock
  Set<ClientTag> granted;                     // the grant was neither released nor has it expired
  Table<ClientTag, Timer, clients_max> term;  // what is left of a grant that expires
};
BOOST_DESCRIBE_STRUCT(Service, (), (holder, tokens, waiting, granted, term))

struct Session {
  Token token;  // of the grant
};
BOOST_DESCRIBE_STRUCT(Session, (), (token))

template <class Calls>
void grant(const Params& params, Service& service, Client client, Calls& replies) {
  service.holder = client;
  service.granted.insert(client);
  if (params.expiry == Expiry::timed) service.term[client].start(params.ttl);
  replies.add({Kind::granted, client, service.tokens.fresh()});
}

// The grant to this client is over. With a blind release the lock may be somebody else's by now.
void end_grant(Service& service, Client client) {
  service.granted.erase(client);
  service.term[client].stop();
  if (service.holder == client) service.holder = {};
}

struct Lease {
  using Params = lockstep::Params;
  using Service = lockstep::Service;
  using Session = lockstep::Session;
  using Call = lockstep::Call;

  static Call acquire(const Params&, Session&, Client c) { return {Kind::acquire, c, {}}; }
  static Call release(const Params&, Session& session, Client c) {
    session = {};
    return {Kind::release, c, {}};
  }
  static bool hear(const Params&, Session& session, const Call& call) {
    session.token = call.token;
    return true;
  }

  template <class Calls>
  static void serve(const Params& params, Service& service, const Call& call, Calls& replies) {
    if (call.kind == Kind::release) {
      end_grant(service, call.client);
      if (params.release == Release::blind) service.holder = {};
    } else if (service.holder) {
      service.waiting.insert(call.client);
    } else {
      grant(params, service, call.client, replies);
    }
  }

  static bool granted(const Service& service, Client c) { return service.granted.contains(c); }

  static bool time_matters(const Params& params, const Service& service) {
    bool runs = false;
    for (const Client c : each<Client>(params)) {
      if (service.term[c].expired()) return false;
      if (service.term[c].running()) runs = true;
    }
    return runs;
  }
  static void tick(const Params& params, Service& service) {
    for (const Client c : each<Client>(params)) service.term[c].tick();
  }

  static Message describe(const Params&, const Call& call, const Lanes& lanes) {
    const unsigned client = lanes[call.client];
    const unsigned service = lanes["lock service"];
    if (call.kind == Kind::granted)
      return {service, client, "granted, token " + to_text(call.token)};
    return {client, service, call.kind == Kind::acquire ? "acquire" : "release"};
  }
};

Step lease_expires(const Params&, World<Lease>& world, Client c) {
  WHEN(world.service.term[c].expired());
  end_grant(world.service, c);
  return taken;
}

Step grants_to_waiting(const Params& params, World<Lease>& world, Client c) {
  WHEN(!world.service.holder && world.service.waiting.contains(c));
  world.service.waiting.erase(c);
  grant(params, world.service, c, world.calls);
  return taken;
}

void build(Protocol<Params, World<Lease>>& m) {
  declare_lock_protocol<Lease>(m);
  m.parameter<&Params::ttl>("for how long the lock is granted, in ticks", 1, 5);
  m.parameter<&Params::expiry>("whether a grant ends by itself");
  m.parameter<&Params::release>("who may free the lock");
  m.action<lease_expires>("lease expires").lane("lock service").says("the lease of {0} expires");
  m.action<grants_to_waiting>("grants the lock to one that waited")
      .lane("lock service")
      .says("lock service grants the lock to {0}, who waited");

  const Expected belief{exclusion_in_belief.name, 9};
  const Expected effect{exclusion_in_effect.name, 17};
  const Expected stale{no_stale_write.name, 20};
  const Expected twice{billed_at_most_once.name, 20};
  m.claim("pauses=0");
  m.claim("pauses=1", {belief, effect, stale, twice});
  m.claim(
      "pauses=0 delay=unbounded",
      {{belief.property, 8}, {effect.property, 15}, {stale.property, 18}, {twice.property, 18}});
  m.claim("store=fenced-writes", {belief, effect, twice});
  m.claim("store=fenced", {belief});
  m.claim("store=fenced crashes=1", {belief, {nothing_left_unbilled.name, 20}});
  m.claim("expiry=never pauses=2");
  m.claim("expiry=never crashes=1", {{nothing_left_unbilled.name, 6}, {no_deadlock.name, 6}});
  m.claim("clients=3 release=blind store=fenced", {{exclusion_at_service.name, 19}, belief});
}

}  // namespace

std::unique_ptr<CatalogueEntry> lease() {
  return entry<Params, World<Lease>>(
      "lease", "a lock that expires, on one service; the clients trust the grant",
      "Kleppmann, How to do distributed locking, 2016; Gray and Cheriton, Leases, SOSP 1989",
      build);
}

}  // namespace lockstep
