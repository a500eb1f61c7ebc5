#include "checker/engine/outbox.hpp"

#include "tests/catch.hpp"

#include <algorithm>
#include <random>
#include <vector>

namespace lockstep {
namespace {

using Records = std::vector<std::vector<std::uint64_t>>;

Records of_shard(const Outbox& box, std::size_t shard, std::size_t words) {
  std::vector<std::uint64_t> copy(box.records_for(shard) * words);
  CHECK(box.copy(shard, copy.data()) == copy.data() + copy.size());
  Records all;
  for (auto record = copy.begin(); record != copy.end(); record += static_cast<long>(words))
    all.emplace_back(record, record + static_cast<long>(words));
  return all;
}

TEST_CASE("An outbox gives every shard what was meant for it, however its pages move") {
  std::mt19937_64 random(1);
  Outbox box;
  for (const std::size_t words : {1u, 2u, 5u}) {
    constexpr std::size_t shards = 7;
    box.reset(shards, words);
    std::vector<Records> expected(shards);
    for (int i = 0; i < 20000; ++i) {
      std::vector<std::uint64_t> record(words);
      for (auto& word : record) word = random();
      const std::size_t shard = random() % 10 < 5 ? 3 : random() % (shards - 1);  // 6 gets none
      box.add(shard, record.data());
      expected[shard].push_back(record);
    }
    CHECK(box.records() >= 20000);
    CHECK(box.bytes() >= 20000 * words * 8);
    for (std::size_t shard = 0; shard < shards; ++shard) {
      Records got = of_shard(box, shard, words);
      std::sort(got.begin(), got.end());
      std::sort(expected[shard].begin(), expected[shard].end());
      CHECK(got == expected[shard]);
    }
  }
}

TEST_CASE("An outbox that is reset is empty") {
  Outbox box;
  const std::uint64_t record = 5;
  box.reset(2, 1);
  CHECK(box.empty());
  box.add(1, &record);
  CHECK_FALSE(box.empty());
  box.reset(4, 1);
  CHECK(box.empty());
  for (std::size_t shard = 0; shard < 4; ++shard) CHECK(of_shard(box, shard, 1).empty());
}

}  // namespace
}  // namespace lockstep
