#include "checker/simulation/simulate.hpp"

#include "checker/counterexample/replay.hpp"
#include "checker/errors/ensure.hpp"
#include "checker/machine/team.hpp"
#include "checker/model/witness.hpp"
#include "checker/simulation/shorten.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <limits>

namespace lockstep {
namespace {

constexpr double tell_every = 0.5;                // seconds
constexpr std::size_t runs_for_each_thread = 16;  // between two looks at the clock

// A run, or what went wrong in it.
struct Made {
  RandomRun run;
  std::exception_ptr error;
  bool skipped = false;  // an earlier one has broken something, or it was interrupted
};

class Simulation {
 public:
  Simulation(const Model& model, const SimulationOptions& options)
      : ranked_(model),
        options_(options),
        wanted_(options.wanted & ~witness_bits(model.shape())),
        team_(workers_of(options.threads)) {
    report_.taken.resize(model.shape().actions.size());
  }

  SimulationReport run() {
    while (report_.breaches.empty() && !is_over()) {
      const auto batch = make_batch();
      for (const Made& made : batch)
        if (!add(made)) break;
      tell();
    }
    report_.seconds = seconds();
    return std::move(report_);
  }

 private:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  }
  bool interrupted() const { return options_.interrupted != nullptr && *options_.interrupted; }

  void tell() {
    if (!options_.progress || seconds() - told_ < tell_every) return;
    told_ = seconds();
    options_.progress(report_.runs, report_.steps);
  }

  bool is_over() {
    if (interrupted())
      report_.stopped = "it was interrupted";
    else if (options_.seconds_max > 0 && seconds() > options_.seconds_max)
      report_.stopped = "the time limit was reached";
    return !report_.stopped.empty() || (options_.runs_max > 0 && report_.runs >= options_.runs_max);
  }

  // The next runs, in order. What each is does not depend on how many there are in a batch.
  std::vector<Made> make_batch() {
    std::size_t many = runs_for_each_thread * static_cast<std::size_t>(team_.size());
    if (options_.runs_max > 0)
      many =
          static_cast<std::size_t>(std::min<std::uint64_t>(many, options_.runs_max - report_.runs));
    std::vector<Made> batch(many);
    std::atomic<std::size_t> first_telling = std::numeric_limits<std::size_t>::max();
    team_.share(many, [&](int, std::size_t i) {
      Made& made = batch[i];
      made.skipped = i > first_telling || interrupted();
      if (made.skipped) return;
      try {
        made.run = random_run(ranked_, options_.choosing, report_.runs + i + 1, wanted_,
                              options_.interrupted);
      } catch (...) {
        made.error = std::current_exception();
      }
      if (made.error == nullptr && made.run.breaches.empty()) return;
      std::size_t first = first_telling;
      while (i < first && !first_telling.compare_exchange_weak(first, i)) continue;
    });
    return batch;
  }

  // False when no later run counts.
  bool add(const Made& made) {
    if (made.error) std::rethrow_exception(made.error);
    if (made.skipped || !made.run.whole) return false;
    ++report_.runs;
    report_.ended += made.run.ended ? 1 : 0;
    const std::uint64_t steps = made.run.path.places.size();
    report_.steps += steps;
    report_.longest = std::max(report_.longest, steps);
    for (std::size_t i = 0; i < report_.taken.size(); ++i) report_.taken[i] += made.run.taken[i];
    for (const FirstBreach& breach : made.run.breaches)
      report_.breaches.push_back(shown(made.run, breach));
    std::sort(report_.breaches.begin(), report_.breaches.end(),
              [](const auto& a, const auto& b) { return a.property < b.property; });
    return report_.breaches.empty();
  }

  SimulatedBreach shown(const RandomRun& run, const FirstBreach& breach) const {
    Path path = run.path;
    path.places.resize(breach.steps);
    const Shortened less = shortened(ranked_, path, breach.property, options_.interrupted);
    SimulatedBreach found{breach.property, ranked_.concrete(less.path), breach.steps, less.minimal};
    const std::string fault = fault_in(ranked_.model(), found.run, breach.property);
    ensure(fault.empty(), fault.c_str());
    return found;
  }

  const Ranked ranked_;
  const SimulationOptions& options_;
  const std::uint64_t wanted_;
  Team team_;
  const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  double told_ = 0;  // seconds, when progress was told
  SimulationReport report_;
};

}  // namespace

SimulationReport simulate(const Model& model, const SimulationOptions& options) {
  ensure(model.shape().properties.size() <= properties_max, "a model has at most 64 properties");
  return Simulation(model, options).run();
}

}  // namespace lockstep
