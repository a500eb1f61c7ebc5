// Published verdicts and counts of small protocols.
#include "tests/models/textbook.hpp"

#include "checker/liveness/check_liveness.hpp"
#include "checker/liveness/fairness.hpp"
#include "checker/search.hpp"
#include "tests/catch.hpp"

namespace lockstep {
namespace {

LivenessReport judged(const CatalogueEntry& entry, const std::string& setting,
                      Fairness fair = Fairness::weak) {
  const auto model = entry.make(
      parse_settings(setting.empty() ? std::vector<std::string>() : std::vector{setting}));
  const auto& live = dynamic_cast<const LiveModel&>(*model);
  std::vector<std::size_t> goals;
  for (std::size_t goal = 0; goal < live.goals().size(); ++goal) goals.push_back(goal);
  std::vector<Fairness> fairness = declared_fairness(model->shape());
  for (Fairness& one : fairness)
    if (one == Fairness::weak) one = fair;
  return check_liveness(live, goals, fairness, {});
}

bool stops(const GoalReport& goal) { return goal.run.loop_from == goal.run.steps(); }

TEST_CASE("five philosophers who take their left fork first come to a deadlock") {
  const LivenessReport report = judged(*philosophers(), "first=left");
  CHECK(report.goals[0].verdict == Verdict::violated);
  CHECK(stops(report.goals[0]));
  CHECK(report.goals[0].run.steps() == 5);
}

TEST_CASE("with one right-handed philosopher somebody always eats") {
  const LivenessReport weak = judged(*philosophers(), "first=one-right");
  CHECK(weak.goals[0].verdict == Verdict::holds);
  CHECK(weak.goals[1].verdict == Verdict::violated);
  const LivenessReport strong = judged(*philosophers(), "first=one-right", Fairness::strong);
  CHECK(strong.goals[1].verdict == Verdict::holds);
}

TEST_CASE("philosophers who hand on dirty forks have the states of tlaplus/Examples") {
  const auto entry = hygienic_philosophers();
  const Report report = check(*entry->make({}), {});
  CHECK(report.states == 67);
  CHECK(report.transitions + 1 == 336);
  CHECK(judged(*entry, "").goals[0].verdict == Verdict::holds);
}

TEST_CASE("readers and writers in one queue have the states of tlaplus/Examples") {
  const auto entry = readers_and_writers();
  Options options;
  options.reductions = no_reduction;
  const Report report = check(*entry->make({}), options);
  CHECK(report.states == 21'527);
  CHECK(report.transitions + 1 == 59'674);
  for (const GoalReport& goal : judged(*entry, "").goals) CHECK(goal.verdict == Verdict::holds);
}

TEST_CASE("a spinlock starves somebody under weak fairness and nobody under strong") {
  const LivenessReport weak = judged(*spinlock(), "");
  CHECK(weak.goals[0].verdict == Verdict::holds);
  CHECK(weak.goals[1].verdict == Verdict::violated);
  CHECK(!stops(weak.goals[1]));
  CHECK(judged(*spinlock(), "", Fairness::strong).goals[1].verdict == Verdict::holds);
}

TEST_CASE("two locks in opposite order are a deadlock, and a livelock when they have an end") {
  const LivenessReport deadlock = judged(*opposite_order(), "ttl=0");
  CHECK(deadlock.goals[0].verdict == Verdict::violated);
  CHECK(stops(deadlock.goals[0]));
  const LivenessReport livelock = judged(*opposite_order(), "ttl=2");
  CHECK(livelock.goals[0].verdict == Verdict::violated);
  CHECK(!stops(livelock.goals[0]));
}

}  // namespace
}  // namespace lockstep
