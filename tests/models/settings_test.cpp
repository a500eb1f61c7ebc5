// Names and settings as people write them, and mistype them.
#include "checker/errors/errors.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "tests/catch.hpp"

namespace lockstep {
namespace {

std::string refusal(const std::string& protocol, const std::string& settings) {
  try {
    (void)find_protocol(catalogue(), protocol).make(parse_settings({settings}));
  } catch (const Refused& refused) {
    return refused.what();
  }
  return "";
}

using Catch::Matchers::Contains;

TEST_CASE("a word without = is not a setting") {
  CHECK_THROWS_AS(parse_settings({"clients"}), Refused);
  CHECK_THROWS_AS(parse_settings({"=3"}), Refused);
}

TEST_CASE("settings are the words of a line or the words of a command line") {
  const std::vector<Setting> both{{"clients", "2"}, {"votes", "one"}};
  CHECK(parse_settings({"clients=2 votes=one"}) == both);
  CHECK(parse_settings({"clients=2", " votes=one "}) == both);
  CHECK(parse_settings({""}).empty());
}

TEST_CASE("the nearest word is found when it is near") {
  CHECK(nearest("clinets", {"votes", "clients"}) == "clients");
  CHECK(nearest("petersen", {"peterson", "lamport-fast"}) == "peterson");
  CHECK(nearest("zebra", {"votes", "clients"}).empty());
}

TEST_CASE("an unknown protocol is refused, with the nearest") {
  CHECK_THAT(refusal("petersen", ""), Contains("did you mean `peterson`?"));
}

TEST_CASE("an unknown parameter is refused, with the nearest and all that are known") {
  CHECK_THAT(refusal("two-phase-commit", "cleints=3"), Contains("did you mean `clients`?"));
  CHECK_THAT(refusal("two-phase-commit", "colour=3"), Contains("clients, votes"));
}

TEST_CASE("a number out of range is refused, with the range") {
  CHECK_THAT(refusal("two-phase-commit", "clients=13"), Contains("1..12"));
  CHECK_THAT(refusal("two-phase-commit", "clients=-1"), Contains("1..12"));
  CHECK_THAT(refusal("two-phase-commit", "clients=2x"), Contains("1..12"));
  CHECK_THAT(refusal("two-phase-commit", "clients=99999999999999999999"), Contains("1..12"));
}

TEST_CASE("an unknown choice is refused, with all choices") {
  CHECK_THAT(refusal("two-phase-commit", "votes=none"), Contains("all, one"));
}

TEST_CASE("a parameter that is given twice is refused") {
  CHECK_THAT(refusal("two-phase-commit", "clients=2 clients=3"), Contains("twice"));
}

TEST_CASE("parameters that do not go together are refused") {
  CHECK_THAT(refusal("peterson", "clients=2 skip=1"), Contains("at least one level"));
}

TEST_CASE("the catalogue is in the order of names, and every default value is accepted") {
  std::string before;
  for (const auto& entry : catalogue()) {
    CHECK(before < entry->name());
    before = entry->name();
    std::vector<Setting> defaults;
    for (const Parameter& parameter : entry->parameters())
      defaults.push_back({parameter.name, parameter.default_value});
    CHECK_NOTHROW(entry->make(defaults));
  }
}

TEST_CASE("timing is asynchronous by default: a message and a pause may take any time") {
  int bounds = 0;
  for (const auto& entry : catalogue())
    for (const Parameter& parameter : entry->parameters())
      if (parameter.name == "delay" || parameter.name == "pause") {
        INFO(entry->name() << ": " << parameter.name);
        CHECK(parameter.default_value == "unbounded");
        ++bounds;
      }
  CHECK(bounds >= 7);
}

}  // namespace
}  // namespace lockstep
