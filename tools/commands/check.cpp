#include "tools/commands/check.hpp"

#include "tools/commands/broken_contract.hpp"
#include "tools/commands/shared_options.hpp"
#include "tools/load/load.hpp"
#include "tools/questions/check.hpp"
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
  std::vector<FairnessChange> changes;
  for (const std::string& text : command.fairness) changes.push_back(parse_fairness(text));
  const bool unasked = command.no_ledger || (command.display.quiet && !command.ledger);
  return {command.properties,
          command.ledger ? KeepLedger::always
          : unasked      ? KeepLedger::never
                         : KeepLedger::for_small_searches,
          command.zeno, command.liveness, changes};
}

Outcome answer(const Subject& subject, const CheckCommand& command, Options options) {
  ProgressLine line(!command.display.quiet);
  options.progress = line.function();
  return ask(subject, asked_by(command), options);
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
  if (found.liveness)
    for (const GoalOutcome& goal : found.liveness->goals)
      if (goal.trace) return &*goal.trace;
  for (const PropertyOutcome& witness : found.witnesses)
    if (witness.trace) return &*witness.trace;
  return nullptr;
}

constexpr const char* examples =
    "Examples:\n"
    "  lockstep check lease clients=3 pauses=0\n"
    "  lockstep check lease --property \"billed at most once\"\n"
    "  lockstep check lease --memory 8G --time 5m\n"
    "  lockstep check peterson --liveness\n"
    "  lockstep check fischer --property \"starvation freedom\" --fair leaves=none\n"
    "  lockstep check abstract-lease clients=7 --checkpoint run.ckpt\n"
    "  lockstep check ./my_lock.cpp                a file of your own (`lockstep new`)\n"
    "  lockstep check lease --json > report.json && lockstep trace report.json\n"
    "`lockstep check PROTOCOL --help` and `lockstep list PROTOCOL` show a protocol's parameters.";

}  // namespace

constinit const Verb check_verb{"check", "Explore every behaviour of a protocol and check it",
                                examples, request_of<CheckCommand>};

OptionList options(CheckCommand& command) {
  Options& search = command.options;
  OptionList all = subject_options(command.protocol, command.settings);
  append(
      all,
      {property_option(command.properties),
       text_option("--trace", "FILE", "Write the counterexample to a file as JSON",
                   command.trace_path),
       flag("--fewest-faults", "Find counterexamples with the fewest faults, then the fewest steps",
            search.fewest_faults),
       flag("--ledger",
            "Relax each assumption in turn and report what changes (always on for small "
            "searches)",
            command.ledger)
           .not_with("--no-ledger"),
       flag("--no-ledger", "Skip the assumption ledger", command.no_ledger),
       flag("--zeno", "Check whether time can stand still forever (always on for small searches)",
            command.zeno),
       flag("--liveness",
            "Judge what has to happen some day, too: every liveness property of the protocol",
            command.liveness),
       texts_option("--fair", "ACTION=HOW",
                    "Change what liveness assumes of an action: none (it may be put off forever), "
                    "weak (not while it is possible all the time) or strong (not while it is "
                    "possible again and again); may be given more than once",
                    command.fairness),
       flag("--strict",
            "Exit status 4 if an expected event never happened or a property was not judged",
            command.strict)});
  append(all, limit_options(search));
  append(all,
         {text_option("--checkpoint", "FILE", "Save progress periodically", search.checkpoint),
          seconds_option("--every", "Time between two checkpoints", search.checkpoint_seconds),
          text_option("--resume", "FILE",
                      "Resume from a checkpoint, and save further progress there", search.resume)});
  append(all, output_options(command.display, "the verdicts"));
  append(all, {flag("--verbose",
                    "Report what the engine did: rounds, records, encodings, memory, time. Most of "
                    "it depends on --threads and differs from run to run; the largest level does "
                    "not, nor do the bits of a state in a finished search",
                    command.display.verbose)
                   .not_with("--quiet")});
  append(all, engine_options(search));
  append(all, display_options(command.display));
  return all;
}

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
  const CatalogueEntry& entry = find_or_load(catalogue, command.protocol);
  const auto settings = settings_or_load(command.settings);
  const auto model = entry.make(settings);
  const Subject subject_of_check{entry, settings, *model};
  require_properties_or_goals(*model, command.properties);
  std::optional<OutputFile> file;
  if (!command.trace_path.empty()) file.emplace(command.trace_path);

  Options options = command.options;
  options.subject = subject(entry, settings);
  if (options.checkpoint.empty()) options.checkpoint = options.resume;
  Outcome found;
  showing_broken_contract(
      subject_of_check, command.display,
      [&](const Trace& run) {
        if (file) file->write(trace_text(run));
      },
      [&] { found = answer(subject_of_check, command, options); });
  const Trace* telling = telling_trace(found);
  if (file && telling == nullptr)
    std::cerr << "lockstep: no counterexample, so `" << command.trace_path << "` is not written\n";
  if (file && telling != nullptr) file->write(trace_text(*telling));
  write_out(command.display.json
                ? report_json(found, command.display.verbose)
                : report_text(found, command.display, !command.properties.empty()));
  return status_of(found, command);
}

}  // namespace lockstep
