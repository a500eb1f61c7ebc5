// Renaming and renumbering, on states made by hand.
#include "models/kit/layout/rows_of.hpp"
#include "models/kit/passes/canonical.hpp"
#include "models/kit/passes/ranks.hpp"
#include "models/kit/passes/ties.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <random>
#include <set>

namespace lockstep {
namespace {

struct ClientTag {};
using Client = Id<ClientTag>;
struct NodeTag {};
using Node = Id<NodeTag>;

constexpr unsigned clients = 4;
constexpr unsigned nodes = 3;

template <class Tag>
Id<Tag> id(unsigned index) {
  return kit::Inside::identity<Id<Tag>>(index);
}

struct Letter {
  Count<9> what;
  Client to;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (what, to))

// Nothing ties two clients together.
struct Loose {
  Maybe<ClientTag> holder;
  Set<ClientTag> waiting;
  Bag<Letter, 3> net;
  Table<ClientTag, Count<9>, clients> work;
};
BOOST_DESCRIBE_STRUCT(Loose, (), (holder, waiting, net, work))

struct Pair {
  Client from;
  Client to;
};
BOOST_DESCRIBE_STRUCT(Pair, (), (from, to))

// Clients wait for one another and send to one another.
struct Tied {
  Bag<Pair, 2> net;
  Table<ClientTag, Maybe<ClientTag>, clients> waits_for;
};
BOOST_DESCRIBE_STRUCT(Tied, (), (net, waits_for))

// Nodes promise clients, and clients know nodes.
struct Crossed {
  Table<NodeTag, Maybe<ClientTag>, nodes> promised;
  Table<ClientTag, Count<9>, clients> work;
};
BOOST_DESCRIBE_STRUCT(Crossed, (), (promised, work))

template <class Tag, class State>
bool tied() {
  return kit::ties(kit::row_of<State>(), kit::key_of<Tag>());
}

TEST_CASE("what ties two identities together is found by the rows") {
  CHECK_FALSE(tied<ClientTag, Loose>());
  CHECK(tied<ClientTag, Tied>());
  CHECK(tied<ClientTag, Crossed>());
  CHECK(tied<NodeTag, Crossed>());
}

template <class State>
void rename_clients(State& state, const kit::Renaming& renaming) {
  kit::Renamer(kit::row_of<State>(), kit::key_of<ClientTag>()).run(kit::bytes_of(state), renaming);
}

struct Dice {
  std::mt19937 engine{20};
  unsigned operator()(unsigned sides) { return static_cast<unsigned>(engine() % sides); }
  Maybe<ClientTag> maybe() {
    const unsigned index = (*this)(clients + 1);
    return index == clients ? Maybe<ClientTag>{} : Maybe<ClientTag>(id<ClientTag>(index));
  }
};

Loose random_state(Dice& dice, Loose) {
  Loose state{};
  state.holder = dice.maybe();
  for (unsigned i = 0; i < clients; ++i) {
    if (dice(2)) state.waiting.insert(id<ClientTag>(i));
    state.work[id<ClientTag>(i)] = static_cast<int>(dice(2));
  }
  for (unsigned i = dice(4); i > 0; --i)
    state.net.add({static_cast<int>(dice(2)), id<ClientTag>(dice(clients))});
  return state;
}

Tied random_state(Dice& dice, Tied) {
  Tied state{};
  for (unsigned i = 0; i < clients; ++i) state.waits_for[id<ClientTag>(i)] = dice.maybe();
  for (unsigned i = dice(3); i > 0; --i)
    state.net.add({id<ClientTag>(dice(clients)), id<ClientTag>(dice(clients))});
  return state;
}

Crossed random_state(Dice& dice, Crossed) {
  Crossed state{};
  for (unsigned i = 0; i < nodes; ++i) state.promised[id<NodeTag>(i)] = dice.maybe();
  for (unsigned i = 0; i < clients; ++i) state.work[id<ClientTag>(i)] = static_cast<int>(dice(2));
  return state;
}

kit::Renaming random_renaming(Dice& dice, unsigned count) {
  kit::Renaming renaming;
  renaming.count = count;
  std::iota(renaming.from.begin(), renaming.from.begin() + count, std::uint8_t{0});
  std::shuffle(renaming.from.begin(), renaming.from.begin() + count, dice.engine);
  for (unsigned i = 0; i < count; ++i) renaming.to[renaming.from[i]] = static_cast<std::uint8_t>(i);
  return renaming;
}

template <class State>
State canonical(State state) {
  static const kit::Layout layout = kit::lay_out(
      kit::row_of<State>(),
      {{kit::key_of<ClientTag>(), "client", clients}, {kit::key_of<NodeTag>(), "node", nodes}});
  static const kit::Canonical form(layout, nullptr);
  alignas(8) std::byte bytes[(sizeof(State) + 7) / 8 * 8] = {};
  std::memcpy(bytes, &state, sizeof(State));
  form.run(bytes, nullptr);
  std::memcpy(&state, bytes, sizeof(State));
  return state;
}

template <class State>
bool same(const State& a, const State& b) {
  return std::memcmp(&a, &b, sizeof(State)) == 0;
}

template <class State>
unsigned failures_of_canonical_form() {
  Dice dice;
  unsigned failures = 0;
  for (int i = 0; i < 3000; ++i) {
    const State state = random_state(dice, State{});
    State renamed = state;
    rename_clients(renamed, random_renaming(dice, clients));
    const State form = canonical(state);
    failures += !same(form, canonical(renamed)) + !same(form, canonical(form));
  }
  return failures;
}

TEST_CASE("a state and its renamings have one canonical form, which is its own") {
  CHECK(failures_of_canonical_form<Loose>() == 0);
}

TEST_CASE("so have states in which clients are tied to one another") {
  CHECK(failures_of_canonical_form<Tied>() == 0);
}

TEST_CASE("with two kinds of identities the canonical form is its own") {
  Dice dice;
  for (int i = 0; i < 1000; ++i) {
    const Crossed form = canonical(random_state(dice, Crossed{}));
    REQUIRE(same(form, canonical(form)));
  }
}

TEST_CASE("a renaming that is undone leaves no trace") {
  Dice dice;
  for (int i = 0; i < 1000; ++i) {
    const Tied state = random_state(dice, Tied{});
    const kit::Renaming there = random_renaming(dice, clients);
    kit::Renaming back = there;
    std::swap(back.from, back.to);
    Tied other = state;
    rename_clients(other, there);
    rename_clients(other, back);
    REQUIRE(same(state, other));
  }
}

TEST_CASE("renaming reaches tables, sets, maybes and messages") {
  Loose state{};
  const Client first = id<ClientTag>(0);
  const Client last = id<ClientTag>(3);
  state.holder = first;
  state.waiting.insert(first);
  state.net.add({7, first});
  state.work[first] = 9;
  kit::Renaming swap{clients, {3, 1, 2, 0}, {3, 1, 2, 0}};
  rename_clients(state, swap);
  CHECK(state.holder == last);
  CHECK(state.waiting.contains(last));
  CHECK_FALSE(state.waiting.contains(first));
  CHECK(state.net.begin()->to == last);
  CHECK(state.work[last] == 9);
  CHECK(state.work[first] == 0);
}

struct Numbered {
  TokenSource source;
  Token written;
  Table<ClientTag, Token, clients> held;
};
BOOST_DESCRIBE_STRUCT(Numbered, (), (source, written, held))

TEST_CASE("tokens are renumbered by rank, and none stays none") {
  Numbered state{};
  const Client a = id<ClientTag>(0);
  const Client b = id<ClientTag>(1);
  (void)state.source.fresh();
  state.held[a] = state.source.fresh();
  (void)state.source.fresh();
  state.held[b] = state.written = state.source.fresh();
  const kit::Ranks ranks(kit::row_of<Numbered>());
  CHECK(ranks.renumber(kit::bytes_of(state)));
  CHECK(int{kit::Inside::raw(state.held[a])} == 1);
  CHECK(int{kit::Inside::raw(state.held[b])} == 2);
  CHECK(state.written == state.held[b]);
  CHECK(state.source.last() == state.held[b]);
  CHECK_FALSE(state.held[id<ClientTag>(2)]);
  CHECK_FALSE(ranks.renumber(kit::bytes_of(state)));
}

}  // namespace
}  // namespace lockstep
