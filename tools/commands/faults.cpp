#include "checker/fault_sets.hpp"
#include "tools/commands/commands.hpp"
#include "tools/report/faults_report.hpp"
#include "tools/terminal/progress.hpp"
#include "tools/terminal/terminal.hpp"

namespace lockstep {
namespace {

FaultReport search(const Model& model, const FaultsCommand& command) {
  ProgressLine line(!command.display.quiet);
  Options options = command.options;
  options.progress = line.function();
  return fault_sets(model, options, command.faults_max);
}

}  // namespace

int run(const FaultsCommand& command, const Catalogue& catalogue) {
  const CatalogueEntry& entry = find_protocol(catalogue, command.protocol);
  const auto settings = parse_settings(command.settings);
  const auto model = entry.make(settings);
  require_properties(model->shape(), command.properties);
  const FaultsOutcome found =
      faults_outcome(entry, settings, *model, search(*model, command), command.properties);
  if (command.draw > 0) found.combination(command.draw);  // refuses what is not there
  write_out(command.display.json ? faults_json(found)
                                 : faults_text(found, command.display, command.draw));
  return status_of(found.verdict());
}

}  // namespace lockstep
