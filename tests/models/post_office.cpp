// A small protocol that uses every feature of the kit once: clients ask an office for tokens by
// post. Never safe, and finite only because tokens are ranked.
//
// A file of its own, since Catch has a WHEN too.
#include "tests/models/post_office.hpp"

#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ClientTag {};
using Client = Id<ClientTag>;

enum class Care : std::uint8_t { usual, very_great };
BOOST_DESCRIBE_ENUM(Care, usual, very_great)

struct Basics {
  int clients = 2;
};
BOOST_DESCRIBE_STRUCT(Basics, (), (clients))

struct Params : Basics {
  int losses = 0;
  Care care = Care::usual;
  bool break_guard = false;
  bool overflow = false;
};
BOOST_DESCRIBE_STRUCT(Params, (Basics), (losses, care, break_guard, overflow))

int population(const Basics& p, ClientTag) { return p.clients; }

enum class Kind : std::uint8_t { ask, grant };
BOOST_DESCRIBE_ENUM(Kind, ask, grant)

struct Letter {
  Kind kind;
  Client client;
  Token token;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (kind, client, token))

struct Worker {
  bool asked;
  Token token;
};
BOOST_DESCRIBE_STRUCT(Worker, (), (asked, token))

struct State {
  Count<1> asking_too_much;
  Budget losses;
  TokenSource source;
  Set<ClientTag> served;
  Bag<Letter, 4> post;
  Table<ClientTag, Worker, 4> client;
};
BOOST_DESCRIBE_STRUCT(State, (), (asking_too_much, losses, source, served, post, client))

using InPost = Slot<&State::post>;

State start(const Params& p) {
  State state{};
  state.losses = Budget(p.losses);
  return state;
}

Step ask(const Params& p, State& s, Client c) {
  if (p.break_guard) (void)s.source.fresh();
  WHEN(!s.client[c].asked);
  s.client[c].asked = true;
  s.post.add({Kind::ask, c, {}});
  if (p.overflow) ++s.asking_too_much;
  return taken;
}

Step deliver(const Params&, State& s, InPost slot) {
  const auto [kind, client, token] = s.post.take(slot);
  switch (kind) {
    case Kind::ask: s.post.add({Kind::grant, client, s.source.fresh()}); break;
    case Kind::grant:
      UNDO_UNLESS(s.client[client].asked);
      s.client[client] = {false, token};
      s.served.insert(client);
      break;
  }
  return taken;
}

Step lose(const Params&, State& s, InPost slot) {
  WHEN(s.losses.left() > 0 && s.post[slot].kind == Kind::ask);
  s.losses.spend();
  s.client[s.post.take(slot).client].asked = false;
  return taken;
}

bool somebody_waits(const Params& p, const State& s) {
  return s.served.size() < static_cast<unsigned>(p.clients);
}

Message describe(const Params&, const Letter& letter, const Lanes& lanes) {
  const unsigned client = lanes[letter.client];
  const unsigned office = lanes["office"];
  return letter.kind == Kind::ask ? Message{client, office, "ask"}
                                  : Message{office, client, "grant"};
}

std::vector<Bar> bars(const Params& p, const State& s, const Lanes& lanes) {
  std::vector<Bar> found;
  for (const Client c : each<Client>(p))
    if (s.client[c].token) found.push_back({lanes[c], BarKind::lease, lanes.name(c)});
  return found;
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("how many clients", 1, 4);
  m.parameter<&Params::losses>("how many letters may get lost", 0, 2);
  m.parameter<&Params::care>("how careful the office is");
  m.parameter<&Params::break_guard>("whether a guard comes too late");
  m.parameter<&Params::overflow>("whether a count overflows");
  m.lanes<ClientTag>("client");
  m.lane("office");
  m.start<start>();
  m.action<ask>("asks for a token");
  m.action<deliver>("gets a letter");
  m.action<lose>("loses a letter").lane("office").says("the office loses {0}").fault();
  m.always<somebody_waits>("somebody waits", "somebody was never served");
  m.message<describe>();
  m.bars<bars>();
}

}  // namespace

std::unique_ptr<CatalogueEntry> post_office() {
  return entry<Params, State>("post-office", "tokens by post", "nobody", build);
}

}  // namespace lockstep
