// What the types of fields promise to the authors of models.
#include "models/kit/kit.hpp"
#include "models/kit/times/window.hpp"
#include "tests/catch.hpp"

#include <cstring>

namespace lockstep {
namespace {

struct ClientTag {};
using Client = Id<ClientTag>;
struct PlaceTag : Ordered {};
using Place = Id<PlaceTag>;

struct Params {
  int clients = 3;
};
int population(const Params& p, ClientTag) { return p.clients; }

Client client(unsigned number) { return kit::Inside::identity<Client>(number - 1); }

struct Letter {
  std::uint8_t what;
  Client to;
};

template <class T>
bool same_bytes(const T& a, const T& b) {
  return std::memcmp(&a, &b, sizeof(T)) == 0;
}

TEST_CASE("there are as many identities as their population says") {
  unsigned count = 0;
  for (const Client c : each<Client>(Params{})) {
    CHECK(c == client(count + 1));
    ++count;
  }
  CHECK(count == 3);
  CHECK(how_many<Client>(Params{}, [](Client c) { return c == client(2); }) == 1);
}

TEST_CASE("ordered identities have numbers from 0") {
  CHECK(Place::numbered(2).number() == 2);
  CHECK(Place::numbered(1) < Place::numbered(2));
}

TEST_CASE("a maybe is nobody at first") {
  Maybe<ClientTag> holder;
  CHECK_FALSE(holder);
  CHECK_FALSE(holder == client(1));
  holder = client(1);
  CHECK(holder);
  CHECK(holder == client(1));
  CHECK(*holder == client(1));
}

TEST_CASE("to ask nobody who it is breaks the contract") {
  CHECK_THROWS_AS(*Maybe<ClientTag>{}, ContractBroken);
}

TEST_CASE("a set holds what was inserted and not erased") {
  Set<ClientTag, 12> set;
  set.insert(client(2));
  set.insert(client(11));
  set.insert(client(11));
  CHECK(set.size() == 2);
  CHECK(set.contains(client(11)));
  CHECK_FALSE(set.contains(client(3)));
  set.erase(client(2));
  set.erase(client(11));
  CHECK(set.empty());
}

TEST_CASE("a count never wraps") {
  Count<2> count = 2;
  CHECK_THROWS_AS(++count, ContractBroken);
  CHECK_THROWS_AS(count += 300, ContractBroken);
  CHECK(count == 2);
  count -= 2;
  CHECK_THROWS_AS(--count, ContractBroken);
  CHECK_THROWS_AS(Count<2>(3), ContractBroken);
}

TEST_CASE("a budget can be spent as often as it says") {
  Budget pauses(1);
  CHECK(pauses.left() == 1);
  pauses.spend();
  CHECK(pauses.left() == 0);
  CHECK_THROWS_AS(pauses.spend(), ContractBroken);
  CHECK_THROWS_AS(Budget(256), ContractBroken);
}

TEST_CASE("a fresh token is greater than all before, and none is the least") {
  TokenSource source;
  CHECK_FALSE(source.last());
  const Token none;
  const Token first = source.fresh();
  const Token second = source.fresh();
  CHECK(none < first);
  CHECK(first < second);
  CHECK(source.last() == second);
}

TEST_CASE("a token source that runs out breaks the contract") {
  TokenSource source;
  for (int i = 0; i < 255; ++i) (void)source.fresh();
  CHECK_THROWS_AS(source.fresh(), ContractBroken);
}

TEST_CASE("a timer runs out after as many ticks as it was started with") {
  Timer timer;
  CHECK(timer.stopped());
  timer.start(2);
  CHECK(timer.running());
  CHECK(timer.left() == 2);
  timer.tick();
  CHECK(timer.running());
  timer.tick();
  CHECK(timer.expired());
  timer.tick();
  CHECK(timer.expired());
  timer.stop();
  CHECK_FALSE(timer.expired());
  timer.start(0);
  CHECK(timer.expired());
  CHECK_NOTHROW(timer.start(253));
  CHECK_THROWS_AS(timer.start(254), ContractBroken);
}

TEST_CASE("a timer of a clock of any rate may be over immediately, and need never be") {
  const Window any{0, Timer::unbounded};
  Timer timer;
  CHECK_FALSE(may_be_over(any, timer));
  timer.start(any.latest);
  for (int ticks = 0; ticks < 3; ++ticks) {
    CHECK(may_be_over(any, timer));
    CHECK(timer.running());
    CHECK_FALSE(timer.counts());
    CHECK_FALSE(timer.expired());
    timer.tick();
  }
  timer.stop();
  CHECK(timer == Timer{});
}

TEST_CASE("a wall clock shows every time at some time") {
  WallTimer timer;
  CHECK_THROWS_AS(timer.start(Timer::unbounded), ContractBroken);
}

TEST_CASE("equal bags are equal bytes for any order of sending") {
  Bag<Letter, 3> one;
  Bag<Letter, 3> other;
  one.add({1, client(1)});
  one.add({2, client(2)});
  other.add({2, client(2)});
  other.add({3, client(1)});
  other.add({1, client(1)});
  CHECK_FALSE(same_bytes(one, other));
  struct AnyBag;
  const auto third = kit::Inside::identity<Slot<nullptr>>(2);
  CHECK(other.holds(third));
  CHECK_FALSE(one.holds(third));
  CHECK(other.take(third).what == 3);
  CHECK(same_bytes(one, other));
}

TEST_CASE("a bag that is full breaks the contract") {
  Bag<Letter, 1> bag;
  bag.add({1, client(1)});
  CHECK_THROWS_AS(bag.add({1, client(1)}), ContractBroken);
}

TEST_CASE("a queue gives back the oldest first, and leaves no bytes behind") {
  Fifo<Letter, 2> queue;
  queue.push({2, client(2)});
  queue.push({1, client(1)});
  CHECK_THROWS_AS(queue.push({1, client(1)}), ContractBroken);
  CHECK(queue.pop().what == 2);
  CHECK(queue.pop().what == 1);
  CHECK_THROWS_AS(queue.pop(), ContractBroken);
  CHECK(same_bytes(queue, Fifo<Letter, 2>{}));
}

enum class Colour : std::uint8_t { red, green };

TEST_CASE("flags hold each enumerator at most once") {
  Flags<Colour> flags;
  flags.add(Colour::green);
  flags.add(Colour::green);
  CHECK(flags.has(Colour::green));
  CHECK_FALSE(flags.has(Colour::red));
  flags.remove(Colour::green);
  CHECK(flags.empty());
}

}  // namespace
}  // namespace lockstep
