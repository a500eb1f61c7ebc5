// rumur writes a verifier in C. Of its two symmetries one tries all permutations, and takes minutes
// for six clients. The other one, "heuristic", may keep several representatives of an orbit, but of
// these models it keeps one: the counts show it.
#include "tools/benchmark/candidates.hpp"

#include <fstream>
#include <regex>
#include <sstream>

namespace lockstep::bench {
namespace {

// A model with the number of clients filled in.
void write_sized(const std::filesystem::path& from, const std::filesystem::path& to, int clients) {
  std::stringstream text;
  text << std::ifstream(from).rdbuf();
  std::ofstream(to) << std::regex_replace(text.str(), std::regex(R"(const CLIENTS: \d+)"),
                                          "const CLIENTS: " + std::to_string(clients));
}

std::string wrong_counts(const Case& of, const std::string& output) {
  return differs(output, R"((\d+) states, (\d+) rules fired)",
                 {std::to_string(of.states), std::to_string(of.transitions)});
}

}  // namespace

std::vector<Candidate> rumur_candidates(const Case& of, int threads, const Places& places) {
  const auto folder = fresh_folder(places, "rumur " + of.name() + " " + std::to_string(threads));
  write_sized(places.models / (of.model + ".m"), folder / "model.m", of.clients);
  must_work({{"rumur", "--threads", std::to_string(threads), "--symmetry-reduction",
              of.symmetry ? "heuristic" : "off", "--deadlock-detection", "off", "--color", "off",
              "--output", "model.c", "model.m"},
             folder});
  must_work({{"gcc", "-std=c11", "-O3", "-march=native", "-w", "-o", "model", "model.c",
              "-lpthread", "-latomic"},
             folder});
  return {{.checker = "rumur",
           .threads = threads,
           .configuration = "",
           .command = {{"./model"}, folder},
           .wrong = [of](const std::string& output) { return wrong_counts(of, output); }}};
}

}  // namespace lockstep::bench
