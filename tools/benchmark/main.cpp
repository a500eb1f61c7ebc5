// Runs the set, and prints the tables. Progress goes to standard error.
#include "tools/benchmark/file_checks.hpp"
#include "tools/benchmark/instructions.hpp"
#include "tools/benchmark/machine.hpp"
#include "tools/benchmark/options.hpp"
#include "tools/benchmark/results.hpp"

#include <algorithm>
#include <exception>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace lockstep::bench {
namespace {

Places places() {
  const auto programs = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  return {programs, std::filesystem::path(LOCKSTEP_ROOT) / "tools/benchmark/models",
          programs / "bench"};
}

using Checkers = std::vector<std::vector<Candidate>>;

void add_checkers(const Case& of, int threads, const Options& options, Checkers& all) {
  const Places where = places();
  all.push_back(lockstep_candidates(of, threads, where));
  for (const std::string& name : options.against) {
    if (name == "spin") all.push_back(spin_candidates(of, threads, where));
    if (name == "rumur") all.push_back(rumur_candidates(of, threads, where));
    if (name == "plain") all.push_back(plain_candidates(of, threads, where));
  }
  std::erase_if(all, [](const auto& candidates) { return candidates.empty(); });
}

// One result for each number of threads; all of them are measured in the same rounds.
std::vector<Result> measure(const Case& of, const Options& options) {
  std::vector<int> threads{1};
  if (cores() > 1) threads.push_back(cores());
  Checkers all;
  for (const int count : threads) add_checkers(of, count, options, all);
  std::vector<Result> results;
  for (const int count : threads) results.push_back({of, count, {}, {}});
  for (Entrant& entrant : match(all, options.runs))
    for (Result& result : results)
      if (result.threads == entrant.candidate.threads)
        result.entrants.push_back(std::move(entrant));
  if (options.instructions) results[0].instructions = instructions_a_transition(of, places());
  return results;
}

void print(const Table& table, const Options& options) {
  std::cout << '\n' << (options.markdown ? table.markdown() : table.text());
}

void print_circumstances(const std::vector<Usage>& runs, const Options& options) {
  const char* item = options.markdown ? "* " : "";
  std::cout << item << "machine: " << machine() << '\n'
            << item << "compiler: " << compiler() << '\n'
            << item << "commit: " << commit(LOCKSTEP_ROOT) << '\n'
            << item << "runs of each: " << options.runs << '\n'
            << item << "busy with something else meanwhile: " << rounded(foreign_cores(runs))
            << " cores on average\n";
}

void print(const std::vector<Result>& results, const Options& options) {
  print_circumstances(runs_of(results), options);
  print(own_figures(results), options);
  const auto contested = [](const Result& result) { return result.entrants.size() > 1; };
  if (std::ranges::any_of(results, contested)) print(comparison(results), options);
}

int run(const Options& options) {
  if (options.help) {
    std::cout << usage;
    return 0;
  }
  if (options.files) {
    const std::vector<FileCheck> checks = check_files(places().programs / "lockstep", options.runs);
    print_circumstances(runs_of(checks), options);
    print(in_seconds(checks), options);
    return 0;
  }
  const std::vector<Case> chosen = cases(options.set, options.cases);
  if (chosen.empty()) throw std::invalid_argument("no case has such a name");
  if (options.instructions && !installed("valgrind"))
    throw std::invalid_argument("--instructions needs valgrind, which is not installed");
  std::vector<Result> results;
  for (const Case& of : chosen) {
    std::cerr << "measuring " << of.name() << " ..." << std::endl;
    for (Result& result : measure(of, options)) results.push_back(std::move(result));
  }
  print(results, options);
  return 0;
}

}  // namespace
}  // namespace lockstep::bench

int main(int argc, char** argv) {
  using namespace lockstep::bench;
  try {
    return run(parse({argv + 1, argv + argc}));
  } catch (const std::invalid_argument& error) {
    std::cerr << "tools/bench: " << error.what() << '\n';
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "tools/bench: " << error.what() << '\n';
    return 1;
  }
}
