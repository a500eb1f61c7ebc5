#include "checker/model/walk.hpp"

#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"

namespace lockstep {
namespace {

TEST_CASE("a model that is walked by hand offers its steps in its own order") {
  const Toy toy = counters(2, 3);
  const auto starts = start_states(toy);
  REQUIRE(starts.size() == 1);
  const auto steps = successors(toy, starts[0]);
  REQUIRE(steps.size() == 2);
  CHECK(steps[0].move == Move{0, 0});
  CHECK(Toy::number(steps[0].state.data()) == 0x01);
  CHECK(Toy::number(steps[1].state.data()) == 0x10);
}

TEST_CASE("a state with no step but faults is an end") {
  Toy toy;
  toy.form.actions = {{"step", false}, {"fault", true}};
  CHECK(is_end(toy.form, {}));
  CHECK(is_end(toy.form, {{{1, 0}, StateBytes(8)}}));
  CHECK_FALSE(is_end(toy.form, {{{1, 0}, StateBytes(8)}, {{0, 0}, StateBytes(8)}}));
}

}  // namespace
}  // namespace lockstep
