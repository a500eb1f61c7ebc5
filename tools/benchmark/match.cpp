#include "tools/benchmark/match.hpp"

#include <algorithm>
#include <iostream>
#include <optional>
#include <stdexcept>

namespace lockstep::bench {
namespace {

constexpr double long_seconds = 30;

std::string named(const Candidate& candidate) {
  const std::string& configuration = candidate.configuration;
  return candidate.checker + (configuration.empty() ? "" : ", " + configuration) + ", " +
         std::to_string(candidate.threads) + (candidate.threads == 1 ? " thread" : " threads");
}

Usage run(const Candidate& candidate) {
  const Finished finished = execute(candidate.command);
  const auto& good = candidate.good_statuses;
  if (std::ranges::find(good, finished.status) == good.end())
    throw std::runtime_error(named(candidate) + " ends with status " +
                             std::to_string(finished.status) + ":\n" + finished.output +
                             finished.errors);
  const std::string wrong = candidate.wrong(finished.output);
  if (!wrong.empty()) throw std::runtime_error(named(candidate) + wrong);
  return finished.usage;
}

// The fastest of several that work; nothing is known of a single one, so it is not tried.
std::optional<Candidate> fastest(const std::vector<Candidate>& candidates) {
  if (candidates.size() == 1) return candidates[0];
  std::optional<Candidate> best;
  double best_seconds = 0;
  for (const Candidate& candidate : candidates) {
    try {
      const Usage usage = run(candidate);
      if (best && usage.seconds >= best_seconds) continue;
      best = candidate;
      best_seconds = usage.seconds;
    } catch (const std::runtime_error& error) {
      std::cerr << "left out: " << error.what() << '\n';
    }
  }
  return best;
}

bool worth_repeating(const Entrant& entrant) {
  return entrant.runs.empty() || entrant.runs.back().seconds < long_seconds;
}

}  // namespace

std::vector<Entrant> match(const std::vector<std::vector<Candidate>>& checkers, int rounds) {
  std::vector<Entrant> entrants;
  for (const auto& candidates : checkers)
    if (const auto chosen = fastest(candidates)) entrants.push_back({*chosen, {}});
  for (int round = 0; round < rounds; ++round)
    for (Entrant& entrant : entrants)
      if (worth_repeating(entrant)) entrant.runs.push_back(run(entrant.candidate));
  return entrants;
}

}  // namespace lockstep::bench
