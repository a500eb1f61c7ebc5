#include "checker/store/shard.hpp"

#include "tests/catch.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <vector>

namespace lockstep {
namespace {

using Key = std::vector<std::uint64_t>;  // the head and the words of the tail

constexpr unsigned shard_bits = 4;
constexpr std::uint64_t number = 9;  // of the shard

// A head that belongs to the shard, from the other bits of it.
std::uint64_t head(const KeyShape& shape, std::uint64_t rest) {
  const unsigned bits = shape.head_bits - shard_bits;
  return number << bits | (rest & ((std::uint64_t{1} << bits) - 1));
}

bool insert(Shard& shard, Key key) { return shard.insert(key.data(), 1) == 1; }

// Inserts keys into a shard and a set, and compares what they say and what they hold.
void compare_with_a_set(const KeyShape& shape, const std::vector<Key>& keys) {
  Shard shard;
  shard.shape(shape, shard_bits, number);
  std::set<Key> expected;
  std::size_t differences = 0;
  for (const Key& key : keys) differences += insert(shard, key) != expected.insert(key).second;
  CHECK(differences == 0);
  CHECK(shard.size() == expected.size());
  std::set<Key> given_back;
  shard.for_each([&](const std::uint64_t* key) { given_back.insert(Key(key, key + shape.words)); });
  CHECK(given_back == expected);
  differences = 0;
  for (const Key& key : expected) differences += insert(shard, key);
  CHECK(differences == 0);
}

TEST_CASE("A shard is a set for any number of bits in a head") {
  std::mt19937_64 random(1);
  for (unsigned bits = 24; bits <= 64; ++bits) {
    const KeyShape shape{1, bits, 0};
    std::vector<Key> keys;
    for (int i = 0; i < 1000; ++i) keys.push_back({head(shape, random())});
    for (int i = 0; i < 1000; ++i) keys.push_back(keys[random() % keys.size()]);
    compare_with_a_set(shape, keys);
  }
}

TEST_CASE("A shard can hold a quarter of all heads") {
  const KeyShape shape{1, 24, 0};
  std::vector<Key> keys;
  for (std::uint64_t i = 0; i < 1 << 18; ++i) keys.push_back({head(shape, i * 0x9e3779b1)});
  compare_with_a_set(shape, keys);
}

TEST_CASE("A shard is a set of long keys for any length of the tail") {
  std::mt19937_64 random(2);
  for (const std::size_t tail_bytes : {1u, 3u, 8u, 9u, 40u, 300u, 700u}) {
    const KeyShape shape{1 + (tail_bytes + 7) / 8, 64, tail_bytes};
    const std::size_t over = 8 * (shape.words - 1) - tail_bytes;
    std::vector<Key> keys;
    for (int i = 0; i < 1000; ++i) {
      Key key(shape.words);
      key[0] = head(shape, random() % 2000 * 0x9e3779b97f4a7c15);
      for (std::size_t word = 1; word < shape.words; ++word) key[word] = random() % 2;
      key.back() = (random() % 2 << 63) >> 8 * over;
      keys.push_back(key);
    }
    compare_with_a_set(shape, keys);
  }
}

TEST_CASE("Keys with the same home do not disturb each other") {
  const KeyShape shape{1, 61, 0};
  std::mt19937_64 random(3);
  std::vector<Key> keys;
  for (std::uint64_t place = 0; place < 40; ++place)
    for (std::uint64_t near = 0; near < 50; ++near)
      keys.push_back({head(shape, (place << 51) + near)});
  compare_with_a_set(shape, keys);
  std::shuffle(keys.begin(), keys.end(), random);
  compare_with_a_set(shape, keys);
  std::sort(keys.rbegin(), keys.rend());
  compare_with_a_set(shape, keys);
}

TEST_CASE("The last home of a shard may overflow") {
  const KeyShape shape{1, 64, 0};
  std::vector<Key> keys;
  for (std::uint64_t i = 0; i < 60; ++i) keys.push_back({head(shape, ~i)});
  compare_with_a_set(shape, keys);
}

TEST_CASE("Different keys may have equal heads") {
  const KeyShape shape{2, 64, 4};
  std::vector<Key> keys;
  for (std::uint64_t i = 0; i < 50; ++i) keys.push_back({head(shape, 77), i});
  for (std::uint64_t i = 0; i < 50; ++i) keys.push_back({head(shape, 77), i / 2});
  compare_with_a_set(shape, keys);
}

TEST_CASE("A shard that is released is empty and can be shaped again") {
  Shard shard;
  shard.shape({1, 32, 0}, shard_bits, number);
  CHECK(insert(shard, {head({1, 32, 0}, 5)}));
  shard.release();
  CHECK(shard.size() == 0);
  CHECK(shard.bytes() == 0);
  shard.shape({1, 40, 0}, shard_bits, number);
  CHECK(insert(shard, {head({1, 40, 0}, 5)}));
  CHECK_FALSE(insert(shard, {head({1, 40, 0}, 5)}));
}

}  // namespace
}  // namespace lockstep
