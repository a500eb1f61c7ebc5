#include "tools/benchmark/candidates.hpp"

#include <nlohmann/json.hpp>

namespace lockstep::bench {
namespace {

std::string wrong_report(const Case& of, const std::string& output) {
  const auto report = nlohmann::json::parse(output, nullptr, false);
  if (report.is_discarded()) return "prints no report:\n" + output;
  std::string wrong;
  const auto compare = [&](const char* count, std::uint64_t right) {
    const std::uint64_t found = report.value(count, std::uint64_t{0});
    if (found != right)
      wrong += std::string(" ") + count + ": " + std::to_string(found) + " where " +
               std::to_string(right) + " is right;";
  };
  compare("states", of.states);
  compare("transitions", of.transitions);
  compare("depth", of.depth);
  return wrong;
}

}  // namespace

std::vector<Candidate> lockstep_candidates(const Case& of, int threads, const Places& places) {
  Command command{{places.programs / "lockstep", "check", of.model,
                   "clients=" + std::to_string(of.clients), "--reduction",
                   of.symmetry ? "symmetry" : "none", "--threads", std::to_string(threads),
                   "--json"}};
  if (of.model == "abstract-lease") command.words.insert(command.words.begin() + 4, "retries=0");
  // 1: the lease is broken, and after the first counterexample all of it is explored.
  return {{.checker = "lockstep",
           .threads = threads,
           .configuration = "",
           .command = command,
           .good_statuses = {0, 1},
           .wrong = [of](const std::string& output) { return wrong_report(of, output); }}};
}

}  // namespace lockstep::bench
