#include "tests/models/desk.hpp"

#include "models/composition/lock.hpp"

namespace lockstep {
namespace {

enum class Way : std::uint8_t {
  travels,
  answered,
  called,
  undeclared,
  calls_in_vain,
  speaks_up,
  tells_time
};
BOOST_DESCRIBE_ENUM(Way, travels, answered, called, undeclared, calls_in_vain, speaks_up,
                    tells_time)

struct Params {
  Way way = Way::travels;
  bool again = false;
  Span ttl = 1;
};
BOOST_DESCRIBE_STRUCT(Params, (), (way, again, ttl))

struct Desk {
  Maybe<ClientTag> holder;
};
BOOST_DESCRIBE_STRUCT(Desk, (), (holder))
struct ForClient {
  Timer term;
};
BOOST_DESCRIBE_STRUCT(ForClient, (), (term))
struct Session {
  bool refused;
};
BOOST_DESCRIBE_STRUCT(Session, (), (refused))
enum class Say : std::uint8_t { take, yours, taken_by_another, back };
BOOST_DESCRIBE_ENUM(Say, take, yours, taken_by_another, back)
struct Call {
  Say say;
};
BOOST_DESCRIBE_STRUCT(Call, (), (say))

using DeskLock = Lock<Params, Desk, ForClient, Session, Call>;
using Service = DeskLock::Service;

bool calls(const Params& p) { return p.way == Way::called || p.way == Way::undeclared; }

void say(const Params& p, Say what, Session& me, Out& out) {
  me.refused = false;
  if (p.way == Way::tells_time && !out.now().set()) return;
  if (!calls(p)) return out.send(Call{what});
  if (!out.call(Call{what})) me.refused = true;
}

void asks(const Params& p, Session& me, Out& out) { say(p, Say::take, me, out); }
void gives_back(const Params& p, Session& me, Out& out) { say(p, Say::back, me, out); }

Heard hears(const Params&, Session& me, Stage stage, const Call& call, Out&) {
  me.refused = call.say == Say::taken_by_another;
  return stage == Stage::waits && call.say == Say::yours ? Heard::granted : Heard::nothing;
}

Step asks_again(const Params& p, Session& me, Stage stage, Out& out) {
  WHEN(stage == Stage::waits && me.refused);
  say(p, Say::take, me, out);
  return taken;
}

void frees(Service s, Client c) {
  s.of(c).term.stop();
  if (s->holder == c) s->holder = {};
}

void serves(const Params& p, Service s, Client c, const Call& call, Replies& replies) {
  if (call.say == Say::back) return frees(s, c);
  if (s->holder) return replies.send(c, Call{Say::taken_by_another});
  s->holder = c;
  s.of(c).term.start(p.ttl);
  if (p.way == Way::speaks_up)
    for (const Client other : s.clients()) replies.send(other, Call{Say::taken_by_another});
  replies.send(c, Call{Say::yours});
}

Step expires(const Params&, Service s, Client c) {
  WHEN(s.of(c).term.expired());
  frees(s, c);
  return taken;
}

bool granted(Service s, Client c) { return s.of(c).term.running(); }
bool keeps(Service s, Client c) { return s->holder == c; }
bool again(const Params& p) { return p.again; }

Travels what_travels(const Params& p) {
  switch (p.way) {
    case Way::called:
    case Way::calls_in_vain: return Travels::nothing;
    case Way::answered:
    case Way::speaks_up: return Travels::requests;
    case Way::travels:
    case Way::tells_time:
    case Way::undeclared: break;
  }
  return Travels::everything;
}

void build(DeskLock& m) {
  m.parameter<&Params::way>("how clients ask");
  m.parameter<&Params::again>("whether they come again");
  m.parameter<&Params::ttl>("for how long the lock is granted", 1, 100);
  m.talks<asks, hears, serves, gives_back>();
  m.holders<granted, keeps>();
  m.travels<what_travels>();
  m.comes_again<again>();
  m.client_step<asks_again>("asks once more");
  m.service_step<expires>("lease expires");
}

}  // namespace

std::unique_ptr<CatalogueEntry> desk() { return entry("desk", "a lock for tests", "none", build); }

}  // namespace lockstep
