#include "checker/search.hpp"

#include "checker/errors/errors.hpp"
#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"

#include <atomic>

namespace lockstep {
namespace {

#ifdef LOCKSTEP_SANITIZED
constexpr std::uint64_t base = 6;
#else
constexpr std::uint64_t base = 10;
#endif
constexpr std::uint64_t six_digits = base * base * base * base * base * base;

Report search(const Model& model, int threads, Options options = {}) {
  options.threads = threads;
  return check(model, options);
}

TEST_CASE("A million states are counted exactly at any number of threads") {
  const Toy toy = counters(6, base);
  for (const int threads : {1, 2, 8}) {
    const Report report = search(toy, threads);
    CHECK(report.states == six_digits);
    CHECK(report.transitions == 6 * six_digits);
    CHECK(report.depth == 6 * (base - 1));
    CHECK(report.exhausted());
    CHECK(report.properties.empty());
  }
}

TEST_CASE("The limit of states ends a search in the same level at any number of threads") {
  Toy toy = counters(6, base);
  toy.claim(When::always, [](std::uint64_t state) { return state == 0x11; });
  toy.claim(When::always, [](std::uint64_t state) { return state == 0x555555; });
  for (const std::uint64_t part : {100u, 5u, 2u}) {
    Options options;
    options.states_max = six_digits / part;
    const Report first = search(toy, 1, options);
    CHECK(first.states <= options.states_max);
    CHECK(first.stopped.find("states was hit") != std::string::npos);
    CHECK(first.properties[0].verdict == Verdict::violated);
    CHECK(first.properties[0].steps == 2);
    CHECK(first.properties[1].verdict == Verdict::unknown);
    CHECK_FALSE(first.properties[1].run);
    for (const int threads : {2, 8}) {
      const Report other = search(toy, threads, options);
      CHECK(other.states == first.states);
      CHECK(other.transitions == first.transitions);
      CHECK(other.depth_covered == first.depth_covered);
      CHECK(other.stopped == first.stopped);
    }
  }
}

TEST_CASE("A search of exactly as many states as allowed is exhaustive") {
  Options options;
  options.states_max = 125;
  CHECK(search(counters(3, 5), 1, options).exhausted());
  options.states_max = 124;
  CHECK_FALSE(search(counters(3, 5), 1, options).exhausted());
}

TEST_CASE("A memory limit below what the program itself needs is refused") {
  Options options;
  options.memory_max = 1 << 20;
  CHECK_THROWS_AS(search(counters(2, 2), 1, options), Refused);
}

TEST_CASE("A number of threads out of range is refused") {
  CHECK_THROWS_AS(search(counters(2, 2), -1), Refused);
  CHECK_THROWS_AS(search(counters(2, 2), 257), Refused);
}

TEST_CASE("A search without end stops at the time limit, and knows nothing") {
  Toy toy = counters(12, 15);
  toy.claim(When::always, [](std::uint64_t) { return false; });
  Options options;
  options.seconds_max = 0.25;
  const Report report = search(toy, 2, options);
  CHECK(report.stopped == "the time limit of 0.25 s was hit");
  CHECK(report.properties[0].verdict == Verdict::unknown);
}

TEST_CASE("A search that is interrupted stops, and tells so") {
  const Toy toy = counters(12, 15);
  std::atomic<bool> interrupted = false;
  Options options;
  options.interrupted = &interrupted;
  std::uint64_t states = 0;
  options.progress = [&](const Progress& progress) {
    states = progress.states;
    interrupted = true;
  };
  const Report report = search(toy, 2, options);
  CHECK(report.stopped == "it was interrupted");
  CHECK(states > 0);
}

TEST_CASE("Reductions that a model does not offer are left out") {
  CHECK(search(counters(2, 3), 1).reductions == no_reduction);
  Toy toy = counters(2, 3);
  toy.form.reductions = symmetry;
  toy.rename = [](std::uint64_t state) {
    return std::min(state, (state & 15) << 4 | state >> 4);  // the two counters are alike
  };
  const Report report = search(toy, 1);
  CHECK(report.reductions == symmetry);
  CHECK(report.states == 6);
  Options options;
  options.reductions = no_reduction;
  CHECK(search(toy, 1, options).states == 9);
}

TEST_CASE("Of all that break the contract in a level the least message is reported") {
  Toy toy = counters(5, 8);
  const auto count_up = toy.go;
  toy.go = [=](std::uint64_t state, const Toy::Emit& emit) {
    std::uint64_t sum = 0;
    for (unsigned i = 0; i < 5; ++i) sum += state >> 4 * i & 15;
    count_up(state, emit);
    if (sum >= 14) throw ContractBroken("overflow in state " + std::to_string(100000000 + state));
  };
  std::string first;
  for (const int threads : {1, 2, 3, 8}) {
    try {
      search(toy, threads);
      FAIL("the contract was broken");
    } catch (const ContractBroken& broken) {
      if (first.empty()) first = broken.what();
      CHECK(broken.what() == first);
    }
  }
  CHECK(first == "overflow in state 100000119");  // 0x00077: 14 steps, and no lesser number has
}

}  // namespace
}  // namespace lockstep
