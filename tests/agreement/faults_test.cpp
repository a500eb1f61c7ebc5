// Fewest faults and minimal combinations, compared with a walk through all pairs of a state and the
// faults taken on the way to it.
#include "checker/fault_sets.hpp"
#include "tests/agreement/agreement.hpp"
#include "tests/agreement/random_system.hpp"
#include "tests/catch.hpp"
#include "tests/oracle/naive.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <queue>
#include <set>
#include <utility>

namespace lockstep {
namespace {

constexpr unsigned faults_max = 3;
constexpr std::size_t states_max = 300;  // larger systems are left out: the walk takes too long

// What can be said of each combination of at most faults_max faults that some run takes.
struct Known {
  std::map<FaultCounts, std::map<std::size_t, std::uint64_t>> breaks;  // property -> fewest steps
};

// The first action that is called the same when it is counted.
std::size_t kind(const std::vector<Action>& actions, std::size_t action) {
  std::size_t first = action;
  for (std::size_t i = action; i-- > 0;)
    if (actions[i].fault && !actions[i].noun.empty() && actions[i].noun == actions[action].noun)
      first = i;
  return first;
}

Known walk(const Model& model) {
  using Place = std::pair<oracle::State, FaultCounts>;
  Known known;
  std::map<Place, std::uint64_t> level_of;
  std::queue<Place> waiting;
  const auto see = [&](Place place, std::uint64_t level) {
    if (level_of.emplace(place, level).second) waiting.push(std::move(place));
  };
  const auto& actions = model.shape().actions;
  const FaultCounts none(actions.size());
  for (const oracle::State& start : oracle::starts_of(model)) see({start, none}, 0);
  for (; !waiting.empty(); waiting.pop()) {
    const auto& [state, counts] = waiting.front();
    const std::uint64_t level = level_of.at(waiting.front());
    auto& steps = known.breaks[counts];
    const std::uint64_t broken = oracle::breaks(model, state);
    for (std::size_t i = 0; i < model.shape().properties.size(); ++i)
      if (broken >> i & 1) steps.emplace(i, level);
    for (const oracle::Next& next : oracle::steps_of(model, state)) {
      FaultCounts after = counts;
      if (actions[next.move.action].fault) ++after[kind(actions, next.move.action)];
      if (faults_in(after) <= faults_max) see({next.state, std::move(after)}, level + 1);
    }
  }
  return known;
}

bool too_large(const Model& model) { return oracle::explore(model).level_of.size() > states_max; }

// By combination: the steps of a shortest run.
std::map<FaultCounts, std::uint64_t> minimal(const Known& known, std::size_t property) {
  std::map<FaultCounts, std::uint64_t> all;
  for (const auto& [counts, breaks] : known.breaks)
    if (breaks.count(property)) all[counts] = breaks.at(property);
  const auto before = all;
  std::erase_if(all, [&](const auto& item) {
    return std::any_of(before.begin(), before.end(), [&](const auto& other) {
      return other.first != item.first && contains(item.first, other.first);
    });
  });
  return all;
}

std::set<FaultCounts> survived(const Known& known, std::size_t property) {
  std::set<FaultCounts> all;
  const auto broken = minimal(known, property);
  for (const auto& item : known.breaks)
    if (std::none_of(broken.begin(), broken.end(),
                     [&](const auto& set) { return contains(item.first, set.first); }))
      all.insert(item.first);
  const auto before = all;
  std::erase_if(all, [&](const FaultCounts& counts) {
    return std::any_of(before.begin(), before.end(), [&](const FaultCounts& other) {
      return other != counts && contains(other, counts);
    });
  });
  return all;
}

std::string disagreement_on_sets(const Model& model, std::uint64_t seed) {
  if (too_large(model)) return "";
  Options options;
  options.threads = seed % 2 ? 1 : 2;
  if (seed % 3 == 0) options.reductions = no_reduction;
  const FaultReport report = fault_sets(model, options, faults_max);
  const Known known = walk(model);
  for (std::size_t i = 0; i < report.properties.size(); ++i) {
    const FaultSets& sets = report.properties[i];
    if (sets.verdict == Verdict::holds) {
      if (!minimal(known, i).empty()) return "a property holds and is broken";
      continue;
    }
    std::map<FaultCounts, std::uint64_t> found;
    for (const MinimalSet& set : sets.minimal) found[set.counts] = set.run.steps();
    if (found != minimal(known, i)) return "other minimal combinations";
    if (std::set<FaultCounts>(sets.survived.begin(), sets.survived.end()) != survived(known, i))
      return "other combinations are survived";
  }
  return "";
}

// Fewest faults, then fewest steps.
std::optional<std::pair<std::uint64_t, std::uint64_t>> cheapest(const Known& known,
                                                                std::size_t property) {
  std::optional<std::pair<std::uint64_t, std::uint64_t>> best;
  for (const auto& [counts, steps] : minimal(known, property)) {
    const std::pair<std::uint64_t, std::uint64_t> price{faults_in(counts), steps};
    if (!best || price < *best) best = price;
  }
  return best;
}

std::string disagreement_on_fewest(const Model& model, std::uint64_t seed) {
  if (too_large(model)) return "";
  Options options;
  options.threads = seed % 2 ? 1 : 2;
  options.fewest_faults = true;
  if (seed % 3 == 0) options.reductions = no_reduction;
  const Report report = check(model, options);
  const Known known = walk(model);
  for (std::size_t i = 0; i < report.properties.size(); ++i) {
    const PropertyReport& property = report.properties[i];
    const auto expected = cheapest(known, i);
    if (property.verdict == Verdict::holds && expected) return "holds, and is broken";
    if (property.verdict != Verdict::violated) continue;
    if (!property.fewest) return "not the fewest, and no limit was hit";
    const std::pair<std::uint64_t, std::uint64_t> price{property.faults, property.steps};
    if (expected ? price != *expected : property.faults <= faults_max)
      return "another number of faults or steps";
  }
  return "";
}

TEST_CASE("Random graphs have the minimal combinations of faults that a full walk finds") {
  CHECK(first_disagreement(500, random_graph, disagreement_on_sets) == "");
}

TEST_CASE("Random systems of parts have the minimal combinations of faults that a walk finds") {
  CHECK(first_disagreement(150, random_parts, disagreement_on_sets) == "");
}

TEST_CASE("The runs with the fewest faults in random graphs are those that a full walk finds") {
  CHECK(first_disagreement(500, random_graph, disagreement_on_fewest) == "");
}

TEST_CASE("The runs with the fewest faults in random systems of parts are those of a walk") {
  CHECK(first_disagreement(150, random_parts, disagreement_on_fewest) == "");
}

}  // namespace
}  // namespace lockstep
