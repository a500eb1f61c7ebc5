#include "tools/commands/explain.hpp"

#include "tools/commands/shared_options.hpp"
#include "tools/load/load.hpp"
#include "tools/questions/explain.hpp"
#include "tools/terminal/exit_status.hpp"
#include "tools/terminal/progress.hpp"
#include "tools/terminal/terminal.hpp"

#include <algorithm>

namespace lockstep {
namespace {

// A change that could not be judged may be the one that was looked for.
bool is_open(const Explanation& explanation) {
  return !explanation.base.report.exhausted() ||
         std::any_of(explanation.alternatives.begin(), explanation.alternatives.end(),
                     [](const Alternative& change) {
                       return change.found && !change.found->report.exhausted();
                     });
}

}  // namespace

constinit const Verb explain_verb{
    "explain", "Say which change of a single setting would have prevented a violation",
    "Examples:\n"
    "  lockstep explain lease\n"
    "  lockstep explain lease store=fenced --property \"mutual exclusion in belief\"\n"
    "  lockstep explain ./my_lock.cpp",
    request_of<ExplainCommand>};

OptionList options(ExplainCommand& command) {
  OptionList all = subject_options(command.protocol, command.settings);
  append(all, {text_option("--property", "NAME",
                           "The property; else the violated one that is declared last",
                           command.property)});
  append(all, limit_options(command.options));
  append(all, {flag("--json", "Print one JSON document", command.display.json)});
  append(all, engine_options(command.options));
  append(all, colour_options(command.display.chart));
  return all;
}

int run(const ExplainCommand& command, const Catalogue& catalogue) {
  const CatalogueEntry& entry = find_or_load(catalogue, command.protocol);
  const auto settings = settings_or_load(command.settings);
  ProgressLine line(!command.display.json);
  const Explanation found = explain(
      entry, settings, command.property, command.options, [&](std::size_t done, std::size_t all) {
        line.show(std::to_string(done) + " of " + std::to_string(all) + " changes");
      });
  line.wipe();
  write_out(command.display.json ? explanation_json(found)
                                 : explanation_text(found, command.display.chart));
  return is_open(found) ? exit_unknown : exit_holds;
}

}  // namespace lockstep
