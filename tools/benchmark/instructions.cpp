#include "tools/benchmark/instructions.hpp"

#include <regex>
#include <stdexcept>

namespace lockstep::bench {
namespace {

double instructions(const Case& of, const Places& places) {
  const Candidate candidate = lockstep_candidates(of, 1, places)[0];
  Command command{{"valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"}};
  command.words.insert(command.words.end(), candidate.command.words.begin(),
                       candidate.command.words.end());
  const Finished finished = execute(command);
  const std::string wrong = candidate.wrong(finished.output);
  if (!wrong.empty()) throw std::runtime_error("under callgrind" + wrong + finished.errors);
  std::smatch found;
  if (!std::regex_search(finished.errors, found, std::regex(R"(Collected : (\d+))")))
    throw std::runtime_error("callgrind counts nothing:\n" + finished.errors);
  return std::stod(found[1]);
}

}  // namespace

double instructions_a_transition(const Case& of, const Places& places) {
  const auto [smaller, larger] = small_sizes(of);
  return (instructions(larger, places) - instructions(smaller, places)) /
         static_cast<double>(larger.transitions - smaller.transitions);
}

}  // namespace lockstep::bench
