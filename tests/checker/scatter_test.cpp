#include "checker/store/scatter.hpp"

#include "tests/catch.hpp"

#include <random>
#include <set>
#include <vector>

namespace lockstep {
namespace {

TEST_CASE("A scattered key of any length comes back") {
  std::mt19937_64 random(1);
  for (unsigned bits = 24; bits <= 64; ++bits) {
    const Scatter scatter(bits);
    const std::uint64_t mask = bits == 64 ? ~0ull : (1ull << bits) - 1;
    for (int i = 0; i < 200; ++i) {
      const std::uint64_t key = random() & mask;
      std::uint64_t word = key;
      scatter.apply(&word, 1);
      CHECK((word & ~mask) == 0);
      scatter.undo(&word, 1);
      CHECK(word == key);
    }
  }
}

TEST_CASE("A scattered key of several words comes back, and only its first word changes") {
  std::mt19937_64 random(2);
  const Scatter scatter;
  for (std::size_t words = 2; words <= 5; ++words)
    for (int i = 0; i < 200; ++i) {
      std::vector<std::uint64_t> key(words);
      for (auto& word : key) word = random();
      auto scattered = key;
      scatter.apply(scattered.data(), words);
      CHECK(std::equal(key.begin() + 1, key.end(), scattered.begin() + 1));
      scatter.undo(scattered.data(), words);
      CHECK(scattered == key);
    }
}

TEST_CASE("The first word of a scattered key depends on every word") {
  const Scatter scatter;
  std::set<std::uint64_t> heads;
  for (std::size_t word = 0; word < 4; ++word)
    for (unsigned bit = 0; bit < 64; ++bit) {
      std::uint64_t key[4] = {};
      key[word] = 1ull << bit;
      scatter.apply(key, 4);
      heads.insert(key[0]);
    }
  CHECK(heads.size() == 256);
}

TEST_CASE("Neighbouring keys are spread evenly over the shards") {
  for (const unsigned bits : {24u, 37u, 64u}) {
    const Scatter scatter(bits);
    std::vector<int> shard(16);
    for (std::uint64_t key = 0; key < 16000; ++key) {
      std::uint64_t word = key;
      scatter.apply(&word, 1);
      ++shard[word >> (bits - 4)];
    }
    for (const int keys : shard) {
      CHECK(keys > 700);
      CHECK(keys < 1300);
    }
  }
}

}  // namespace
}  // namespace lockstep
