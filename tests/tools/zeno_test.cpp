// Time that stands still, as `lockstep check` finds it: an error of the model, and no verdict.
#include "checker/errors/errors.hpp"
#include "models/kit/kit.hpp"
#include "tests/catch.hpp"
#include "tests/tools/program.hpp"
#include "tools/commands/check.hpp"
#include "tools/questions/check.hpp"

#include <nlohmann/json.hpp>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

// Somebody walks about, gets on a treadmill that is to stop at some time, and walks on it.
struct Params {
  bool stops = false;
  int far = 1;  // the places are as many, squared
};
BOOST_DESCRIBE_STRUCT(Params, (), (stops, far))

struct Treadmill {
  Count<200> east;
  Count<200> north;
  Timer until;
  bool left_foot;
};
BOOST_DESCRIBE_STRUCT(Treadmill, (), (east, north, until, left_foot))

Treadmill start(const Params&) { return {}; }

Step goes_east(const Params& p, Treadmill& s) {
  if (!(s.until.stopped() && s.east < p.far)) return Step::disabled;
  ++s.east;
  return taken;
}
Step goes_north(const Params& p, Treadmill& s) {
  if (!(s.until.stopped() && s.north < p.far)) return Step::disabled;
  ++s.north;
  return taken;
}
Step gets_on(const Params&, Treadmill& s) {
  if (!(s.until.stopped() && s.east == 0 && s.north == 0)) return Step::disabled;
  s.until.start(1);
  return taken;
}
Step walks(const Params&, Treadmill& s) {
  if (s.until.stopped()) return Step::disabled;
  s.left_foot = !s.left_foot;
  return taken;
}
bool is_due(const Params& p, const Treadmill& s) { return !p.stops && !s.until.stopped(); }

void build(Protocol<Params, Treadmill>& m) {
  m.parameter<&Params::stops>("whether it stops");
  m.parameter<&Params::far>("how far it is", 0, 200);
  m.lane("walker");
  m.start<start>();
  m.action<goes_east>("goes east").lane("walker");
  m.action<goes_north>("goes north").lane("walker");
  m.action<gets_on>("gets on").lane("walker");
  m.action<walks>("walks").lane("walker");
  m.time<is_due>();
}

Catalogue treadmills() {
  Catalogue all;
  all.push_back(entry<Params, Treadmill>("treadmill", "one that never stops", "none", build));
  return all;
}

CheckCommand checking(std::vector<std::string> settings, bool zeno = false) {
  CheckCommand command;
  command.protocol = "treadmill";
  command.settings = std::move(settings);
  command.zeno = zeno;
  command.display.quiet = true;
  return command;
}

int answer(const CheckCommand& command) { return run(command, treadmills()); }

TEST_CASE("a check refuses a protocol in which time can stand still forever") {
  CHECK(answer(checking({"stops=true"})) == exit_holds);
  CHECK_THROWS_WITH(answer(checking({})), Contains("time stands still") && Contains("\"walks\""));
  CHECK_THROWS_AS(answer(checking({})), ContractBroken);
}

TEST_CASE("time that stands still comes with a shortest run that leads there") {
  const Catalogue all = treadmills();
  const auto model = all[0]->make({});
  try {
    ask({*all[0], {}, *model}, {}, {});
    FAIL("nobody minds that time stands still");
  } catch (const ContractFault& fault) {
    REQUIRE(fault.trace.steps.size() == 1);
    CHECK(fault.trace.steps[0].label == "walker gets on");
    CHECK(fault.trace.property == "time can pass");
    CHECK(fault.trace.parameters == std::vector<std::string>{"stops=false", "far=1"});
  }
}

TEST_CASE("in a large search time that stands still is looked for only when that is asked") {
  CHECK(answer(checking({"far=141"})) == exit_holds);
  CHECK_THROWS_AS(answer(checking({"far=140"})), ContractBroken);
  CHECK_THROWS_AS(answer(checking({"far=141"}, true)), ContractBroken);
}

TEST_CASE("whether time stands still is not known before every state was seen") {
  CheckCommand command = checking({"stops=true"}, true);
  CHECK(answer(command) == exit_holds);
  command.options.states_max = 2;
  CHECK(answer(command) == exit_unknown);
  const Ran ran = lockstep_program("check lease --zeno --states 10 --no-ledger");
  CHECK_THAT(ran.output, Contains("Zeno check: unknown, because not all"));
}

TEST_CASE("a protocol without time has none that could stand still") {
  const Ran ran = lockstep_program("check peterson --zeno");
  CHECK(ran.status == exit_refused);
  CHECK_THAT(ran.output, Contains("peterson has no time"));
}

TEST_CASE("a report tells whether it was looked whether time can stand still") {
  const auto told = [](const std::string& question) {
    const Ran ran = lockstep_program("check " + question + " --json --no-ledger 2>/dev/null");
    return nlohmann::json::parse(ran.output)["zeno"];
  };
  CHECK(told("lease") == "searched");
  CHECK(told("peterson") == "untimed");
  CHECK(told("lease --states 10") == "not searched");
}

}  // namespace
}  // namespace lockstep
