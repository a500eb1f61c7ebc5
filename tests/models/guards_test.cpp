// What an action that is not possible answers when it is asked why.
#include "checker/model/narrator.hpp"
#include "checker/model/walk.hpp"
#include "models/kit/protocol/guarded_model.hpp"
#include "tests/catch.hpp"
#include "tests/models/hotel.hpp"

#include <algorithm>
#include <string>

namespace lockstep {
namespace {

struct Hotels {
  std::unique_ptr<CatalogueEntry> entry = lockstep::hotel();
  std::unique_ptr<Model> model = entry->make({});
  StateBytes state = start_states(*model).at(0);

  // Takes the step with this label.
  void go(const std::string& label) {
    for (const Successor& step : successors(*model, state)) {
      if (model->narrator().label(step.move, state.data()) != label) continue;
      state = step.state;
      return;
    }
    FAIL("no step " << label);
  }

  std::vector<Forbidden> forbidden(std::uint16_t action) const {
    return dynamic_cast<const GuardedModel&>(*model).forbidden(action, state.data());
  }
};

TEST_CASE("a guard that failed is named with its text, its file and its line") {
  Hotels h;
  h.go("guest 1 takes the key");
  const auto refusals = h.forbidden(0);
  REQUIRE(refusals.size() == 2);
  REQUIRE(refusals[1].guard != nullptr);
  CHECK(refusals[1].move.argument == 1);
  CHECK(refusals[1].guard->text == std::string("!s.key"));
  CHECK(std::string(refusals[1].guard->file).ends_with("hotel.cpp"));
  CHECK(refusals[1].guard->line > 20);
}

TEST_CASE("only the arguments with which an action is not possible are forbidden") {
  Hotels h;
  CHECK(h.forbidden(0).empty());
  h.go("guest 1 takes the key");
  REQUIRE(h.forbidden(1).size() == 1);
  CHECK(h.forbidden(1)[0].move.argument == 1);
  CHECK(h.forbidden(1)[0].guard->text == std::string("s.key == g"));
}

TEST_CASE("a change that is undone names the condition that undid it") {
  Hotels h;
  h.go("guest 1 takes the key");
  h.go("guest 1 posts a letter");
  REQUIRE(h.forbidden(1).size() == 2);
  CHECK(h.forbidden(1)[0].guard->text == std::string("s.stamps < 2"));
}

TEST_CASE("an action with nothing to take it with is forbidden nothing") {
  Hotels h;
  CHECK(h.forbidden(2).empty());
}

TEST_CASE("to ask why an action is not possible changes no state") {
  Hotels h;
  h.go("guest 1 takes the key");
  const StateBytes before = h.state;
  for (std::uint16_t action = 0; action < 3; ++action) (void)h.forbidden(action);
  CHECK(h.state == before);
}

}  // namespace
}  // namespace lockstep
