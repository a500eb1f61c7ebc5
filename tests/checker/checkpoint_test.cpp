#include "checker/machine/checkpoint.hpp"

#include "checker/engine/explorer.hpp"
#include "checker/errors/errors.hpp"
#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"
#include "tests/checker/wide.hpp"

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <unistd.h>

namespace lockstep {
namespace {

// A path for a file that is gone when the test is.
struct Place {
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               ("lockstep-test-" + std::to_string(::getpid()) + ".checkpoint");
  ~Place() { std::filesystem::remove(path); }
};

// Levels of more than one round, and two properties that are broken.
Toy large() {
  Toy toy = counters(5, 10);
  toy.claim(When::always, [](std::uint64_t state) { return state == 0x99999; });
  toy.claim(When::always, [](std::uint64_t state) { return state == 0x12345; });
  return toy;
}

void save(const Explorer& explorer, const Place& place) {
  CheckpointWriter writer(place.path);
  explorer.save(writer);
  writer.finish();
}

std::string bytes_of(const Place& place) {
  std::ostringstream text;
  text << std::ifstream(place.path, std::ios::binary).rdbuf();
  return text.str();
}

std::string refusal(const Place& place) {
  try {
    CheckpointReader reader(place.path);
  } catch (const Refused& refused) {
    return refused.what();
  }
  return "accepted";
}

// Explores until `stop` is asked for the `turn`-th time, and goes on from a file.
void go_on_after(const Model& model, std::size_t turn, const Place& place) {
  Team team(2);
  std::size_t asked = 0;
  {
    Explorer explorer(model, team, no_reduction);
    const auto stop = [&] {
      if (++asked == turn) save(explorer, place);
      return asked == turn;
    };
    while (!explorer.finished() && explorer.expand_level(stop)) continue;
    if (explorer.finished()) save(explorer, place);
  }
  CheckpointReader reader(place.path);
  Explorer explorer(model, team, no_reduction, reader);
  while (!explorer.finished()) explorer.expand_level([] { return false; });
  CHECK(explorer.states() == 100000);
  CHECK(explorer.transitions() == 500000);
  CHECK(explorer.level() == 46);
  CHECK(explorer.broken_at()[0] == std::optional<std::uint64_t>(45));
  CHECK(explorer.broken_at()[1] == std::optional<std::uint64_t>(15));
}

TEST_CASE("A search goes on from a checkpoint, whenever that was made") {
  const Toy toy = large();
  const Place place;
  for (const std::size_t turn : {1u, 2u, 3u, 46u, 1000u}) go_on_after(toy, turn, place);
}

TEST_CASE("A search of states that are folded goes on from a checkpoint, whenever that was made") {
  const Toy toy = large();
  const Wide wide(toy);
  const Place place;
  for (const std::size_t turn : {1u, 20u, 46u}) go_on_after(wide, turn, place);
}

TEST_CASE("A checkpoint of another protocol is refused") {
  const Toy toy = counters(3, 3);
  const Place place;
  Team team(1);
  save(Explorer(toy, team, no_reduction), place);
  Toy other = counters(3, 3);
  other.form.lanes.push_back("another");
  CheckpointReader reader(place.path);
  CHECK_THROWS_AS(Explorer(other, team, no_reduction, reader), Refused);
}

TEST_CASE("A checkpoint that is cut off or changed is refused") {
  const Toy toy = counters(3, 3);
  const Place place;
  Team team(1);
  save(Explorer(toy, team, no_reduction), place);
  {
    std::fstream file(place.path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(30);
    file.put('\x55');
  }
  CHECK_THROWS_AS(CheckpointReader(place.path), Refused);
  save(Explorer(toy, team, no_reduction), place);
  std::filesystem::resize_file(place.path, std::filesystem::file_size(place.path) - 1);
  CHECK_THROWS_AS(CheckpointReader(place.path), Refused);
  std::filesystem::resize_file(place.path, 0);
  CHECK_THROWS_AS(CheckpointReader(place.path), Refused);
  std::filesystem::remove(place.path);
  CHECK_THROWS_AS(CheckpointReader(place.path), Refused);
}

TEST_CASE("A checkpoint that was changed anywhere is refused with one sentence") {
  const Toy toy = counters(3, 3);
  const Place place;
  Team team(1);
  save(Explorer(toy, team, no_reduction), place);
  const std::string whole = bytes_of(place);
  std::mt19937 random(20);
  for (int i = 0; i < 3000; ++i) {
    std::string other = whole;
    const std::size_t at = random() % whole.size(), length = 1 + random() % 16;
    switch (random() % 3) {
      case 0: other[at] = static_cast<char>(other[at] ^ (1 << random() % 8)); break;
      case 1: other.erase(at, length); break;
      default: other.insert(at, whole.substr(random() % whole.size(), length));
    }
    std::ofstream(place.path, std::ios::binary) << other;
    const std::string sentence = refusal(place);
    CHECK(sentence.starts_with("the checkpoint "));
    CHECK(sentence.find('\n') == std::string::npos);
  }
}

TEST_CASE("A checkpoint with a list that is longer than the file is refused") {
  const Place place;
  CheckpointWriter writer(place.path);
  writer.put(~std::uint64_t{0});
  writer.finish();
  CheckpointReader reader(place.path);
  CHECK_THROWS_AS(reader.get_all<std::uint64_t>(), Refused);
}

TEST_CASE("A checkpoint that ends too early is refused") {
  const Place place;
  CheckpointWriter writer(place.path);
  writer.put(7);
  writer.finish();
  CheckpointReader reader(place.path);
  CHECK(reader.get<int>() == 7);
  CHECK_THROWS_AS(reader.get<int>(), Refused);
}

TEST_CASE("A checkpoint that is not finished leaves the one before in its place") {
  const Toy toy = counters(3, 3);
  const Place place;
  Team team(1);
  save(Explorer(toy, team, no_reduction), place);
  {
    CheckpointWriter writer(place.path);
    writer.put(7);
  }
  CHECK_NOTHROW(CheckpointReader(place.path));
}

}  // namespace
}  // namespace lockstep
