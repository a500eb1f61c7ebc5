#include "tests/oracle/runs.hpp"

#include "checker/model/narrator.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace lockstep::oracle {
namespace {

// What the next step is compared with: who took the last, and to whom it sent messages.
struct Last {
  unsigned lane = 0;     // a bit; none before the first step
  unsigned sent_to = 0;  // bits
  auto operator<=>(const Last&) const = default;
};

State text(const StateBytes& state) { return State(state.text()); }

std::map<Message, int> in_flight(const Model& model, const State& state) {
  std::map<Message, int> counts;
  for (const Message& message : model.narrator().in_flight(aligned(state).data()))
    ++counts[message];
  return counts;
}

// Adds what a step costs, and gives back what the next one is compared with.
Last pay(const Model& model, const State& from, Move move, const State& to, const Last& last,
         Price& price) {
  const StateBytes state = aligned(from);
  const unsigned lane = 1u << model.narrator().lane(move, state.data());
  auto before = in_flight(model, from);
  auto after = in_flight(model, to);
  unsigned received_from = 0;
  Last now{lane, 0};
  for (const auto& [message, count] : before)
    if (after[message] < count) received_from |= 1u << message.from;
  for (const auto& [message, count] : after)
    if (before[message] < count) now.sent_to |= 1u << message.to;

  const bool follows_arrow = (lane & last.sent_to) && (received_from & last.lane);
  if (model.shape().actions[move.action].fault) ++price.faults;
  if (last.lane && last.lane != lane && !follows_arrow) ++price.switches;
  price.names.push_back(model.narrator().label(move, state.data()));
  return now;
}

bool is_step(const Model& model, const State& from, Move move, const State& to) {
  const std::vector<Next> steps = steps_of(model, from);
  return std::any_of(steps.begin(), steps.end(),
                     [&](const Next& step) { return step.move == move && step.state == to; });
}

}  // namespace

Price price_of(const Model& model, const Run& run) {
  Price price;
  Last last;
  for (std::size_t i = 0; i < run.moves.size(); ++i)
    last = pay(model, text(run.states[i]), run.moves[i], text(run.states[i + 1]), last, price);
  return price;
}

// Two runs that end in the same state with a step of the same lane go on alike, so the cheaper one
// is all that need be remembered.
Price lowest_price(const Model& model, const Found& found, std::size_t property) {
  using End = std::pair<State, Last>;
  std::map<End, Price> cheapest;
  for (const State& start : starts_of(model)) cheapest.emplace(End{start, Last()}, Price());
  for (std::uint64_t level = 1; level <= found.broken_at[property].value(); ++level) {
    std::map<End, Price> longer;
    for (const auto& [end, paid] : cheapest)
      for (const Next& step : steps_of(model, end.first)) {
        if (found.level_of.at(step.state) != level) continue;
        Price price = paid;
        const Last last = pay(model, end.first, step.move, step.state, end.second, price);
        const auto [at, fresh] = longer.emplace(End{step.state, last}, price);
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
