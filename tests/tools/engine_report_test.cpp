// What `check --verbose` adds, asked of the real program.
#include "tests/catch.hpp"
#include "tests/tools/program.hpp"

#include <nlohmann/json.hpp>

#include <numeric>

namespace lockstep {
namespace {

using Json = nlohmann::json;

// Keys that are folded, and states that make the packing wider.
constexpr const char* folded = "deadline-lease pauses=1";

Json report(const std::string& question) {
  return Json::parse(
      lockstep_program("check " + question + " --no-ledger --json 2>/dev/null").output);
}

Json verbose_report(const std::string& question, int threads) {
  return Json::parse(lockstep_program("check " + question +
                                      " --no-ledger --json --verbose --threads " +
                                      std::to_string(threads) + " 2>/dev/null")
                         .output);
}

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

TEST_CASE("with --verbose a report says what the engine did") {
  const std::string said =
      lockstep_program("check peterson clients=3 --no-ledger --verbose --threads 2 --width 100")
          .output;
  INFO(said);
  for (const char* words :
       {"What the engine did:", "rounds", "records", "packing", "misfits", "re-encoded",
        "visited set", "spilled       nothing", "taking steps", "2, which took "})
    CHECK(has(said, words));
}

TEST_CASE("without --verbose a report says nothing of the engine") {
  CHECK_FALSE(has(lockstep_program("check peterson clients=3 --no-ledger").output, "engine"));
  CHECK_FALSE(report("peterson clients=3").contains("engine"));
}

TEST_CASE("what the engine says in JSON adds up, at any number of threads") {
  const Json first = verbose_report(folded, 1);
  CHECK(first.at("engine").at("records_from_other_threads") == 0);
  CHECK(first.at("engine").at("dictionary_values") > 0);
  CHECK(first.at("engine").at("packing_widened") > 0);
  for (const int threads : {1, 2, 3}) {
    const Json said = verbose_report(folded, threads);
    const Json& engine = said.at("engine");
    INFO(engine.dump(2));
    const auto shares = engine.at("transitions_by_thread").get<std::vector<std::uint64_t>>();
    CHECK(shares.size() == static_cast<std::size_t>(threads));
    CHECK(std::accumulate(shares.begin(), shares.end(), std::uint64_t{0}) ==
          said.at("transitions"));
    CHECK(engine.at("records_new") == said.at("states"));
    CHECK(engine.at("rounds") > said.at("depth"));
    for (const char* same : {"largest_level", "state_bits"})
      CHECK(engine.at(same) == first.at("engine").at(same));
  }
}

TEST_CASE("a report cannot be both verbose and quiet") {
  const Ran ran = lockstep_program("check peterson --verbose --quiet");
  CHECK(ran.status == 2);
  CHECK(has(ran.output, "--verbose and --quiet cannot be combined"));
}

}  // namespace
}  // namespace lockstep
