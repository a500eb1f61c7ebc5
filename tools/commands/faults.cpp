#include "tools/commands/faults.hpp"

#include "tools/commands/broken_contract.hpp"
#include "tools/commands/check.hpp"
#include "tools/commands/shared_options.hpp"
#include "tools/load/load.hpp"
#include "tools/questions/liveness.hpp"
#include "tools/report/faults_report.hpp"
#include "tools/terminal/progress.hpp"
#include "tools/terminal/terminal.hpp"

#include <algorithm>

namespace lockstep {
namespace {

FaultReport search(const Subject& subject, const FaultsCommand& command) {
  ProgressLine line(!command.display.quiet);
  Options options = command.options;
  options.progress = line.function();
  FaultReport report;
  showing_broken_contract(subject, command.display, {}, [&] {
    report = checked_fault_sets(subject, options, command.faults_max);
  });
  return report;
}

}  // namespace

constinit const Verb faults_verb{"faults", "Find minimal fault sets that violate each property",
                                 "Examples:\n"
                                 "  lockstep faults lease delay=0 pauses=2 crashes=2\n"
                                 "  lockstep faults lease delay=0 --draw 1",
                                 request_of<FaultsCommand>};

OptionList options(FaultsCommand& command) {
  OptionList all = subject_options(command.protocol, command.settings);
  append(all, {property_option(command.properties),
               number_option("--faults", "Try combinations of up to N faults", command.faults_max,
                             0, 255),
               number_option("--draw", "Draw a counterexample of combination N", command.draw, 1,
                             1'000'000)});
  append(all, limit_options(command.options));
  append(all, output_options(command.display, "the combinations"));
  append(all, engine_options(command.options));
  append(all, display_options(command.display));
  return all;
}

int run(const FaultsCommand& command, const Catalogue& catalogue) {
  const CatalogueEntry& entry = find_or_load(catalogue, command.protocol);
  const auto settings = settings_or_load(command.settings);
  const auto model = entry.make(settings);
  refuse_goals(*model, command.properties);
  require_properties(model->shape(), command.properties);
  refuse_witnesses(model->shape(), command.properties);
  const FaultsOutcome found = faults_outcome(
      entry, settings, *model, search({entry, settings, *model}, command), command.properties);
  if (command.draw > 0) found.combination(command.draw);  // refuses what is not there
  write_out(command.display.json ? faults_json(found)
                                 : faults_text(found, command.display, command.draw));
  return status_of(found.verdict());
}

}  // namespace lockstep
