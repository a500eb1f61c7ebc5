#include "checker/errors/errors.hpp"
#include "checker/fault_sets.hpp"
#include "tools/commands/commands.hpp"
#include "tools/report/faults_report.hpp"
#include "tools/terminal/progress.hpp"
#include "tools/terminal/terminal.hpp"

#include <algorithm>

namespace lockstep {
namespace {

FaultReport search(const Model& model, const FaultsCommand& command) {
  ProgressLine line(!command.display.quiet);
  Options options = command.options;
  options.progress = line.function();
  return fault_sets(model, options, command.faults_max);
}

// No fault breaks what is claimed to happen sometimes.
void refuse_witnesses(const Shape& shape, const std::vector<std::string>& names) {
  for (const Property& property : shape.properties)
    if (property.when == When::sometimes &&
        std::find(names.begin(), names.end(), property.name) != names.end())
      throw Refused('`' + property.name + "` cannot be violated: it is claimed to happen " +
                    "sometimes. `lockstep check --property` draws a run that shows it");
}

}  // namespace

int run(const FaultsCommand& command, const Catalogue& catalogue) {
  const CatalogueEntry& entry = find_protocol(catalogue, command.protocol);
  const auto settings = parse_settings(command.settings);
  const auto model = entry.make(settings);
  require_properties(model->shape(), command.properties);
  refuse_witnesses(model->shape(), command.properties);
  const FaultsOutcome found =
      faults_outcome(entry, settings, *model, search(*model, command), command.properties);
  if (command.draw > 0) found.combination(command.draw);  // refuses what is not there
  write_out(command.display.json ? faults_json(found)
                                 : faults_text(found, command.display, command.draw));
  return status_of(found.verdict());
}

}  // namespace lockstep
