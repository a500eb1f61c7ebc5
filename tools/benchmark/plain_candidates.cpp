#include "tools/benchmark/candidates.hpp"

namespace lockstep::bench {

std::vector<Candidate> plain_candidates(const Case& of, int threads, const Places& places) {
  if (threads != 1 || of.symmetry) return {};
  const auto wrong = [of](const std::string& output) {
    return differs(
        output, R"((\d+) states, (\d+) transitions, depth (\d+))",
        {std::to_string(of.states), std::to_string(of.transitions), std::to_string(of.depth)});
  };
  const std::string program = places.programs / "lockstep_plain";
  return {{.checker = "plain",
           .threads = threads,
           .configuration = "",
           .command = {{program, of.model, std::to_string(of.clients)}},
           .wrong = wrong}};
}

}  // namespace lockstep::bench
