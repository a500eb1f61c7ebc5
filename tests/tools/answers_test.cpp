// What the program answers, asked as a person asks: the same at every number of threads.
#include "tests/catch.hpp"
#include "tests/tools/program.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <vector>

namespace lockstep {
namespace {

using Json = nlohmann::json;

Json answer(const std::string& question, int threads) {
  const Ran ran = lockstep_program("check " + question + " --json --no-ledger --threads " +
                                   std::to_string(threads) + " 2>/dev/null");
  Json json = Json::parse(ran.output);
  for (const char* differs :
       {"seconds", "peak_memory_bytes", "bytes_per_state", "states_per_second"})
    json.erase(differs);
  json["status"] = ran.status;
  return json;
}

// The answer with one thread, which all others must match.
Json settled(const std::string& question) {
  const Json first = answer(question, 1);
  for (const int threads : {2, 3, 8}) {
    INFO(question + " with " + std::to_string(threads) + " threads");
    CHECK(answer(question, threads) == first);
  }
  return first;
}

// "holds", or the steps of the shortest counterexample.
std::string verdict(const Json& answer, const std::string& property) {
  for (const Json& one : answer.at("properties"))
    if (one.at("name") == property)
      return one.at("verdict") == "violated" ? std::to_string(one.at("steps").get<int>())
                                             : one.at("verdict").get<std::string>();
  return "no such property";
}

std::vector<std::uint64_t> counts(const std::string& question) {
  const Json found = settled(question + " --reduction none");
  return {found.at("states"), found.at("transitions"), found.at("depth")};
}

using Counts = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("a late message lets two clients of a lease bill the same customer, though none pauses",
          "[large]") {
  for (const char* question : {"lease", "lease pauses=0"}) {
    const Json found = settled(question);
    CHECK(found.at("status") == 1);
    CHECK(verdict(found, "mutual exclusion at the service") == "holds");
    CHECK(verdict(found, "mutual exclusion in belief") == "8");
    CHECK(verdict(found, "mutual exclusion in effect") == "15");
    CHECK(verdict(found, "billed at most once") == "18");
  }
}

TEST_CASE("where messages arrive without delay, a pause lets two clients bill the same customer") {
  const Json found = settled("lease delay=0");
  CHECK(found.at("status") == 1);
  CHECK(verdict(found, "mutual exclusion at the service") == "holds");
  CHECK(verdict(found, "mutual exclusion in belief") == "9");
  CHECK(verdict(found, "mutual exclusion in effect") == "17");
  CHECK(verdict(found, "billed at most once") == "20");
}

TEST_CASE(
    "tokens that are checked on writes alone do not keep a customer from being billed twice") {
  const Json found = settled("lease delay=0 store=fenced-writes");
  CHECK(found.at("status") == 1);
  CHECK(verdict(found, "no stale write") == "holds");
  CHECK(verdict(found, "billed at most once") == "20");
}

TEST_CASE("tokens that are checked on reads and writes do", "[large]") {
  const Json found = settled("lease store=fenced");
  CHECK(verdict(found, "billed at most once") == "holds");
  CHECK(verdict(found, "mutual exclusion in effect") == "holds");
}

TEST_CASE("a lock that never expires excludes and bills once") {
  const Json found = settled("lease expiry=never");
  CHECK(found.at("status") == 0);
  CHECK(found.at("verdict") == "holds");
}

TEST_CASE("with a lock that never expires the others wait forever for one that crashed") {
  const Json found = settled("lease delay=0 expiry=never crashes=1");
  CHECK(found.at("status") == 1);
  CHECK(verdict(found, "billed at most once") == "holds");
  CHECK(verdict(found, "no deadlock") == "5");
}

// Millions of states: the builds with sanitizers leave out the tests that are named so, and count
// fewer clients of the same protocols (classics_test.cpp).
TEST_CASE("the counts of peterson with 5 clients are the published ones", "[large]") {
  CHECK(counts("peterson clients=5") == Counts{3829942, 14852630, 94});
}

TEST_CASE("the counts of two-phase-commit with 8 managers are the published ones", "[large]") {
  CHECK(counts("two-phase-commit clients=8") == Counts{1745408, 18507777, 25});
}

TEST_CASE("the counts of abstract-lease with 6 clients are the published ones, and it bills twice",
          "[large]") {
  const Json found = answer("abstract-lease clients=6 retries=0 --reduction none", 2);
  CHECK(Counts{found.at("states"), found.at("transitions"), found.at("depth")} ==
        Counts{8564821, 50033844, 46});
  CHECK(verdict(found, "billed at most once") == "13");
}

TEST_CASE("the counts of the largest rows that take seconds are the published ones", "[large]") {
  const auto once = [](const std::string& question) {
    const Json found = answer(question + " --reduction none", 2);
    return Counts{found.at("states"), found.at("transitions"), found.at("depth")};
  };
  CHECK(once("lamport-fast clients=5") == Counts{8677463, 35602435, 78});
  CHECK(once("abstract-lease clients=4 retries=1") == Counts{10865664, 50198784, 46});
}

TEST_CASE("a search that is interrupted from the keyboard tells what it covered, and is unknown") {
  // Later where the program takes long to start: it is gone then before it listens to the keyboard.
  constexpr int killed = 130;
  int status = killed;
  for (const char* seconds : {"0.5", "2", "8"}) {
    if (status != killed) break;
    const std::string command = std::string("timeout --preserve-status -s INT ") + seconds + " " +
                                LOCKSTEP_PROGRAM + " check peterson clients=6 --reduction none >" +
                                scratch_file("interrupted") + " 2>&1";
    const int waited = std::system(command.c_str());
    REQUIRE(WIFEXITED(waited));
    status = WEXITSTATUS(waited);
  }
  CHECK(status == 4);
  const std::string text = read_file(scratch_file("interrupted"));
  INFO(text);
  CHECK(text.find("it was interrupted. All runs of up to") != std::string::npos);
}

TEST_CASE("every claim of every protocol is true", "[large]") {
  const Ran ran = lockstep_program("verify");
  INFO(ran.output);
  CHECK(ran.status == 0);
}

TEST_CASE("a search that is killed at any moment goes on from its checkpoint to the same answer") {
  const std::string file = scratch_file("run.ckpt");
  const std::string question = "abstract-lease clients=5 --reduction none";
  const Json whole = answer(question, 2);
  std::remove(file.c_str());
  // Killed sooner and later, and more than once; a run that ends in time is as good.
  for (const char* seconds : {"0.15", "0.2", "0.1", "0.3", "0.12"}) {
    const bool begun = lockstep_program("--version").status == 0 && std::ifstream(file).good();
    const std::string command = std::string("timeout -s KILL ") + seconds + " " + LOCKSTEP_PROGRAM +
                                " check " + question + " --threads 2 --every 0.01s --quiet " +
                                (begun ? "--resume " : "--checkpoint ") + file + " >/dev/null 2>&1";
    [[maybe_unused]] const int status = std::system(command.c_str());
  }
  if (!std::ifstream(file).good())  // too slow a machine to have written any
    lockstep_program("check " + question + " --every 0.01s --quiet --checkpoint " + file);
  CHECK(answer(question + " --resume " + file, 1) == whole);
}

TEST_CASE("a checkpoint of another question is refused") {
  const std::string file = scratch_file("other.ckpt");
  lockstep_program("check peterson clients=4 --every 0.001s --quiet --checkpoint " + file);
  const Ran ran = lockstep_program("check peterson clients=3 --resume " + file);
  CHECK(ran.status == 2);
  CHECK(ran.output.find("clients=4") != std::string::npos);
}

TEST_CASE("a checkpoint that is cut off or damaged is refused") {
  const std::string file = scratch_file("whole.ckpt");
  lockstep_program("check peterson clients=4 --every 0.001s --quiet --checkpoint " + file);
  const std::string whole = read_file(file);
  REQUIRE(whole.size() > 100);
  const std::string cut = scratch_file("cut.ckpt");
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{10}, whole.size() / 2, whole.size() - 1}) {
    write_file(cut, whole.substr(0, size));
    CHECK(lockstep_program("check peterson clients=4 --resume " + cut).status == 2);
  }
  std::string damaged = whole;
  damaged[whole.size() / 2] = static_cast<char>(damaged[whole.size() / 2] ^ 1);
  write_file(cut, damaged);
  CHECK(lockstep_program("check peterson clients=4 --resume " + cut).status == 2);
}

}  // namespace lockstep
