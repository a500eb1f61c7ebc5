#include "tools/commands/trace.hpp"

#include "checker/errors/errors.hpp"
#include "tools/chart/steps.hpp"
#include "tools/commands/shared_options.hpp"
#include "tools/report/trace_json.hpp"
#include "tools/terminal/page.hpp"
#include "tools/terminal/terminal.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>
#include <iterator>

namespace lockstep {
namespace {

std::vector<Trace> selected(const std::vector<Trace>& traces, const std::string& property) {
  if (property.empty()) return traces;
  std::vector<Trace> chosen;
  std::vector<std::string> known;
  for (const Trace& trace : traces) {
    known.push_back(trace.property);
    if (trace.property == property) chosen.push_back(trace);
  }
  if (!chosen.empty()) return chosen;
  const std::string near = nearest(property, known);
  throw Refused("no run in this file breaks `" + property + "`; " +
                (near.empty() ? "it has: " + listed(known) : "did you mean `" + near + "`?"));
}

}  // namespace

constinit const Verb trace_verb{"trace", "Draw a saved counterexample again",
                                "Examples:\n"
                                "  lockstep trace t.json\n"
                                "  lockstep trace report.json --width 100",
                                request_of<TraceCommand>};

OptionList options(TraceCommand& command) {
  OptionList all{
      required_word("FILE", "Written by `check --trace FILE` or by `check --json > FILE`",
                    command.path),
      text_option("--property", "NAME", "The property to draw, if there are several",
                  command.property)};
  append(all, display_options(command.display));
  return all;
}

int run(const TraceCommand& command, const Catalogue&) {
  std::string text;
  for (const Trace& trace : selected(read_traces(command.path), command.property)) {
    Page head(command.display.chart);
    std::vector<std::string> words{trace.protocol};
    words.insert(words.end(), trace.parameters.begin(), trace.parameters.end());
    if (!text.empty()) head.put("", {});
    head.items("", words, " ", {Colour::none, false, true});
    text += head.text() + drawn(trace, command.display.chart, command.display.steps);
  }
  write_out(text);
  return exit_holds;
}

}  // namespace lockstep
