// What never happened, what was not judged, and settings without effect: no success that is empty.
#include "tests/catch.hpp"
#include "tests/tools/program.hpp"

#include <nlohmann/json.hpp>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;
using Json = nlohmann::json;

Json report(const std::string& question) {
  return Json::parse(
      lockstep_program("check " + question + " --json --no-ledger 2>/dev/null").output);
}

TEST_CASE("a verdict says what no run contains") {
  const Ran ran = lockstep_program("check lease delay=0 clients=1 --no-ledger");
  CHECK_THAT(ran.output,
             Contains("Never happened: two clients want the lock at the same time; the step "));
  CHECK(report("lease delay=0 clients=1 store=fenced")["never"] ==
        Json{"two clients want the lock at the same time", "the store refuses a request",
             "the step `grants the lock to one that waited`"});
}

TEST_CASE("a fault that is allowed and never taken is said, one that has no budget is not") {
  CHECK(report("leader-election cuts=0")["never"] ==
        Json{"the step `fails to renew the record`", "the step `gives up leading`"});
  CHECK(report("lease delay=0 pauses=0 channels=fifo reorders=1 clients=1")["never"] ==
        Json{"two clients want the lock at the same time", "a lease expires",
             "the step `grants the lock to one that waited`", "a reordered message"});
}

TEST_CASE("nothing is said when all happened that could") {
  const Ran ran = lockstep_program("check lease delay=0 --no-ledger");
  CHECK(ran.output.find("Never happened") == std::string::npos);
  CHECK(report("row-lock delay=0")["never"].empty());
}

TEST_CASE("a search that a limit ended says what did not happen so far") {
  const Ran ran = lockstep_program("check lease --states 20 --no-ledger");
  CHECK_THAT(ran.output, Contains("Did not happen so far: "));
}

TEST_CASE("with --strict an empty success is none") {
  const std::string question = "check row-lock delay=0 --no-ledger ";
  CHECK(lockstep_program(question).status == 0);
  CHECK(lockstep_program(question + "--strict").status == 0);
  CHECK(lockstep_program(question + "clients=1").status == 0);
  CHECK(lockstep_program(question + "clients=1 --strict").status == 4);
  CHECK(lockstep_program("check lease delay=0 --no-ledger --strict").status == 1);
}

TEST_CASE("a witness that is asked for is drawn with a shortest run that shows it") {
  const Ran ran = lockstep_program("check lease delay=0 --property expire");
  CHECK(ran.status == 0);
  CHECK_THAT(ran.output, Contains("expire  happens, first after 5 steps") &&
                             Contains("Shortest run that shows \"expire\": 5 steps") &&
                             Contains("expire: a lease expires."));
  CHECK(ran.output.find("mutual exclusion") == std::string::npos);
}

TEST_CASE("a witness that a state shows is drawn as one that a step shows") {
  const Json witness = report("lease delay=0 --property contend")["witnesses"][0];
  CHECK(witness["verdict"] == "seen");
  CHECK(witness["steps"] == 2);
  CHECK(witness["trace"]["steps"].size() == 2);
  CHECK(witness["trace"]["witness"] == true);
}

TEST_CASE("a witness that is asked for and never seen leaves the question open") {
  CHECK(lockstep_program("check lease delay=0 clients=1 --property contend").status == 4);
}

TEST_CASE("combinations of faults are not searched for witnesses") {
  CHECK(lockstep_program("faults lease delay=0 --property expire").status == 2);
}

TEST_CASE("random runs violate no witness") {
  const Ran ran = lockstep_program("simulate peterson --runs 10 --json 2>/dev/null");
  const Json properties = Json::parse(ran.output)["properties"];
  CHECK(properties.size() == 1);
  CHECK(properties[0]["name"] == "mutual exclusion");
  CHECK(lockstep_program("simulate peterson --runs 10 --property enter").status == 2);
}

TEST_CASE("a witness that the settings rule out is not missed") {
  const Json answer = report("lease delay=0 pauses=0 expiry=never");
  for (const Json& witness : answer["witnesses"]) {
    const bool ruled_out = witness["name"] == "expire" || witness["name"] == "be fenced off";
    CHECK(witness["verdict"] == (ruled_out ? "not judged" : "seen"));
  }
}

TEST_CASE("a property whose verdict would mean nothing is not judged, and says why") {
  const std::string question = "leader-election update=blind drift=unbounded cuts=0";
  const Ran ran = lockstep_program("check " + question + " --no-ledger");
  CHECK(ran.status == 1);  // for what is judged
  CHECK_THAT(ran.output, Contains("mutual exclusion at the service  not judged") &&
                             Contains("Not judged: \"mutual exclusion at the service\", because"));
  CHECK(report(question)["properties"][0]["verdict"] == "not judged");
  const std::string only = " --property \"mutual exclusion at the service\"";
  CHECK(lockstep_program("check " + question + only).status == 4);
}

TEST_CASE("a setting that has no effect beside the others is refused") {
  for (const char* words :
       {"key=request", "cut=store", "cuts=0 cut=store", "cut-stops=replies", "across-cut=dropped",
        "retry=fresh", "memory=stable", "restart-delay=2", "old-primary=lives-on", "fsync=never",
        "epochs=true", "pauses=0 pause=3"})
    CHECK(lockstep_program(std::string("check lease ") + words).status == 2);
  const Ran ran = lockstep_program("check lease key=request");
  CHECK_THAT(ran.output, Contains("`key=request` has no effect here: only with store=idempotent"));
  CHECK(lockstep_program("check row-lock step=2").status == 2);
}

TEST_CASE("a setting that has no effect may be given the value that it has anyway") {
  CHECK(lockstep_program("check lease delay=0 pauses=0 key=job cut=service --no-ledger").status ==
        0);
}

}  // namespace
}  // namespace lockstep
