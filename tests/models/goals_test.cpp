// What the literature says of the progress of the classics.
#include "checker/liveness/check_liveness.hpp"
#include "checker/liveness/fairness.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "tests/catch.hpp"

namespace lockstep {
namespace {

// The verdict on each goal, as declared.
std::vector<Verdict> verdicts(const std::string& protocol, const std::string& settings) {
  INFO(protocol << ' ' << settings);
  const auto model = find_protocol(catalogue(), protocol).make(parse_settings({settings}));
  const auto& live = dynamic_cast<const LiveModel&>(*model);
  std::vector<std::size_t> goals;
  for (std::size_t goal = 0; goal < live.goals().size(); ++goal) goals.push_back(goal);
  const auto report = check_liveness(live, goals, declared_fairness(model->shape()), {});
  std::vector<Verdict> all;
  for (const GoalReport& goal : report.goals) all.push_back(goal.verdict);
  return all;
}

const std::vector<Verdict> starves_nobody{Verdict::holds, Verdict::holds};
const std::vector<Verdict> starves_somebody{Verdict::holds, Verdict::violated};

TEST_CASE("Peterson's lock starves nobody under weak fairness") {
  CHECK(verdicts("peterson", "clients=2") == starves_nobody);
  CHECK(verdicts("peterson", "clients=3") == starves_nobody);
}

TEST_CASE("Fischer's lock has no deadlock and starves a client") {
  CHECK(verdicts("fischer", "clients=2") == starves_somebody);
  CHECK(verdicts("fischer", "clients=3") == starves_somebody);
}

TEST_CASE("Lamport's fast lock has no deadlock and starves a process") {
  CHECK(verdicts("lamport-fast", "clients=2") == starves_somebody);
}

TEST_CASE("Lamport's lock by messages starves nobody") {
  CHECK(verdicts("lamport-mutex", "clients=2") == starves_nobody);
}

TEST_CASE("two-phase commit blocks forever when its coordinator stops") {
  CHECK(verdicts("two-phase-commit", "clients=2") == std::vector{Verdict::violated});
}

}  // namespace
}  // namespace lockstep
