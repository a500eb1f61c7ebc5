// SPIN writes a verifier in C, pan.c, that macros configure.
//
// On one core nothing was found that is faster than depth-first search without reductions. On
// several there are two ways, and either may be the faster: breadth first, which keeps a hash
// instead of the state and so is not exact, and depth first with work handed over. Or neither is
// faster than leaving the other cores alone.
#include "tools/benchmark/candidates.hpp"

#include <bit>
#include <cstdio>

namespace lockstep::bench {
namespace {

struct Build {
  std::string name;
  std::vector<std::string> macros;   // for the compiler
  std::vector<std::string> options;  // for the verifier
};

// How deep a search without repetitions may go: memory for it is claimed, and touched, at the
// start.
std::string depth_option(const Case& of) {
  const bool has_cycles = of.model == "peterson" || of.model == "lamport-fast";
  return has_cycles ? "-m2000000" : "-m10000";
}

std::vector<Build> builds(const Case& of, int threads) {
  const std::string depth = depth_option(of);
  if (threads == 1) return {{"depth first", {}, {depth}}};
  const std::string count = std::to_string(threads);
  return {{"breadth first", {"-DBFS_PAR"}, {"-u" + count}},
          {"depth first", {"-DNCORE=" + count}, {depth}},
          {"one core", {}, {depth}}};
}

Command compiler(const Build& build, const std::filesystem::path& folder) {
  Command command{
      {"gcc", "-O3", "-march=native", "-w", "-DSAFETY", "-DNOFAIR", "-DNOREDUCE", "-DMEMLIM=20000"},
      folder};
  command.words.insert(command.words.end(), build.macros.begin(), build.macros.end());
  command.words.insert(command.words.end(), {"-o", "pan", "pan.c", "-lpthread"});
  return command;
}

Command verifier(const Build& build, const Case& of, const std::filesystem::path& folder) {
  // As many slots as there are states, and half as many again, up to a power of two.
  const auto slots = std::bit_width(of.states + of.states / 2);
  Command command{{"./pan", "-E", "-n", "-w" + std::to_string(slots)}, folder};
  command.words.insert(command.words.end(), build.options.begin(), build.options.end());
  return command;
}

// As pan prints it: with eight digits.
std::string eight_digits(std::uint64_t count) {
  char text[32];
  std::snprintf(text, sizeof text, "%.8g", static_cast<double>(count));
  return text;
}

std::string wrong_counts(const Case& of, const std::string& output) {
  // It takes the initial state for a transition.
  return differs(output, R"(([\d.e+]+) states, stored)", {eight_digits(of.states)}) +
         differs(output, R"(([\d.e+]+) transitions \(=)", {eight_digits(of.transitions + 1)});
}

}  // namespace

std::vector<Candidate> spin_candidates(const Case& of, int threads, const Places& places) {
  if (of.symmetry) return {};
  std::vector<Candidate> candidates;
  for (const Build& build : builds(of, threads)) {
    const auto folder = fresh_folder(
        places, "spin " + of.name() + " " + std::to_string(threads) + " " + build.name);
    must_work({{"spin", "-a", "-DCLIENTS=" + std::to_string(of.clients),
                places.models / (of.model + ".pml")},
               folder});
    must_work(compiler(build, folder));
    candidates.push_back(
        {.checker = "spin",
         .threads = threads,
         .configuration = build.name,
         .command = verifier(build, of, folder),
         .wrong = [of](const std::string& output) { return wrong_counts(of, output); }});
  }
  return candidates;
}

}  // namespace lockstep::bench
