// No test stands here: Catch has a WHEN of its own.
#include "tests/models/watched.hpp"

#include "models/composition/lock.hpp"

namespace lockstep {
namespace {

// A lease without tokens, whose holder counts `trust` ticks and sends heartbeats meanwhile.
struct Terms {
  Span ttl = 2;
  Span trust = 1;
  bool stops = true;
  bool beats = false;
  bool waits_for_answers = true;
};
BOOST_DESCRIBE_STRUCT(Terms, (), (ttl, trust, stops, beats, waits_for_answers))

struct Service {
  Maybe<ClientTag> holder;
  Timer term;
};
BOOST_DESCRIBE_STRUCT(Service, (), (holder, term))

struct ForClient {
  bool waits;
};
BOOST_DESCRIBE_STRUCT(ForClient, (), (waits))

struct Watch {
  Timer trust;
};
BOOST_DESCRIBE_STRUCT(Watch, (), (trust))

enum class Say : std::uint8_t { acquire, granted, release, beat, beaten };
BOOST_DESCRIBE_ENUM(Say, acquire, granted, release, beat, beaten)

struct Call {
  Say say;
};
BOOST_DESCRIBE_STRUCT(Call, (), (say))

using State = Kept<Service, ForClient>;
using Watched = Lock<Terms, Service, ForClient, Watch, Call>;

void asks(const Terms&, Watch&, Out& out) { out.send(Call{Say::acquire}); }

Heard hears(const Terms& p, Watch& me, Stage stage, const Call& call, Out&) {
  if (stage != Stage::waits || call.say != Say::granted) return Heard::nothing;
  me.trust.start(p.trust);
  return Heard::granted;
}

void gives_back(const Terms&, Watch&, Out& out) { out.send(Call{Say::release}); }

void serves(const Terms&, State s, Client c, const Call& call, Replies& replies) {
  if (call.say == Say::acquire) s.of(c).waits = true;
  if (call.say == Say::beat) replies.send(c, Call{Say::beaten});
  if (call.say == Say::release && s->holder == c) *s = {};
}

Step grants(const Terms& p, State s, Client c, Replies& replies) {
  WHEN(!s->holder && s.of(c).waits);
  s->holder = c;
  s->term.start(p.ttl);
  s.of(c).waits = false;
  replies.grant(c, Call{Say::granted}, {});
  return taken;
}

bool is_over(const Terms&, State s) { return s->term.expired(); }

Step expires(const Terms& p, State s, Client c) {
  WHEN(s->holder == c && is_over(p, s));
  *s = {};
  return taken;
}

bool is_late(const Terms& p, const Watch& me, Stage stage) {
  return p.stops && stage == Stage::holds && me.trust.expired();
}

Step stops(const Terms& p, Watch& me, Stage stage, Out& out) {
  WHEN(is_late(p, me, stage));
  out.tells(Heard::lost);
  return taken;
}

Step beats(const Terms& p, Watch&, Stage stage, Out& out) {
  WHEN(p.beats && stage == Stage::holds);
  WHEN(!p.waits_for_answers || !stage.request_is_out());
  out.send(Call{Say::beat});
  return taken;
}

bool is_holder(State s, Client c) { return s->holder == c; }

bool at_most_one_waits(const Terms&, State s) {
  int waiting = 0;
  for (const Client c : s.clients()) waiting += s.of(c).waits ? 1 : 0;
  return waiting <= 1;
}
bool term_has_holder(State s) { return s->holder || s->term.stopped(); }

void build(Watched& m) {
  m.parameter<&Terms::ttl>("how long a lease is", 1, 9);
  m.parameter<&Terms::trust>("how long its holder trusts it", 1, 9);
  m.parameter<&Terms::stops>("whether it then stops");
  m.parameter<&Terms::beats>("whether it sends heartbeats");
  m.parameter<&Terms::waits_for_answers>("whether one is out at a time");
  m.talks<asks, hears, serves, gives_back>();
  m.holders<is_holder, is_holder>();
  m.service_step<grants>("grants");
  m.service_step<expires>("lease expires");
  m.service_due<is_over>();
  m.client_step<stops>("stops");
  m.client_step<beats>("sends a heartbeat");
  m.client_due<is_late>();
  m.calls_at_a_time(2);
  m.always<at_most_one_waits>("few wait", "at most one client waits at the service");
  m.always<term_has_holder>("terms are somebody's", "a term that runs is somebody's");
}

}  // namespace

std::unique_ptr<Model> watched(const std::string& settings) {
  static const auto lock = entry<Terms>("watched", "a lease that its holder watches", "", build);
  return lock->make(parse_settings({"pauses=0", "delay=0", settings}));
}

}  // namespace lockstep
