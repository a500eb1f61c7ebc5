#include "checker/contract/tried.hpp"

#include "checker/contract/promises.hpp"
#include "checker/errors/errors.hpp"
#include "checker/model/state.hpp"

#include <unordered_set>
#include <utility>
#include <vector>

namespace lockstep {
namespace {

constexpr std::size_t run_steps_max = 200;    // of a random run
constexpr std::uint64_t ask_every = 64;       // states
constexpr std::uint64_t fruitless_max = 100;  // runs in a row that find no new state

class Trial {
 public:
  Trial(const Model& model, unsigned reductions, const TrialLimits& limits)
      : model_(model), reductions_(reductions), limits_(limits) {}

  ContractTrial everywhere() {
    for (const Taken& start : starts()) enter(start);
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      if (given_up(i)) return done_;
      const StateBytes state = queue_[i];  // the queue grows
      for (const Taken& step : keep_promises(state)) enter(step);
    }
    done_.every = true;
    return done_;
  }

  ContractTrial along_random_runs(std::uint64_t states) {
    std::uint64_t fruitless = 0;
    while (done_.states < states && fruitless < fruitless_max && !given_up(runs_ * ask_every)) {
      const std::uint64_t before = done_.states;
      random_run(states);
      ++runs_;
      fruitless = done_.states == before ? fruitless + 1 : 0;
    }
    return done_;
  }

 private:
  std::vector<Taken> starts() const {
    std::vector<Taken> found = starts_of(model_);
    if (found != starts_of(model_))
      throw ContractBroken(
          "the model answered differently when asked twice: its starts are not the same");
    return found;
  }

  bool given_up(std::uint64_t count) const {
    return limits_.give_up && count % ask_every == 0 && limits_.give_up();
  }

  StateBytes canonical(StateBytes state) const {
    model_.canonicalise(state.data(), reductions_, nullptr);
    return state;
  }

  // The state that stands for the one that a way leads into has to behave alike. One that breaks
  // another promise need not, and that is the mistake to tell.
  void promise_alike(const Taken& way, const StateBytes& stands) {
    if (stands == way.state || !ways_.insert(way.state).second) return;
    try {
      promise_reduction(model_, way.bytes(), reductions_);
    } catch (const ReductionBroken&) {
      if (limits_.promise) limits_.promise(way.bytes());
      if (limits_.promise) limits_.promise(stands.data());
      throw;
    }
  }

  // A way into a state.
  void enter(const Taken& way) {
    StateBytes stands = canonical(way.state);
    promise_alike(way, stands);
    if (seen_.insert(stands).second) queue_.push_back(std::move(stands));
  }

  std::vector<Taken> keep_promises(const StateBytes& state) {
    std::vector<Taken> steps = steps_of(model_, state.data());
    promise_range(model_, state.data(), steps);
    promise_purity(model_, state.data(), steps);
    if (limits_.promise) limits_.promise(state.data());
    ++done_.states;
    done_.transitions += steps.size();
    return steps;
  }

  void random_run(std::uint64_t states) {
    std::vector<Taken> next = starts();
    for (std::size_t step = 0; step < run_steps_max && !next.empty() && done_.states < states;
         ++step) {
      const Taken way = next[random() % next.size()];
      const StateBytes state = canonical(way.state);
      promise_alike(way, state);
      next = seen_.insert(state).second ? keep_promises(state) : steps_of(model_, state.data());
    }
  }

  // Marsaglia, "Xorshift RNGs", 2003.
  std::uint64_t random() {
    random_ ^= random_ << 13;
    random_ ^= random_ >> 7;
    random_ ^= random_ << 17;
    return random_;
  }

  const Model& model_;
  const unsigned reductions_;
  const TrialLimits& limits_;
  ContractTrial done_;
  std::vector<StateBytes> queue_;
  std::unordered_set<StateBytes> seen_;  // that stand for others
  std::unordered_set<StateBytes> ways_;  // for which others stand
  std::uint64_t runs_ = 0;
  std::uint64_t random_ = 0x9e3779b97f4a7c15;
};

}  // namespace

ContractTrial try_contract(const Model& model, unsigned reductions, const TrialLimits& limits) {
  return Trial(model, reductions, limits).everywhere();
}

ContractTrial sample_contract(const Model& model, unsigned reductions, std::uint64_t states,
                              const TrialLimits& limits) {
  return Trial(model, reductions, limits).along_random_runs(states);
}

}  // namespace lockstep
