// Random protocols written with the kit: identities, tokens, sets, messages, and clients that know
// one another, under rules drawn from the seed.
#include "models/kit/kit.hpp"
#include "tests/agreement/dice.hpp"
#include "tests/agreement/random_system.hpp"

namespace lockstep {
namespace {

struct ClientTag {};
using Client = Id<ClientTag>;

enum class Guard : std::uint8_t { none, lock_free, holds_lock, in_set, newest_token, has_friend };
enum class Effect : std::uint8_t { none, lock, unlock, join, leave, renew, forget, send, befriend };

struct Rule {
  int from = 0;
  int to = 0;
  Guard guard = Guard::none;
  Effect effect = Effect::none;
};

struct Params {
  int clients = 2;
  int seed = 0;
  std::array<Rule, 5> rules{};
  int bad = 0;         // where no two clients may be at the same time
  int unfinished = 0;  // where no client may be at the end
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, seed))

int population(const Params& params, ClientTag) { return params.clients; }

struct Wire {
  Client to;
  Token token;
};
BOOST_DESCRIBE_STRUCT(Wire, (), (to, token))

struct Cell {
  Count<2> at;
  Token token;
  Maybe<ClientTag> knows;
};
BOOST_DESCRIBE_STRUCT(Cell, (), (at, token, knows))

struct State {
  Maybe<ClientTag> holder;
  TokenSource tokens;
  Count<3> issued;
  Set<ClientTag> members;
  Bag<Wire, 2> net;
  Table<ClientTag, Cell, 3> client;
};
BOOST_DESCRIBE_STRUCT(State, (), (holder, tokens, issued, members, net, client))

State start(const Params&) { return {}; }

void draw_rules(Params& params) {
  Dice dice(static_cast<std::uint64_t>(params.seed));
  for (Rule& rule : params.rules)
    rule = {static_cast<int>(dice.below(3)), static_cast<int>(dice.below(3)),
            static_cast<Guard>(dice.below(6)), static_cast<Effect>(dice.below(9))};
  params.bad = static_cast<int>(dice.below(3));
  params.unfinished = static_cast<int>(dice.below(3));
}

bool passes(Guard guard, const State& s, Client c) {
  switch (guard) {
    case Guard::none: return true;
    case Guard::lock_free: return !s.holder;
    case Guard::holds_lock: return s.holder == c;
    case Guard::in_set: return s.members.contains(c);
    case Guard::newest_token: return s.client[c].token == s.tokens.last();
    case Guard::has_friend: return static_cast<bool>(s.client[c].knows);
  }
  return false;
}

// False when there is no room for it.
bool apply(Effect effect, State& s, Client c) {
  switch (effect) {
    case Effect::none: return true;
    case Effect::lock: s.holder = c; return true;
    case Effect::unlock: s.holder = {}; return true;
    case Effect::join: s.members.insert(c); return true;
    case Effect::leave: s.members.erase(c); return true;
    case Effect::forget: s.client[c].token = {}; return true;
    case Effect::befriend: s.client[c].knows = s.holder; return true;
    case Effect::renew:
      if (s.issued == 3) return false;
      ++s.issued;
      s.client[c].token = s.tokens.fresh();
      return true;
    case Effect::send:
      if (s.net.size() == 2) return false;
      s.net.add({c, s.client[c].token});
      return true;
  }
  return false;
}

template <int number>
Step rule(const Params& p, State& s, Client c) {
  const Rule& rule = p.rules[number];
  WHEN(s.client[c].at == rule.from && passes(rule.guard, s, c));
  s.client[c].at = rule.to;
  UNDO_UNLESS(apply(rule.effect, s, c));
  return taken;
}

Step arrives(const Params&, State& s, Slot<&State::net> slot) {
  const Wire wire = s.net.take(slot);
  Cell& cell = s.client[wire.to];
  cell.at = wire.token < cell.token ? 0 : 2;
  return taken;
}

// Clients write to themselves.
Message describe(const Params&, const Wire& wire, const Lanes& lanes) {
  return {lanes[wire.to], lanes[wire.to], wire.token ? "note with a token" : "note"};
}

bool never_two_there(const Params& p, const State& s) {
  return how_many<Client>(p, [&](Client c) { return s.client[c].at == p.bad; }) < p.clients;
}

bool tokens_differ(const Params& p, const State& s) {
  for (const Client a : each<Client>(p))
    for (const Client b : each<Client>(p))
      if (a != b && s.client[a].token && s.client[a].token == s.tokens.last() &&
          s.client[b].knows == a)
        return false;
  return true;
}

bool all_finished(const Params& p, const State& s) {
  return how_many<Client>(p, [&](Client c) { return s.client[c].at == p.unfinished; }) == 0;
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("how many", 1, 3);
  m.parameter<&Params::seed>("of the rules", 0, 1'000'000'000);
  m.derive<draw_rules>();
  m.lanes<ClientTag>("client");
  m.start<start>();
  m.action<rule<0>>("rule 1");
  m.action<rule<1>>("rule 2").fault("fault");
  m.action<rule<2>>("rule 3");
  m.action<rule<3>>("rule 4");
  m.action<rule<4>>("rule 5");
  m.action<arrives>("arrives").says("{0} arrives");
  m.message<describe>();
  m.always<never_two_there>("never all there", "not all clients are there at the same time");
  m.always<tokens_differ>("tokens differ", "nobody knows the one with the newest token");
  m.at_end<all_finished>("all finished", "nobody is left unfinished");
}

}  // namespace

std::unique_ptr<Model> random_protocol(std::uint64_t seed) {
  static const auto protocol = entry<Params, State>("random", "rules drawn from a seed", "", build);
  return protocol->make(parse_settings(
      {"clients=" + std::to_string(1 + seed % 3), "seed=" + std::to_string(seed % 1'000'000'000)}));
}

}  // namespace lockstep
