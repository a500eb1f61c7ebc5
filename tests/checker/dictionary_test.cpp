#include "checker/store/dictionary.hpp"

#include "checker/machine/team.hpp"
#include "tests/catch.hpp"

#include <random>
#include <set>
#include <vector>

namespace lockstep {
namespace {

// Values of which many lie side by side, and some are all ones or zero.
std::vector<std::uint64_t> some_values(std::size_t count) {
  std::mt19937_64 random(count);
  std::vector<std::uint64_t> values = {0, ~std::uint64_t{0}, 1};
  while (values.size() < count) values.push_back(values.size() % 2 ? random() : values.back() + 1);
  return values;
}

TEST_CASE("A value keeps its number, and different values have different numbers") {
  Dictionary dictionary(10);
  std::set<std::uint64_t> numbers;
  const auto values = some_values(500);
  for (const std::uint64_t value : values) {
    const auto number = dictionary.number(value);
    REQUIRE(number);
    numbers.insert(*number);
  }
  const std::set<std::uint64_t> different(values.begin(), values.end());
  CHECK(numbers.size() == different.size());
  CHECK(dictionary.size() == different.size());
  for (const std::uint64_t value : values) {
    CHECK(dictionary.value(*dictionary.number(value)) == value);
    CHECK(*dictionary.number(value) < dictionary.size());
  }
}

TEST_CASE("A full dictionary says so and loses nothing") {
  Dictionary dictionary(8);
  std::vector<std::uint64_t> in;
  std::size_t refused = 0;
  for (const std::uint64_t value : some_values(600))
    if (dictionary.number(value))
      in.push_back(value);
    else
      ++refused;
  CHECK(refused > 0);
  CHECK(dictionary.crowded());
  for (const std::uint64_t value : in) CHECK(dictionary.value(*dictionary.number(value)) == value);
}

TEST_CASE("A larger dictionary has the same numbers, and room") {
  Dictionary dictionary(8);
  std::vector<std::uint64_t> in;
  for (const std::uint64_t value : some_values(200))
    if (dictionary.number(value)) in.push_back(value);
  REQUIRE(dictionary.crowded());
  const auto larger = dictionary.grown();
  CHECK_FALSE(larger->crowded());
  for (const std::uint64_t value : in) CHECK(larger->number(value) == dictionary.number(value));
  CHECK(larger->size() == dictionary.size());
}

TEST_CASE("A translated dictionary has the same numbers for other values") {
  Dictionary dictionary(10);
  for (const std::uint64_t value : some_values(300)) dictionary.number(value >> 1);
  const auto other = dictionary.translated([](std::uint64_t value) { return 2 * value + 1; });
  for (const std::uint64_t value : some_values(300))
    CHECK(other->number(2 * (value >> 1) + 1) == dictionary.number(value >> 1));
}

TEST_CASE("Threads that add the same values at the same time agree on their numbers") {
  const auto values = some_values(3000);
  for (const int threads : {2, 8}) {
    Dictionary dictionary(13);
    Team team(threads);
    std::vector<std::vector<std::uint64_t>> numbers(static_cast<std::size_t>(threads));
    team.run([&](int worker) {
      for (const std::uint64_t value : values)
        numbers[static_cast<std::size_t>(worker)].push_back(dictionary.number(value).value());
    });
    for (const auto& one : numbers) CHECK(one == numbers[0]);
    const auto larger = dictionary.grown();
    for (std::size_t i = 0; i < values.size(); ++i)
      CHECK(larger->number(values[i]) == numbers[0][i]);
  }
}

}  // namespace
}  // namespace lockstep
