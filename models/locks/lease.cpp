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
#include "models/locks/one_service.hpp"
#include "models/protocols.hpp"

namespace lockstep {
namespace {

enum class Expiry : std::uint8_t {
  timed,  // after the time to live, and not a tick later
  never,
};
BOOST_DESCRIBE_ENUM(Expiry, timed, never)

struct Params : Environment {
  Span ttl = 1;
  Expiry expiry = Expiry::timed;
  Release release = Release::owner;
};
BOOST_DESCRIBE_STRUCT(Params, (Environment), (ttl, expiry, release))

struct Session {
  Token token;  // of the grant
};
BOOST_DESCRIBE_STRUCT(Session, (), (token))

std::optional<int> term(const Params& params) {
  if (params.expiry == Expiry::never) return std::nullopt;
  return params.ttl;
}

struct Lease {
  using Params = lockstep::Params;
  using Service = OneService<Deadline>;
  using Session = lockstep::Session;
  using Call = LockCall;

  static Call acquire(const Params&, Session&, Client c) { return {LockRequest::acquire, c, {}}; }
  static Call release(const Params&, Session& session, Client c) {
    session = {};
    return {LockRequest::release, c, {}};
  }
  static bool hear(const Params&, Session& session, const Call& call) {
    session.token = call.token;
    return true;
  }
  template <class Calls>
  static void serve(const Params& params, Service& service, const Call& call, Calls& replies) {
    lockstep::serve(service, call, params.release, term(params), replies);
  }
  static bool granted(const Service& service, Client c) { return service.granted.contains(c); }
  static Message describe(const Params&, const Call& call, const Lanes& lanes) {
    return lockstep::describe(call, lanes);
  }
};

Step lease_expires(const Params&, World<Lease>& world, Client c) {
  WHEN(world.service.term[c].expired());
  end_grant(world.service, c);
  return taken;
}

Step grants_to_waiting(const Params& params, World<Lease>& world, Client c) {
  WHEN(grant_to_waiting(world.service, c, term(params), post_calls(params, world)));
  return taken;
}

void build(Protocol<Params, World<Lease>>& m) {
  declare_lock_protocol<Lease>(m);
  m.parameter<&Params::ttl>("for how long the lock is granted", 1, 100);
  m.parameter<&Params::expiry>("whether a grant ends by itself");
  m.parameter<&Params::release>("who may free the lock");
  m.action<lease_expires>("lease expires").lane("lock service").says("{0} loses its lease");
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
  m.claim("expiry=never crashes=1", {{nothing_left_unbilled.name, 5}, {no_deadlock.name, 5}});
  m.claim("pauses=0 losses=1", {{belief.property, 10}, {no_deadlock.name, 13}});
  m.claim("pauses=0 duplicates=1", {{effect.property, 18}, {twice.property, 10}});
  m.claim("store=fenced pauses=0 duplicates=1", {{twice.property, 10}});
  m.claim(
      "pauses=0 cuts=1",
      {{belief.property, 10}, {effect.property, 17}, {stale.property, 20}, {twice.property, 20}});
  m.claim("pauses=0 restarts=1", {{effect.property, 25}});
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
