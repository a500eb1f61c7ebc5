// Steps that take no time may repeat forever, but time must not be kept from passing by them.
#include "checker/contract/zeno.hpp"

#include "checker/contract/promises.hpp"
#include "checker/search.hpp"
#include "models/kit/kit.hpp"
#include "models/kit/protocol/time.hpp"
#include "tests/catch.hpp"
#include "tests/models/lamp.hpp"

#include <algorithm>
#include <cstring>

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
  CHECK_THAT(found.found, Contains("time stands still") && Contains("\"flickers\""));
  CHECK_THAT(found.state, Contains("\"fuse\": \"expired\""));
}

TEST_CASE("steps that take no time may repeat forever when time may pass as well") {
  CHECK(search({}).finished);
  CHECK(search({}).found.empty());
}

TEST_CASE("what is overdue forever keeps time from passing though no timer runs") {
  CHECK_THAT(search({"burns-through=false", "late=0"}).found, Contains("time stands still"));
}

TEST_CASE("where no time is left to pass, steps may repeat forever") {
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

bool is_among(const std::vector<Taken>& steps, std::pair<Move, const std::byte*> step,
              std::size_t width) {
  return std::any_of(steps.begin(), steps.end(), [&](const Taken& one) {
    return one.move == step.first && std::memcmp(one.bytes(), step.second, width) == 0;
  });
}

TEST_CASE("a run that leads to where time stands still is a run of the model") {
  const auto model = lamp()->make(parse_settings({"burns-through=false"}));
  const ZenoSearch found = find_zeno(dynamic_cast<const TimedModel&>(*model), 1'000);
  REQUIRE(found.run);
  CHECK(found.run->steps() == 2);  // it is lit, and a tick passes
  const auto at = [&](std::size_t i) { return found.run->states[i].data(); };
  CHECK(is_among(starts_of(*model), {{}, at(0)}, model->shape().width));
  for (std::size_t i = 0; i < found.run->steps(); ++i)
    CHECK(
        is_among(steps_of(*model, at(i)), {found.run->moves[i], at(i + 1)}, model->shape().width));
}

TEST_CASE("a search for time that stands still may be given up") {
  const auto model = lamp()->make(parse_settings({"burns-through=false"}));
  const auto at_once = [] { return true; };
  CHECK_FALSE(find_zeno(dynamic_cast<const TimedModel&>(*model), 1'000, at_once).finished);
}

// A clock that strikes, is wound up again, and hums.
struct Params {};
BOOST_DESCRIBE_STRUCT(Params, (), ())
struct Clock {
  Timer strikes;
  bool hums;
};
BOOST_DESCRIBE_STRUCT(Clock, (), (strikes, hums))

Clock wound(const Params&) {
  Clock clock{};
  clock.strikes.start(2);
  return clock;
}
Step the_hand_moves(const Params&, Clock& clock) {
  if (!time_may_pass(clock)) return Step::disabled;
  tick(clock);
  return taken;
}
Step stands_still(const Params&, Clock&) { return Step::disabled; }
Step is_wound_up(const Params&, Clock& clock) {
  if (!clock.strikes.expired()) return Step::disabled;
  clock.strikes.start(2);
  return taken;
}
Step hums(const Params&, Clock& clock) {
  clock.hums = !clock.hums;
  return taken;
}

template <bool told>
void build(Protocol<Params, Clock>& m) {
  m.lane("hand");
  m.lane("time");
  m.start<wound>();
  auto moves = m.action<the_hand_moves>("the hand moves");
  if (told) moves.lets_time_pass();
  moves.lane("hand");
  m.action<stands_still>("stands still").lets_time_pass();
  m.action<is_wound_up>("is wound up").lane("hand");
  m.action<hums>("hums").lane("time");
}

std::string standing_still(std::unique_ptr<CatalogueEntry> clock) {
  const auto model = clock->make({});
  return find_zeno(dynamic_cast<const TimedModel&>(*model), 1'000).found;
}

TEST_CASE("the model says which action lets time pass, for any name of the lane") {
  CHECK(standing_still(entry<Params, Clock>("clock", "strikes", "none", build<true>)).empty());
  CHECK_THAT(standing_still(entry<Params, Clock>("clock", "strikes", "none", build<false>)),
             Contains("\"the hand moves\"") && Contains("\"hums\""));
}

}  // namespace
}  // namespace lockstep
