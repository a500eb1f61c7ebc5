#include "tools/commands/simulate.hpp"

#include "tools/commands/shared_options.hpp"
#include "tools/load/load.hpp"
#include "tools/questions/liveness.hpp"
#include "tools/report/simulation_report.hpp"
#include "tools/report/trace_json.hpp"
#include "tools/terminal/output_file.hpp"
#include "tools/terminal/progress.hpp"
#include "tools/terminal/terminal.hpp"
#include "tools/terminal/text.hpp"

#include <iostream>
#include <limits>
#include <optional>

namespace lockstep {
namespace {

constexpr std::uint64_t seed_max = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t runs_most = 1'000'000'000'000'000;
constexpr std::uint64_t depth_most = 1'000'000;
constexpr unsigned weight_most = 10'000;

// With a limit of time, and no other, there is no limit of runs. So --runs comes after it.
Option time_option(SimulationOptions& options) {
  Option made =
      seconds_option("--time", "Stop after this time instead of a number of runs: 30s, 5m, 2h",
                     options.seconds_max);
  made.set = [set = made.set, &options](const std::string& value) {
    set(value);
    options.runs_max = 0;
  };
  return made;
}

std::uint64_t wanted(const Model& model, const std::vector<std::string>& names) {
  const Shape& shape = model.shape();
  refuse_goals(model, names);
  require_properties(shape, names);
  refuse_witnesses(shape, names);
  return bits_of(shape, names);
}

SimulationReport simulated(const Model& model, SimulationOptions how, bool progress) {
  ProgressLine line(progress);
  how.progress = [&line](std::uint64_t runs, std::uint64_t steps) {
    line.show(counted(runs, "run") + "   " + counted(steps, "step"));
  };
  return simulate(model, how);
}

}  // namespace

constinit const Verb simulate_verb{
    "simulate", "Make random runs of a protocol that has too many states to explore",
    "A run that violates a property is shortened before it is shown; it may not be the shortest.\n"
    "Each step of a run is chosen at random among the possible ones. All non-fault steps are\n"
    "equally likely; --fault-weight says how likely a fault is in comparison. The same seed makes\n"
    "the same runs at any number of threads. If no run violates a property, nothing is proved and\n"
    "the exit status is 4.\n"
    "\n"
    "Examples:\n"
    "  lockstep simulate lease clients=4 pauses=2\n"
    "  lockstep simulate lease clients=6 --time 5m --seed 7",
    request_of<SimulateCommand>};

OptionList options(SimulateCommand& command) {
  SimulationOptions& how = command.options;
  OptionList all = subject_options(command.protocol, command.settings);
  append(
      all,
      {property_option(command.properties),
       number_option("--seed", "Seed of all random choices", how.choosing.seed, 0, seed_max),
       time_option(how), number_option("--runs", "Stop after N runs", how.runs_max, 1, runs_most),
       number_option("--depth", "Maximum steps per run", how.choosing.depth_max, 1, depth_most),
       number_option("--fault-weight",
                     "Weight of a fault, in percent of any other step; 0: no faults",
                     how.choosing.fault_weight, 0, weight_most),
       text_option("--trace", "FILE", "Write the counterexample to a file as JSON",
                   command.trace_path)});
  append(all, output_options(command.display, "the verdicts"));
  all.push_back(threads_option(how.threads));
  append(all, display_options(command.display));
  return all;
}

int run(const SimulateCommand& command, const Catalogue& catalogue) {
  const CatalogueEntry& entry = find_or_load(catalogue, command.protocol);
  const auto settings = settings_or_load(command.settings);
  const auto model = entry.make(settings);
  SimulationOptions how = command.options;
  how.wanted = wanted(*model, command.properties);
  std::optional<OutputFile> file;
  if (!command.trace_path.empty()) file.emplace(command.trace_path);
  const SimulationOutcome found =
      simulation_outcome(entry, settings, *model, how,
                         simulated(*model, how, !command.display.quiet), command.properties);
  const SimulatedProperty* telling = found.most_telling();
  if (file && telling == nullptr)
    std::cerr << "lockstep: no counterexample, so `" << command.trace_path << "` is not written\n";
  if (file && telling != nullptr) file->write(trace_text(*telling->trace));
  write_out(command.display.json
                ? simulation_json(found)
                : simulation_text(found, command.display, !command.properties.empty()));
  return telling != nullptr ? exit_violated : exit_unknown;
}

}  // namespace lockstep
