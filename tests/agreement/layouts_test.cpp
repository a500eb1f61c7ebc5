// The passes of the kit, on random layouts, against slow and obvious code on the same bytes.
#include "models/kit/passes/canonical.hpp"
#include "models/kit/passes/ranks.hpp"
#include "models/kit/passes/rename.hpp"
#include "models/kit/passes/timers.hpp"
#include "tests/agreement/random_rows.hpp"
#include "tests/agreement/slow_passes.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace lockstep {
namespace {

using slow::Bytes;

#ifdef LOCKSTEP_SANITIZED
constexpr std::uint64_t layouts = 100;
#else
constexpr std::uint64_t layouts = 2'000;
#endif

// Calls f(layout, state, dice) for random states of random layouts.
template <class F>
void for_each_state(const F& f) {
  for (std::uint64_t seed = 1; seed <= layouts; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const kit::Layout layout = random_layout(dice);
    for (int i = 0; i < 5; ++i) f(layout, random_state(layout, dice), dice);
  }
}

std::vector<unsigned> identity() {
  std::vector<unsigned> to(clients);
  std::iota(to.begin(), to.end(), 0u);
  return to;
}

Bytes canonical(const kit::Layout& layout, Bytes bytes) {
  kit::Canonical(layout, nullptr).run(bytes.data(), nullptr);
  return bytes;
}

TEST_CASE("rows rename as a tree of values does") {
  for_each_state([](const kit::Layout& layout, const Bytes& state, Dice& dice) {
    std::vector<unsigned> to = identity();
    dice.shuffle(to);
    kit::Renaming renaming;
    renaming.count = clients;
    for (unsigned i = 0; i < clients; ++i) {
      renaming.to[i] = static_cast<std::uint8_t>(to[i]);
      renaming.from[to[i]] = static_cast<std::uint8_t>(i);
    }
    Bytes renamed = state;
    kit::Renamer(layout.state, clients_key).run(renamed.data(), renaming);
    REQUIRE(renamed == slow::renamed(layout.state, state, clients_key, to));
  });
}

TEST_CASE("rows tick as a tree of values does") {
  for_each_state([](const kit::Layout& layout, const Bytes& state, Dice&) {
    Bytes ticked = state;
    kit::Timers(layout.state).tick(ticked.data());
    REQUIRE(ticked == slow::ticked(layout.state, state));
  });
}

TEST_CASE("rows see the timers that a tree of values sees") {
  for_each_state([](const kit::Layout& layout, const Bytes& state, Dice&) {
    const kit::Timers::Seen seen = kit::Timers(layout.state).look(state.data());
    const slow::Seen expected = slow::timers(layout.state, state);
    REQUIRE(seen.counts == expected.counts);
    REQUIRE(seen.overdue == expected.overdue);
  });
}

TEST_CASE("rows rank tokens as a tree of values does") {
  for_each_state([](const kit::Layout& layout, const Bytes& state, Dice&) {
    Bytes ranked = state;
    const bool changed = kit::Ranks(layout.state).renumber(ranked.data());
    REQUIRE(ranked == slow::ranked(layout.state, state));
    REQUIRE(changed == (ranked != state));
  });
}

TEST_CASE("the canonical form of a layout is a renaming, and that of every other renaming") {
  for_each_state([](const kit::Layout& layout, const Bytes& state, Dice&) {
    std::vector<unsigned> to = identity();
    std::vector<Bytes> orbit;
    do {
      orbit.push_back(slow::renamed(layout.state, state, clients_key, to));
    } while (std::next_permutation(to.begin(), to.end()));
    const Bytes form = canonical(layout, state);
    REQUIRE(std::find(orbit.begin(), orbit.end(), form) != orbit.end());
    for (const Bytes& other : orbit) REQUIRE(canonical(layout, other) == form);
  });
}

}  // namespace
}  // namespace lockstep
