#include "tools/benchmark/results.hpp"

#include "tools/benchmark/statistics.hpp"

#include <algorithm>

namespace lockstep::bench {
namespace {

Spread seconds(const Entrant& entrant) { return spread(entrant.runs, &Usage::seconds); }

double bytes_a_state(const Entrant& entrant, const Case& of) {
  return spread(entrant.runs, &Usage::memory_bytes).median / static_cast<double>(of.states);
}

double thousand_states_a_second(const Entrant& entrant, const Case& of) {
  return static_cast<double>(of.states) / seconds(entrant).median / 1e3;
}

// How much faster the same case is than with one thread, when that was run.
std::string over_one_thread(const Result& result, const std::vector<Result>& all) {
  for (const Result& other : all)
    if (other.threads == 1 && result.threads > 1 && other.of.name() == result.of.name())
      return rounded(seconds(other.entrants[0]).median / seconds(result.entrants[0]).median);
  return "";
}

// The ratio of the medians; the spread is that of runs that followed each other.
Spread ratio(const Entrant& theirs, const Entrant& ours) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < std::min(theirs.runs.size(), ours.runs.size()); ++i)
    ratios.push_back(theirs.runs[i].seconds / ours.runs[i].seconds);
  Spread both = spread(ratios);
  both.median = seconds(theirs).median / seconds(ours).median;
  return both;
}

std::vector<std::string> comparison_row(const Result& result, const Entrant& theirs) {
  const Entrant& ours = result.entrants[0];
  const std::string& configuration = theirs.candidate.configuration;
  const double our_bytes = bytes_a_state(ours, result.of);
  const double their_bytes = bytes_a_state(theirs, result.of);
  return {result.of.name(),
          theirs.candidate.checker + (configuration.empty() ? "" : ", " + configuration),
          std::to_string(result.threads),
          std::to_string(theirs.runs.size()),
          rounded(seconds(theirs)),
          rounded(seconds(ours)),
          rounded(ratio(theirs, ours)),
          rounded(their_bytes),
          rounded(our_bytes),
          rounded(their_bytes / our_bytes)};
}

}  // namespace

Table own_figures(const std::vector<Result>& results) {
  Table table({"case", "threads", "states", "transitions", "seconds", "CPU s", "k states/s",
               "M transitions/s", "over 1 thread", "bytes/state", "instructions/transition"},
              1);
  for (const Result& result : results) {
    const Case& of = result.of;
    const Entrant& ours = result.entrants[0];
    const double rate = static_cast<double>(of.transitions) / seconds(ours).median / 1e6;
    table.add({of.name(), std::to_string(result.threads), grouped(of.states),
               grouped(of.transitions), rounded(seconds(ours)),
               rounded(spread(ours.runs, &Usage::cpu_seconds).median),
               rounded(thousand_states_a_second(ours, of)), rounded(rate),
               over_one_thread(result, results), rounded(bytes_a_state(ours, of)),
               result.instructions ? rounded(*result.instructions) : ""});
  }
  return table;
}

Table comparison(const std::vector<Result>& results) {
  Table table({"case", "checker", "threads", "runs", "its seconds", "our seconds", "times faster",
               "its bytes/state", "our bytes/state", "times smaller"},
              2);
  for (const Result& result : results)
    for (std::size_t i = 1; i < result.entrants.size(); ++i)
      table.add(comparison_row(result, result.entrants[i]));
  return table;
}

// The machine counts in hundredths of a second, so that one run tells little.
std::vector<Usage> runs_of(const std::vector<Result>& results) {
  std::vector<Usage> all;
  for (const Result& result : results)
    for (const Entrant& entrant : result.entrants)
      all.insert(all.end(), entrant.runs.begin(), entrant.runs.end());
  return all;
}

}  // namespace lockstep::bench
