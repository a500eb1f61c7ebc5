#include "checker/simulation/random_run.hpp"

#include "checker/simulation/dice.hpp"

#include <optional>

namespace lockstep {
namespace {

constexpr unsigned usual_weight = 100;

unsigned weight_of(const Shape& shape, const Choosing& how, Move move) {
  return shape.actions[move.action].fault ? how.fault_weight : usual_weight;
}

// The place of one of them; nothing when none may be chosen.
std::optional<std::uint32_t> chosen(const Shape& shape, const Choosing& how,
                                    const std::vector<Successor>& steps, SeededDice& dice) {
  std::uint64_t total = 0;
  for (const Successor& step : steps) total += weight_of(shape, how, step.move);
  if (total == 0) return std::nullopt;
  std::uint64_t left = dice.below(total);
  std::uint32_t place = 0;
  for (; left >= weight_of(shape, how, steps[place].move); ++place)
    left -= weight_of(shape, how, steps[place].move);
  return place;
}

}  // namespace

RandomRun random_run(const Ranked& ranked, const Choosing& how, std::uint64_t number,
                     std::uint64_t wanted, const std::atomic<bool>* interrupted) {
  const Model& model = ranked.model();
  const Shape& shape = model.shape();
  SeededDice dice(how.seed, number);
  RandomRun run;
  auto starts = ranked.starts();
  run.path.start = dice.below(starts.size());
  run.taken.resize(shape.actions.size());
  StateBytes state = std::move(starts[run.path.start]);
  std::uint64_t open = wanted;
  while (true) {
    const auto steps = ranked.steps(state);
    const std::uint64_t broken = model.broken(state.data(), is_end(shape, steps)) & open;
    for (std::size_t i = 0; i < shape.properties.size(); ++i)
      if (broken >> i & 1) run.breaches.push_back({i, run.path.places.size()});
    open &= ~broken;
    run.ended = is_end(shape, steps);
    run.whole = interrupted == nullptr || !*interrupted;
    if (run.path.places.size() >= how.depth_max || !run.whole) return run;
    const auto place = chosen(shape, how, steps, dice);
    if (!place) return run;
    run.path.places.push_back(*place);
    ++run.taken[steps[*place].move.action];
    state = steps[*place].state;
  }
}

}  // namespace lockstep
