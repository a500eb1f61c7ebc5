#include "tests/oracle/runs.hpp"

#include "checker/narrator.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>

namespace lockstep::oracle {
namespace {

constexpr unsigned nobody = ~0u;  // took the step before the first

State text(const std::vector<std::byte>& state) {
  return State(reinterpret_cast<const char*>(state.data()), state.size());
}

// Adds what a step costs, and gives back who took it.
unsigned pay(const Model& model, const State& from, Move move, unsigned lane_before, Price& price) {
  std::vector<std::uint64_t> words(from.size() / 8);
  std::memcpy(words.data(), from.data(), from.size());
  const auto* state = reinterpret_cast<const std::byte*>(words.data());
  const unsigned lane = model.narrator().lane(move, state);
  if (model.shape().actions[move.action].fault) ++price.faults;
  if (lane_before != nobody && lane != lane_before) ++price.switches;
  price.names.push_back(model.narrator().label(move, state));
  return lane;
}

bool is_step(const Model& model, const State& from, Move move, const State& to) {
  const std::vector<Next> steps = steps_of(model, from);
  return std::any_of(steps.begin(), steps.end(),
                     [&](const Next& step) { return step.move == move && step.state == to; });
}

}  // namespace

Price price_of(const Model& model, const Run& run) {
  Price price;
  unsigned lane = nobody;
  for (std::size_t i = 0; i < run.moves.size(); ++i)
    lane = pay(model, text(run.states[i]), run.moves[i], lane, price);
  return price;
}

// Two runs that end in the same state with a step of the same lane go on alike, so the cheaper one
// is all that need be remembered.
Price lowest_price(const Model& model, const Found& found, std::size_t property) {
  using End = std::pair<State, unsigned>;
  std::map<End, Price> cheapest;
  for (const State& start : starts_of(model)) cheapest.emplace(End{start, nobody}, Price());
  for (std::uint64_t level = 1; level <= found.broken_at[property].value(); ++level) {
    std::map<End, Price> longer;
    for (const auto& [end, paid] : cheapest)
      for (const Next& step : steps_of(model, end.first)) {
        if (found.level_of.at(step.state) != level) continue;
        Price price = paid;
        const unsigned lane = pay(model, end.first, step.move, end.second, price);
        const auto [at, fresh] = longer.emplace(End{step.state, lane}, price);
        if (!fresh) at->second = std::min(at->second, price);
      }
    cheapest = std::move(longer);
  }
  std::vector<Price> prices;
  for (const auto& [end, price] : cheapest)
    if (breaks(model, end.first) >> property & 1) prices.push_back(price);
  return *std::min_element(prices.begin(), prices.end());
}

bool is_counterexample(const Model& model, const Run& run, std::size_t property) {
  if (run.states.size() != run.moves.size() + 1) return false;
  const std::vector<State> starts = starts_of(model);
  if (std::find(starts.begin(), starts.end(), text(run.states.front())) == starts.end())
    return false;
  for (std::size_t i = 0; i < run.moves.size(); ++i)
    if (!is_step(model, text(run.states[i]), run.moves[i], text(run.states[i + 1]))) return false;
  return breaks(model, text(run.states.back())) >> property & 1;
}

}  // namespace lockstep::oracle
