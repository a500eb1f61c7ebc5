#include "checker/store/packing.hpp"

#include "tests/catch.hpp"

#include <random>

namespace lockstep {
namespace {

using Words = std::vector<std::uint64_t>;

const std::byte* bytes(const Words& state) {
  return reinterpret_cast<const std::byte*>(state.data());
}

// States of `width` words, of which about one bit in `sparsity` ever differs.
std::vector<Words> random_states(std::size_t width, unsigned sparsity, std::mt19937_64& random) {
  Words mask(width);
  for (auto& word : mask)
    for (unsigned bit = 0; bit < 64; ++bit)
      if (random() % sparsity == 0) word |= std::uint64_t{1} << bit;
  const std::uint64_t base = random();
  std::vector<Words> states(50, Words(width, base));
  for (Words& state : states)
    for (std::size_t i = 0; i < width; ++i) state[i] ^= random() & mask[i];
  return states;
}

// A packing that knows all of `states`.
Packing packing_of(const std::vector<Words>& states, Moving how = quickest_moving()) {
  const Packing narrow(8 * states[0].size(), bytes(states[0]), how);
  std::vector<std::byte> wanted(narrow.width());
  for (const Words& state : states) narrow.add_misfit(bytes(state), wanted);
  return narrow.widened(wanted);
}

Words pack(const Packing& packing, const Words& state) {
  Words key(packing.words());
  REQUIRE(packing.pack(bytes(state), key.data()));
  return key;
}

Words unpack(const Packing& packing, const Words& key) {
  Words state(packing.width() / 8, 42);
  packing.unpack(key.data(), reinterpret_cast<std::byte*>(state.data()));
  return state;
}

TEST_CASE("A packing knows only its first state, whose key has no bits") {
  const Words first = {7, 8};
  const Packing packing(16, bytes(first));
  CHECK(packing.bits() == 0);
  CHECK(unpack(packing, pack(packing, first)) == first);
  Words key(1);
  CHECK_FALSE(packing.pack(bytes({7, 9}), key.data()));
}

TEST_CASE("What is packed comes back, on every kind of processor") {
  std::mt19937_64 random(1);
  for (const Moving how : {Moving::turned, Moving::squeezed}) {
    if (how == Moving::squeezed && !can_squeeze()) continue;
    for (const std::size_t width : {1u, 2u, 3u, 6u, 12u})
      for (const unsigned sparsity : {1u, 2u, 5u, 20u, 64u}) {
        const auto states = random_states(width, sparsity, random);
        const Packing packing = packing_of(states, how);
        for (const Words& state : states) CHECK(unpack(packing, pack(packing, state)) == state);
      }
  }
}

TEST_CASE("A widened packing fits the old states and the new ones") {
  const Words first = {0x10, 0};
  const Words second = {0x13, 0};
  const Words third = {0x10, 0x800};
  const Packing two = packing_of({first, second});
  CHECK(two.bits() == 2);
  Words key(1);
  CHECK_FALSE(two.pack(bytes(third), key.data()));
  std::vector<std::byte> wanted(16);
  two.add_misfit(bytes(third), wanted);
  const Packing three = two.widened(wanted);
  CHECK(three.bits() == 6);  // 0x800 and the three below it
  for (const Words& state : {first, second, third})
    CHECK(unpack(three, pack(three, state)) == state);
}

TEST_CASE("A bit that differs brings the lower ones of its byte with it") {
  const Packing packing = packing_of({{0x10, 0}, {0x10, 0x400}});
  CHECK(packing.bits() == 3);
  for (std::uint64_t byte = 0; byte < 8; ++byte) {
    const Words state = {0x10, byte << 8};
    CHECK(unpack(packing, pack(packing, state)) == state);
  }
  Words key(1);
  CHECK_FALSE(packing.pack(bytes({0x10, 0x800}), key.data()));
  CHECK_FALSE(packing.pack(bytes({0x10, 0x401}), key.data()));
}

TEST_CASE("A key is one word as long as 64 bits are enough") {
  const std::uint64_t low = 0xffffffff;
  CHECK(packing_of({{0, 0}, {low, low}}).words() == 1);
  CHECK(packing_of({{0, 0, 0}, {low, low, 1}}).words() == 3);
  CHECK(packing_of({{0, 0, 0}, {~0ull, ~0ull, ~0ull}}).words() == 3);
}

TEST_CASE("A longer key has words of about the same length, and no piece in two of them") {
  const std::uint64_t third = (1ull << 21) - 1;
  const Packing packing = packing_of({Words(6), Words(6, third)});
  REQUIRE(packing.words() == 3);
  for (std::size_t word = 0; word < 3; ++word) CHECK(packing.bits(word) == 42);
}

TEST_CASE("When a long key is widened, what was in a word stays there as long as there is room") {
  const Packing packing = packing_of({Words(3), Words(3, (1ull << 40) - 1)});
  std::vector<std::byte> wanted(24);
  packing.add_misfit(bytes({0, 1ull << 50, 0}), wanted);
  const Packing wider = packing.widened(wanted);
  CHECK(wider.has_words_of(packing));
  CHECK(wider.bits(1) == packing.bits(1) + 3);
  CHECK(wider.knows(wanted));
  CHECK_FALSE(packing.knows(wanted));

  const Packing crowded = packing_of({Words(4), {~0ull, (1ull << 20) - 1, 0, (1ull << 20) - 1}});
  std::vector<std::byte> all(32, std::byte{0xff});
  CHECK_FALSE(crowded.widened(all).has_words_of(crowded));
}

}  // namespace
}  // namespace lockstep
