#include "tools/commands/check.hpp"

#include "checker/errors/errors.hpp"
#include "tools/chart/steps.hpp"
#include "tools/commands/shared_options.hpp"
#include "tools/commands/zeno.hpp"
#include "tools/load/load.hpp"
#include "tools/report/outcome.hpp"
#include "tools/report/report_json.hpp"
#include "tools/report/report_text.hpp"
#include "tools/report/trace_json.hpp"
#include "tools/terminal/output_file.hpp"
#include "tools/terminal/progress.hpp"
#include "tools/terminal/terminal.hpp"

#include <algorithm>
#include <iostream>
#include <optional>

namespace lockstep {
namespace {

// A search of so few states is over in an instant, and so is the ledger, which repeats it once for
// each assumption. These are states and not seconds, so that the report is always the same.
constexpr std::uint64_t small_search = 20'000;
constexpr std::uint64_t small_search_without = 100'000;  // dropping an assumption adds states

// What a checkpoint must be of to go on from it.
std::string subject(const CatalogueEntry& entry, const std::vector<Setting>& settings) {
  std::string words = entry.name();
  for (const ParameterValue& value : parameter_values(entry, settings))
    words += " " + value.name + "=" + value.value;
  return words;
}

Report search(const Model& model, Options options, bool progress) {
  ProgressLine line(progress);
  options.progress = line.function();
  return check(model, options);
}

std::vector<std::string> those_that_hold(const Outcome& found) {
  std::vector<std::string> names;
  for (const PropertyOutcome& property : found.properties)
    if (property.report.verdict == Verdict::holds) names.push_back(property.property.name);
  return names;
}

void keep_ledger(Outcome& found, const CheckCommand& command, const CatalogueEntry& entry,
                 const std::vector<Setting>& settings) {
  const bool small = found.report.exhausted() && found.report.states <= small_search;
  if (command.no_ledger || (!command.ledger && (!small || command.display.quiet))) return;
  Options options = command.options;
  options.checkpoint.clear();
  options.resume.clear();
  if (!command.ledger)
    options.states_max = std::min(options.states_max - 1, small_search_without - 1) + 1;  // 0: none
  ProgressLine line(!command.display.quiet);
  options.progress = line.function();
  try_without(found.assumptions, entry, settings, those_that_hold(found), options);
}

// A model in which time stands still is wrong, and what it says of properties is worth nothing.
[[noreturn]] void refuse(const Trace& standing_still, const CheckCommand& command,
                         std::optional<OutputFile>& file) {
  if (file) file->write(trace_text(standing_still));
  if (!command.display.json && !command.display.quiet)
    write_out(drawn(standing_still, command.display.chart, command.display.steps) + "\n");
  throw ContractBroken(standing_still.sentence);
}

constexpr const char* examples =
    "Examples:\n"
    "  lockstep check lease clients=3 pauses=0\n"
    "  lockstep check lease --property \"billed at most once\"\n"
    "  lockstep check lease --memory 8G --time 5m\n"
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
       text_option("--trace", "FILE", "Write the counterexample as JSON", command.trace_path),
       flag("--fewest-faults", "Counterexamples with the fewest faults, then the fewest steps",
            search.fewest_faults),
       flag("--ledger",
            "Relax each assumption in turn and report what changes (always on for small "
            "searches)",
            command.ledger)
           .not_with("--no-ledger"),
       flag("--no-ledger", "Skip the assumption ledger", command.no_ledger),
       flag("--zeno", "Check whether time can stand still forever (always on for small searches)",
            command.zeno)});
  append(all, limit_options(search));
  append(all,
         {text_option("--checkpoint", "FILE", "Save progress periodically", search.checkpoint),
          seconds_option("--every", "Time between two checkpoints", search.checkpoint_seconds),
          text_option("--resume", "FILE",
                      "Resume from a checkpoint, and save further progress there", search.resume)});
  append(all, output_options(command.display, "the verdicts"));
  append(all, engine_options(search));
  append(all, display_options(command.display));
  return all;
}

int status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds: return exit_holds;
    case Verdict::violated: return exit_violated;
    case Verdict::unknown: break;
  }
  return exit_unknown;
}

int run(const CheckCommand& command, const Catalogue& catalogue) {
  const CatalogueEntry& entry = find_or_load(catalogue, command.protocol);
  const auto settings = settings_or_load(command.settings);
  const auto model = entry.make(settings);
  require_properties(model->shape(), command.properties);
  require_time(*model, command);
  std::optional<OutputFile> file;
  if (!command.trace_path.empty()) file.emplace(command.trace_path);

  Options options = command.options;
  options.subject = subject(entry, settings);
  if (options.checkpoint.empty()) options.checkpoint = options.resume;
  Report report = search(*model, options, !command.display.quiet);
  Outcome found = outcome(entry, settings, *model, std::move(report), command.properties);
  if (const auto standing_still = find_time_standing_still(*model, command, found))
    refuse(*standing_still, command, file);
  keep_ledger(found, command, entry, settings);
  const PropertyOutcome* telling = found.most_telling();
  if (file && telling == nullptr)
    std::cerr << "lockstep: no counterexample, so `" << command.trace_path << "` is not written\n";
  if (file && telling != nullptr) file->write(trace_text(*telling->trace));
  const bool draw_all = !command.properties.empty();
  write_out(command.display.json ? report_json(found)
                                 : report_text(found, command.display, draw_all));
  const bool zeno_unknown = command.zeno && found.zeno.look == ZenoLook::not_searched;
  return zeno_unknown && found.verdict() == Verdict::holds ? exit_unknown
                                                           : status_of(found.verdict());
}

}  // namespace lockstep
