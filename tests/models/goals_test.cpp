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

// `stops` is an action that may be put off forever.
Verdict verdict(const std::string& protocol, const std::string& settings, const LockGoal& goal,
                const std::string& stops = "") {
  INFO(protocol << ' ' << settings);
  const auto model = find_protocol(catalogue(), protocol).make(parse_settings(split(settings)));
  const auto& live = dynamic_cast<const LiveModel&>(*model);
  std::vector<Fairness> fairness = declared_fairness(model->shape());
  for (std::size_t i = 0; i < fairness.size(); ++i)
    if (model->shape().actions[i].name == stops) fairness[i] = Fairness::none;
  for (std::size_t i = 0; i < live.goals().size(); ++i)
    if (live.goals()[i].name == goal.name)
      return check_liveness(live, {i}, fairness, {}).goals[0].verdict;
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

TEST_CASE("a client that is cut off forever keeps a lock without an end from the others") {
  const std::string cut = "delay=0 pauses=0 cuts=1 across-cut=dropped";
  const std::string ends = "is connected again";
  CHECK(verdict("lease", cut, others_go_on, ends) == Verdict::holds);
  CHECK(verdict("lease", cut + " expiry=never", others_go_on, ends) == Verdict::violated);
  CHECK(verdict("lease", "delay=0 pauses=0", others_go_on, ends) == Verdict::not_judged);
}

// Case R1 of practice: whoever renews a key without looking whose it is keeps that of a client that
// has crashed.
TEST_CASE("a renewal that does not ask whose the lease is keeps that of a crashed client forever") {
  const std::string leads =
      "delay=0 pauses=0 cuts=1 crashes=1 ttl=2 renew=1 workload=lead job=1 renewal=";
  CHECK(verdict("lease", leads + "unchecked", freed_after_crash) == Verdict::violated);
  CHECK(verdict("lease", leads + "owner", freed_after_crash) == Verdict::holds);
}

// Case R4: the agent goes on renewing for a client that hangs.
TEST_CASE("an agent that renews for a client that hangs starves the others") {
  const std::string hangs = "delay=0 pauses=1 ttl=2 renewal=owner renew=1 job=1 renewed-by=";
  CHECK(verdict("lease", hangs + "agent", starvation_freedom, "resumes") == Verdict::violated);
  CHECK(verdict("lease", hangs + "worker", starvation_freedom, "resumes") == Verdict::holds);
}

}  // namespace
}  // namespace lockstep
