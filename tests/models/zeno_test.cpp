// Steps that take no time may repeat for ever, but time must not be kept from passing by them.
#include "checker/contract/zeno.hpp"

#include "checker/search.hpp"
#include "tests/catch.hpp"
#include "tests/models/lamp.hpp"

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

ZenoSearch search(const std::vector<std::string>& settings, std::uint64_t states_max = 1'000) {
  const auto model = lamp()->make(parse_settings(settings));
  return find_zeno(dynamic_cast<const TimedModel&>(*model), states_max);
}

TEST_CASE("time that can never pass again, because of steps that take none, is found and named") {
  const ZenoSearch found = search({"burns-through=false"});
  CHECK(found.finished);
  CHECK_THAT(found.found, Contains("time stands still") && Contains("\"flickers\"") &&
                              Contains("\"fuse\": \"expired\""));
}

TEST_CASE("steps that take no time may repeat for ever when time may pass as well") {
  CHECK(search({}).finished);
  CHECK(search({}).found.empty());
}

TEST_CASE("what is overdue for ever keeps time from passing though no timer runs") {
  CHECK_THAT(search({"burns-through=false", "late=0"}).found, Contains("time stands still"));
}

TEST_CASE("where no time is left to pass, steps may repeat for ever") {
  CHECK(search({"late=0"}).found.empty());
}

TEST_CASE("a fault that would let time pass does not count") {
  CHECK_THAT(search({"burns-through=false", "mended=true"}).found, Contains("time stands still"));
}

TEST_CASE("a search for time that stands still says when it was not finished") {
  const ZenoSearch given_up = search({"burns-through=false"}, 3);
  CHECK_FALSE(given_up.finished);
  CHECK(given_up.found.empty());
}

}  // namespace
}  // namespace lockstep
