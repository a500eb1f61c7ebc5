#include "tools/questions/check.hpp"

#include "tools/chart/steps.hpp"
#include "tools/commands/commands.hpp"
#include "tools/report/report_json.hpp"
#include "tools/report/report_text.hpp"
#include "tools/report/trace_json.hpp"
#include "tools/terminal/output_file.hpp"
#include "tools/terminal/progress.hpp"
#include "tools/terminal/terminal.hpp"

#include <iostream>
#include <optional>

namespace lockstep {
namespace {

// What a checkpoint must be of to go on from it.
std::string subject(const CatalogueEntry& entry, const std::vector<Setting>& settings) {
  std::string words = entry.name();
  for (const ParameterValue& value : parameter_values(entry, settings))
    words += " " + value.name + "=" + value.value;
  return words;
}

Asked asked_by(const CheckCommand& command) {
  const bool unasked = command.no_ledger || (command.display.quiet && !command.ledger);
  return {command.properties,
          command.ledger ? KeepLedger::always
          : unasked      ? KeepLedger::never
                         : KeepLedger::for_small_searches,
          command.zeno};
}

Outcome answer(const Subject& subject, const CheckCommand& command, Options options) {
  ProgressLine line(!command.display.quiet);
  options.progress = line.function();
  return ask(subject, asked_by(command), options);
}

// A model that breaks its contract is wrong, and what it says of properties is worth nothing.
void show(const Subject& subject, const ContractBroken& broken, const Trace* trace,
          const CheckCommand& command, std::optional<OutputFile>& file) {
  if (file && trace != nullptr) file->write(trace_text(*trace));
  if (command.display.json)
    write_out(broken_contract_json(subject.entry.name(),
                                   parameter_values(subject.entry, subject.settings), broken.what(),
                                   trace));
  else if (trace != nullptr && !command.display.quiet)
    write_out(drawn(*trace, command.display.chart, command.display.steps) + "\n");
}

int status_of(const Outcome& found, const CheckCommand& command) {
  const Verdict verdict = found.verdict();
  const bool zeno_unknown = command.zeno && found.zeno.look == ZenoLook::not_searched;
  const bool open = zeno_unknown || (command.strict && !found.full());
  return open && verdict == Verdict::holds ? exit_unknown : status_of(verdict);
}

// The run that is saved: of what broke, or else of a witness that was asked for.
const Trace* telling_trace(const Outcome& found) {
  if (const PropertyOutcome* telling = found.most_telling()) return &*telling->trace;
  for (const PropertyOutcome& witness : found.witnesses)
    if (witness.trace) return &*witness.trace;
  return nullptr;
}

}  // namespace

int status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
    case Verdict::seen: return exit_holds;
    case Verdict::violated: return exit_violated;
    case Verdict::unknown:
    case Verdict::not_judged:
    case Verdict::unseen: break;
  }
  return exit_unknown;
}

int run(const CheckCommand& command, const Catalogue& catalogue) {
  const CatalogueEntry& entry = find_protocol(catalogue, command.protocol);
  const auto settings = parse_settings(command.settings);
  const auto model = entry.make(settings);
  const Subject subject_of_check{entry, settings, *model};
  require_properties(model->shape(), command.properties);
  std::optional<OutputFile> file;
  if (!command.trace_path.empty()) file.emplace(command.trace_path);

  Options options = command.options;
  options.subject = subject(entry, settings);
  Outcome found;
  try {
    found = answer(subject_of_check, command, options);
  } catch (const ContractFault& fault) {
    show(subject_of_check, fault, &fault.trace, command, file);
    throw;
  } catch (const ContractBroken& broken) {
    show(subject_of_check, broken, nullptr, command, file);
    throw;
  }
  const Trace* telling = telling_trace(found);
  if (file && telling == nullptr)
    std::cerr << "lockstep: no counterexample, so `" << command.trace_path << "` is not written\n";
  if (file && telling != nullptr) file->write(trace_text(*telling));
  write_out(command.display.json
                ? report_json(found)
                : report_text(found, command.display, !command.properties.empty()));
  return status_of(found, command);
}

}  // namespace lockstep
