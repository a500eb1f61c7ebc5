#include "checker/contract/blame.hpp"

#include "checker/contract/promises.hpp"
#include "checker/errors/ensure.hpp"
#include "checker/model/state.hpp"

#include <set>
#include <utility>
#include <vector>

namespace lockstep {
namespace {

constexpr std::size_t searched_max = 100'000;  // within a few seconds and a few hundred MB
constexpr int rounds = 3;  // what changes with time shows when all states have been asked once

struct Answered {
  StateBytes state;
  std::vector<Taken> steps;
};

// What can be reached, as the model answers now, without any reduction.
std::vector<Answered> answers_of(const Model& model) {
  std::vector<Answered> all;
  std::set<StateBytes> seen;
  const auto add = [&](const Taken& found) {
    if (all.size() < searched_max && seen.insert(found.state).second)
      all.push_back({found.state, {}});
  };
  for (const Taken& start : starts_of(model)) add(start);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].steps = steps_of(model, all[i].state.data());
    promise_purity(model, all[i].state.data(), all[i].steps);
    const std::vector<Taken> steps = all[i].steps;  // `all` grows
    for (const Taken& step : steps) add(step);
  }
  return all;
}

}  // namespace

void blame(const Model& model, const WayLost& lost) {
  const std::vector<Answered> all = answers_of(model);
  for (int round = 0; round < rounds; ++round)
    for (const Answered& answered : all)
      promise_purity(model, answered.state.data(), answered.steps);
  ensure_failed(lost.what(), __FILE__, __LINE__);
}

}  // namespace lockstep
