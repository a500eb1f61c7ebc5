#include "models/kit/kit.hpp"
#include "tests/models/textbook.hpp"

#include <algorithm>

namespace lockstep {
namespace {

struct ActorTag {};
using Actor = Id<ActorTag>;

struct Params {
  int actors = 3;
};
BOOST_DESCRIBE_STRUCT(Params, (), (actors))

int population(const Params& p, ActorTag) { return p.actors; }

struct Request {
  bool writes;
  Actor from;
};
BOOST_DESCRIBE_STRUCT(Request, (), (writes, from))

struct State {
  Set<ActorTag> readers;
  Set<ActorTag> writers;
  Fifo<Request, 8> waiting;
};
BOOST_DESCRIBE_STRUCT(State, (), (readers, writers, waiting))

State start(const Params&) { return {}; }

bool waits(const State& s, Actor one, bool to_write) {
  return std::any_of(s.waiting.begin(), s.waiting.end(), [&](const Request& request) {
    return request.from == one && request.writes == to_write;
  });
}

Step tries_to_read(const Params&, State& s, Actor one) {
  WHEN(!waits(s, one, false));
  s.waiting.push({false, one});
  return taken;
}
Step tries_to_write(const Params&, State& s, Actor one) {
  WHEN(!waits(s, one, true));
  s.waiting.push({true, one});
  return taken;
}
Step is_admitted(const Params&, State& s) {
  WHEN(!s.waiting.empty() && s.writers.empty());
  WHEN(!s.waiting.begin()->writes || s.readers.empty());
  const Request first = s.waiting.pop();
  (first.writes ? s.writers : s.readers).insert(first.from);
  return taken;
}
Step stops(const Params&, State& s, Actor one) {
  WHEN(s.readers.contains(one) || s.writers.contains(one));
  (s.readers.contains(one) ? s.readers : s.writers).erase(one);
  return taken;
}

bool reads(const State& s, Actor one) { return s.readers.contains(one); }
bool writes(const State& s, Actor one) { return s.writers.contains(one); }
bool rests(const State& s, Actor one) { return !reads(s, one) && !writes(s, one); }
bool are_apart(const State& s) {
  return s.writers.empty() || (s.readers.empty() && s.writers.size() == 1);
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::actors>("how many read and write", 1, 4);
  m.lanes<ActorTag>("actor");
  m.lane("queue");
  m.start<start>();
  m.action<tries_to_read>("tries to read").fair();
  m.action<tries_to_write>("tries to write").fair();
  m.action<is_admitted>("admits the first").fair();
  m.action<stops>("stops").fair();
  m.always<are_apart>("exclusion", "a writer is alone");
  m.always_eventually<reads>("everybody reads", "every actor reads again and again");
  m.always_eventually<writes>("everybody writes", "every actor writes again and again");
  m.always_eventually<rests>("everybody rests", "every actor rests again and again");
}

}  // namespace

std::unique_ptr<CatalogueEntry> readers_and_writers() {
  return entry<Params, State>("readers-and-writers", "readers and writers in one queue",
                              "Courtois, Heymans, Parnas 1971", build);
}

}  // namespace lockstep
