// What the literature says of the progress of the classics.
#include "checker/errors/errors.hpp"
#include "checker/liveness/check_liveness.hpp"
#include "checker/liveness/fairness.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "properties/liveness.hpp"
#include "tests/catch.hpp"

#include <iterator>
#include <sstream>

namespace lockstep {
namespace {

std::vector<std::string> split(const std::string& words) {
  std::istringstream stream(words);
  return {std::istream_iterator<std::string>(stream), {}};
}

// The verdict on each goal, as declared.
std::vector<Verdict> verdicts(const std::string& protocol, const std::string& settings) {
  INFO(protocol << ' ' << settings);
  const auto model = find_protocol(catalogue(), protocol).make(parse_settings(split(settings)));
  const auto& live = dynamic_cast<const LiveModel&>(*model);
  std::vector<std::size_t> goals;
  for (std::size_t goal = 0; goal < live.goals().size(); ++goal) goals.push_back(goal);
  const auto report = check_liveness(live, goals, declared_fairness(model->shape()), {});
  std::vector<Verdict> all;
  for (const GoalReport& goal : report.goals) all.push_back(goal.verdict);
  return all;
}

Verdict verdict(const std::string& protocol, const std::string& settings, const LockGoal& goal) {
  INFO(protocol << ' ' << settings);
  const auto model = find_protocol(catalogue(), protocol).make(parse_settings(split(settings)));
  const auto& live = dynamic_cast<const LiveModel&>(*model);
  for (std::size_t i = 0; i < live.goals().size(); ++i)
    if (live.goals()[i].name == goal.name)
      return check_liveness(live, {i}, declared_fairness(model->shape()), {}).goals[0].verdict;
  throw Refused("no such goal");
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

TEST_CASE("a lease gets free after its holder crashes, and a lock without an end does not") {
  CHECK(verdict("lease", "crashes=1 pauses=0", freed_after_crash) == Verdict::holds);
  CHECK(verdict("lease", "crashes=1 pauses=0 expiry=never", freed_after_crash) ==
        Verdict::violated);
  CHECK(verdict("lease", "crashes=1 pauses=0 expiry=never", deadlock_freedom) == Verdict::violated);
}

TEST_CASE("a lock that serves in order of arrival starves nobody, and polling starves somebody") {
  CHECK(verdict("session-lock", "clients=2", starvation_freedom) == Verdict::holds);
  CHECK(verdict("row-lock", "clients=2", starvation_freedom) == Verdict::violated);
  CHECK(verdict("row-lock", "clients=2", deadlock_freedom) == Verdict::holds);
}

TEST_CASE("two clients that take an old stamp for each other's may do so forever") {
  CHECK(verdict("timestamp-lock", "clients=2", deadlock_freedom) == Verdict::violated);
}

TEST_CASE("a job is not billed when the only client that wants to bill it crashes") {
  CHECK(verdict("lease", "crashes=0 pauses=0", eventually_billed) == Verdict::holds);
  CHECK(verdict("lease", "crashes=1 pauses=0", eventually_billed) == Verdict::violated);
}

}  // namespace
}  // namespace lockstep
