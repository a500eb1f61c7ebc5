#include "checker/simulation/ranked.hpp"

#include "checker/errors/errors.hpp"

#include <algorithm>

namespace lockstep {

StateBytes Ranked::ranked(StateBytes state) const {
  if (reductions_ != no_reduction) model_.canonicalise(state.data(), reductions_, nullptr);
  return state;
}

std::vector<StateBytes> Ranked::starts() const {
  auto all = start_states(model_);
  for (StateBytes& state : all) state = ranked(std::move(state));
  return all;
}

std::vector<Successor> Ranked::steps(const StateBytes& state) const {
  auto all = successors(model_, state);
  for (Successor& step : all) step.state = ranked(std::move(step.state));
  return all;
}

Run Ranked::concrete(const Path& path) const {
  Run run{{start_states(model_).at(path.start)}, {}};
  StateBytes abstract = ranked(run.states.back());
  for (const std::uint32_t place : path.places) {
    const Successor wanted = steps(abstract).at(place);
    const auto here = successors(model_, run.states.back());
    const auto step = std::find_if(here.begin(), here.end(), [&](const Successor& some) {
      return some.move == wanted.move && ranked(some.state) == wanted.state;
    });
    if (step == here.end())
      throw ContractBroken("renumbering tokens changes what can happen: a run cannot be repeated");
    abstract = wanted.state;
    run.states.push_back(step->state);
    run.moves.push_back(step->move);
  }
  return run;
}

}  // namespace lockstep
