// my-lock: a lock that expires. Say here what it is, and where the idea comes from.
//
// A lock says what its service keeps, what a client's library keeps, and what each message makes
// the two do; all else is the library's. `lockstep list FILE` has every setting: try store=fenced.
#include "models/composition/lock.hpp"

using namespace lockstep;

namespace {

// What can be set on the command line: `ttl=3`, or `ttl=30s`.
struct Params {
  Span ttl = 1;
};
BOOST_DESCRIBE_STRUCT(Params, (), (ttl))

// What the service keeps: once, and for each client. Every member is named twice.
struct Service {
  Maybe<ClientTag> holder;
  TokenSource tokens;
};
BOOST_DESCRIBE_STRUCT(Service, (), (holder, tokens))
struct ForClient {
  bool waits;  // has asked, and was not granted the lock yet
  Timer term;  // what is left of its grant
};
BOOST_DESCRIBE_STRUCT(ForClient, (), (waits, term))

// What the library of a client keeps, and a message between the two.
struct Session {
  Token token;  // of its grant
};
BOOST_DESCRIBE_STRUCT(Session, (), (token))
enum class Say : std::uint8_t { acquire, granted, release };
BOOST_DESCRIBE_ENUM(Say, acquire, granted, release)
struct Call {
  Say say;
  Token token;
};
BOOST_DESCRIBE_STRUCT(Call, (), (say, token))

using MyLock = Lock<Params, Service, ForClient, Session, Call>;
using Kept = MyLock::Service;

void asks(const Params&, Session&, Out& out) { out.send(Call{Say::acquire, {}}); }

Heard hears(const Params&, Session& me, Stage stage, const Call& call, Out&) {
  if (stage != Stage::waits) return Heard::nothing;  // it is late, or comes twice
  me.token = call.token;
  return Heard::granted;
}

void gives_back(const Params&, Session&, Out& out) { out.send(Call{Say::release, {}}); }

// Try it without the `if`: then anybody's release frees the lock.
void release(Kept s, Client c) {
  s.of(c).term.stop();
  if (s->holder == c) s->holder = {};
}

void serves(const Params&, Kept s, Client c, const Call& call, Replies&) {
  if (call.say == Say::release) return release(s, c);
  s.of(c).waits = true;
}

// Guards come first, each a WHEN; a step that is possible ends with `return taken`.
Step expires(const Params&, Kept s, Client c) {
  WHEN(s.of(c).term.expired());
  release(s, c);
  return taken;
}

Step grants(const Params& p, Kept s, Client c, Replies& replies) {
  WHEN(!s->holder && s.of(c).waits);
  s->holder = c;
  s.of(c).waits = false;
  s.of(c).term.start(p.ttl);
  const Token token = s->tokens.fresh();
  replies.grant(c, Call{Say::granted, token}, token);
  return taken;
}

bool granted(Kept s, Client c) { return !s.of(c).term.stopped(); }
bool holds(Kept s, Client c) { return s->holder == c; }

void build(MyLock& m) {
  m.parameter<&Params::ttl>("duration of a lease", 1, 100);
  m.talks<asks, hears, serves, gives_back>();
  m.holders<granted, holds>();  // whose grant lasts; whom the service considers the holder
  m.token<&Session::token>();
  m.service_step<expires>("lease expires").says("{0}'s lease expires").while_paused();
  m.service_step<grants>("grants the lock").says("{service} grants {0} the lock");
  m.claim("delay=0 pauses=0");
  m.claim("delay=0 store=fenced", {{"mutual exclusion in belief", 11}});
}

}  // namespace

LOCKSTEP_LOCK("my-lock", "a lock that expires", "the paper, or the product", build)
