#include "checker/machine/team.hpp"

#include "tests/catch.hpp"

#include <atomic>
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

#ifndef __SANITIZE_THREAD__  // there a team is made of plain threads
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
