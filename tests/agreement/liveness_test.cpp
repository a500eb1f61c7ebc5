// Goals judged by the search and by trying every lasso. The two share no code but the model.
#include "checker/liveness/check_liveness.hpp"
#include "checker/liveness/fairness.hpp"
#include "checker/liveness/replay.hpp"
#include "tests/agreement/random_live.hpp"
#include "tests/catch.hpp"
#include "tests/oracle/lassos.hpp"

#include <algorithm>

using namespace lockstep;

namespace {

constexpr std::uint64_t seeds = 10'000;
constexpr std::size_t short_loop = 7;  // steps; all walks that are shorter are tried

struct Tally {
  std::size_t held = 0;
  std::size_t stopped = 0;
  std::size_t went_round = 0;
  std::size_t were_not_judged = 0;
};

// The party whom a shortest run keeps waiting is one of those for whom some run does.
std::optional<std::size_t> shortest_stem(const AllLassos& all, std::size_t goal) {
  const auto one = all.shortest_stem(goal, 0);
  const auto two = all.shortest_stem(goal, 1);
  if (one && two) return std::min(*one, *two);
  return one ? one : two;
}

void compare(const LiveModel& model, Tally& tally) {
  const auto fairness = declared_fairness(model.shape());
  const AllLassos all(model, fairness);
  const LivenessReport report = check_liveness(model, {0, 1, 2, 3}, fairness, {});
  for (const GoalReport& found : report.goals) {
    INFO("goal " << found.goal);
    if (found.verdict == Verdict::violated) {
      const auto stem = all.shortest_stem(found.goal, found.party);
      REQUIRE(stem.has_value());
      REQUIRE(*found.run.loop_from == *stem);
      const std::size_t loop = found.run.steps() - *stem;
      ++(loop == 0 ? tally.stopped : tally.went_round);
      if (loop <= short_loop) REQUIRE(!all.has_shorter_loop(found.goal, found.party, found.run));
    } else {
      REQUIRE(!shortest_stem(all, found.goal).has_value());
      ++(found.verdict == Verdict::holds ? tally.held : tally.were_not_judged);
    }
  }
}

}  // namespace

TEST_CASE("goals of random graphs have the verdicts and stems that all their lassos give them") {
  Tally tally;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    INFO("seed " << seed);
    compare(*random_live(seed), tally);
  }
  CHECK(tally.held > seeds / 10);
  CHECK(tally.stopped > seeds / 10);
  CHECK(tally.went_round > seeds / 10);
  CHECK(tally.were_not_judged > 0);
}

// What holds without an action's fairness is judged on the graph that is there already; here the
// model is explored again.
TEST_CASE("leaving an action unforced gives what a search without its fairness finds") {
  std::size_t violated = 0;
  std::size_t held = 0;
  for (std::uint64_t seed = 0; seed < seeds / 5; ++seed) {
    INFO("seed " << seed);
    const auto model = random_live(seed);
    const auto fairness = declared_fairness(model->shape());
    const LivenessReport report = check_liveness(*model, {0, 1, 2, 3}, fairness, {}, 1'000);
    for (const WithoutFairness& line : report.without) {
      std::vector<Fairness> weaker = fairness;
      for (std::size_t i = 0; i < weaker.size(); ++i)
        if (model->shape().actions[i].name == line.action) weaker[i] = Fairness::none;
      REQUIRE(weaker != fairness);
      const LivenessReport again = check_liveness(*model, {0, 1, 2, 3}, weaker, {});
      for (const GoalReport& goal : report.goals) {
        if (goal.verdict != Verdict::holds) continue;
        const auto found = std::find_if(line.violated.begin(), line.violated.end(),
                                        [&](const auto& one) { return one.goal == goal.goal; });
        const GoalReport& expected = again.goals[goal.goal];
        REQUIRE((found != line.violated.end()) == (expected.verdict == Verdict::violated));
        if (found == line.violated.end()) {
          ++held;
          continue;
        }
        ++violated;
        REQUIRE(found->party == expected.party);
        REQUIRE(found->run.moves == expected.run.moves);
        REQUIRE(found->run.loop_from == expected.run.loop_from);
        REQUIRE(found->why == expected.why);
      }
    }
  }
  CHECK(violated > seeds / 100);
  CHECK(held > seeds / 100);
}
