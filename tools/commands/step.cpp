#include "tools/commands/step.hpp"

#include "tools/commands/shared_options.hpp"
#include "tools/load/load.hpp"
#include "tools/report/report_text.hpp"
#include "tools/step/prompt.hpp"
#include "tools/terminal/terminal.hpp"

#include <iostream>

namespace lockstep {

constinit const Verb step_verb{
    "step", "Walk through a protocol by hand: choose steps, undo them, ask which guard forbids one",
    "Reads one number or command per line; `help` lists the commands. Standard input does not "
    "have\n"
    "to be a terminal.\n"
    "\n"
    "Examples:\n"
    "  lockstep step lease\n"
    "  printf '1\\nchanges\\nwhy-not grants\\n' | lockstep step lease",
    request_of<StepCommand>};

OptionList options(StepCommand& command) {
  OptionList all = subject_options(command.protocol, command.settings);
  append(all, colour_options(command.display.chart));
  return all;
}

int run(const StepCommand& command, const Catalogue& catalogue) {
  const CatalogueEntry& entry = find_or_load(catalogue, command.protocol);
  const auto settings = settings_or_load(command.settings);
  const auto model = entry.make(settings);
  const auto parameters = parameter_values(entry, settings);
  Prompt prompt(*model, entry.name(), parameters, command.display);
  Page head(command.display.chart);
  put_subject(head, entry.name(), parameters, entry.sentence());
  write_out(head.text() + "\n" + prompt.steps());
  const bool asks = is_terminal(stdin);
  std::string line;
  while (!prompt.over()) {
    if (asks) write_out("> ");
    if (!std::getline(std::cin, line)) {
      if (asks) write_out("\n");
      break;
    }
    write_out(prompt.answer(line));
  }
  return exit_holds;
}

}  // namespace lockstep
