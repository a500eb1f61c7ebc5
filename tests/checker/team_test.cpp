#include "checker/machine/team.hpp"

#include "checker/machine/shares.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <atomic>
#include <set>
#include <stdexcept>
#include <vector>

namespace lockstep {
namespace {

TEST_CASE("Each worker of a team is called once") {
  for (const int size : {1, 2, 3, 16}) {
    Team team(size);
    CHECK(team.size() == size);
    for (int round = 0; round < 20; ++round) {
      std::vector<std::atomic<int>> calls(static_cast<std::size_t>(size));
      team.run([&](int worker) { ++calls[static_cast<std::size_t>(worker)]; });
      for (const auto& count : calls) CHECK(count == 1);
    }
  }
}

TEST_CASE("Each item that a team shares is handed out once") {
  for (const int size : {1, 2, 7}) {
    Team team(size);
    std::vector<std::atomic<int>> calls(1000);
    std::atomic<bool> strange = false;
    team.share(calls.size(), [&](int worker, std::size_t item) {
      if (worker < 0 || worker >= size) strange = true;
      ++calls[item];
    });
    CHECK_FALSE(strange);
    CHECK(std::all_of(calls.begin(), calls.end(), [](const auto& count) { return count == 1; }));
    team.share(0, [](int, std::size_t) { FAIL("there is nothing to share"); });
  }
}

TEST_CASE("A worker takes all of its own share before it helps another one") {
  Shares shares(std::vector<std::size_t>{3, 3, 5});
  const auto taken_by = [&](std::size_t worker) { return shares.take(worker).value_or(99); };
  CHECK(taken_by(2) == 3);
  CHECK(taken_by(0) == 0);
  CHECK(taken_by(2) == 4);
  CHECK(taken_by(2) == 1);
  CHECK_FALSE(shares.empty());
  CHECK(taken_by(1) == 2);
  CHECK(shares.empty());
  for (const std::size_t worker : {0u, 1u, 2u}) CHECK(taken_by(worker) == 99);
  CHECK(shares.empty());
}

TEST_CASE("What is left of shares is distinguished from what was taken since") {
  Shares shares(10, 3);
  const auto left = [&] {
    std::set<std::size_t> items;
    shares.for_each_left([&](std::size_t item) { items.insert(item); });
    return items;
  };
  const auto settled = [&] {
    std::set<std::size_t> items;
    shares.settle([&](std::size_t item) { items.insert(item); });
    return items;
  };
  CHECK(left().size() == 10);
  CHECK(settled().empty());
  std::set<std::size_t> taken{*shares.take(0), *shares.take(2), *shares.take(2)};
  CHECK(settled() == taken);
  CHECK(settled().empty());
  for (std::size_t i = taken.size(); i < 10; ++i) {
    CHECK(left().size() == 10 - i);
    const std::size_t item = *shares.take(1);
    CHECK(left().count(item) == 0);
    CHECK(settled() == std::set<std::size_t>{item});
    taken.insert(item);
  }
  CHECK(taken.size() == 10);
  CHECK_FALSE(shares.take(1));
  CHECK(Shares().empty());
}

#ifndef LOCKSTEP_SANITIZED_THREADS  // there a team is made of plain threads
TEST_CASE("An exception of a worker reaches the caller") {
  for (const int size : {1, 2, 5}) {
    Team team(size);
    CHECK_THROWS_AS(team.run([&](int worker) {
      if (worker == size - 1) throw std::bad_alloc();
    }),
                    std::bad_alloc);
    int calls = 0;
    team.run([&](int worker) { calls += worker == 0; });
    CHECK(calls == 1);
  }
}
#endif

}  // namespace
}  // namespace lockstep
