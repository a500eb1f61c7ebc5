#include "tools/step/prompt.hpp"

#include "checker/errors/errors.hpp"
#include "checker/model/narrator.hpp"
#include "tools/chart/chart.hpp"
#include "tools/step/why_not.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>
#include <charconv>

namespace lockstep {
namespace {

constexpr Style red{Colour::red, true, false};
constexpr Style yellow{Colour::yellow, true, false};
constexpr Style dim{Colour::none, false, true};

std::string trimmed(const std::string& line) {
  constexpr const char* blanks = " \t\r";
  const std::size_t from = line.find_first_not_of(blanks);
  if (from == std::string::npos) return {};
  return line.substr(from, line.find_last_not_of(blanks) - from + 1);
}

bool is_number(const std::string& word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The number that `text` is, of `many` things called `what`, counted from 0.
std::size_t choice(const std::string& text, std::size_t many, const std::string& what) {
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc{} && stopped == end && number >= 1 && number <= many) return number - 1;
  if (many == 0) throw Refused("there is no " + what + " to choose");
  throw Refused("there is no " + what + " `" + text + "`: choose 1 to " + std::to_string(many));
}

NamedValues values_of(const std::vector<ParameterValue>& parameters) {
  NamedValues all;
  for (const ParameterValue& one : parameters) all.emplace_back(one.name, one.value);
  return all;
}

// Whose message a step takes, " (from client 1)", unless its label says so: of two that read the
// same the choice is between senders.
std::string whose_message(const Model& model, const StateBytes& before, const Successor& step,
                          const std::string& label, bool unicode) {
  const Narrator& words = model.narrator();
  const auto taken = missing(words.in_flight(before.data()), words.in_flight(step.state.data()));
  if (taken.size() != 1) return "";
  const std::string& from = model.shape().lanes.at(taken[0].from);
  const std::string& to = model.shape().lanes.at(taken[0].to);
  const bool says_from = label.find(from) != std::string::npos;
  const bool says_to = label.find(to) != std::string::npos;
  if (says_from) return says_to ? "" : " (to " + to + ")";
  return " (" + (says_to ? "from " + from : from + (unicode ? " → " : " -> ") + to) + ")";
}

}  // namespace

struct Prompt::Command {
  const char* name;
  const char* argument;  // as the help calls it; empty: none
  const char* sentence;
  void (Prompt::*run)(Page& page, const std::string& rest);
};

const std::vector<Prompt::Command>& Prompt::commands() {
  static const std::vector<Command> all{
      {"steps", "", "What can happen here, again", &Prompt::list},
      {"undo", "", "Take the last step back", &Prompt::undo},
      {"start", "N", "Begin again, at start N", &Prompt::start},
      {"changes", "", "What the last step changed", &Prompt::changes},
      {"state", "", "The whole state, as JSON", &Prompt::state},
      {"chart", "", "Draw the run so far", &Prompt::chart},
      {"why-not", "ACTION", "Name the guard that forbids an action here", &Prompt::why_not},
      {"help", "", "This list", &Prompt::help},
      {"quit", "", "Leave", &Prompt::quit},
  };
  return all;
}

Prompt::Prompt(const Model& model, std::string protocol, std::vector<ParameterValue> parameters,
               const Display& display)
    : model_(model),
      protocol_(std::move(protocol)),
      parameters_(std::move(parameters)),
      display_(display),
      walk_(model) {}

std::string Prompt::steps() const {
  Page page(display_.chart);
  put_steps(page);
  return page.text();
}

std::string Prompt::answer(const std::string& line) {
  Page page(display_.chart);
  try {
    const std::string said = trimmed(line);
    const std::size_t space = std::min(said.find_first_of(" \t"), said.size());
    const std::string word = said.substr(0, space), rest = trimmed(said.substr(space));
    if (word.empty()) return {};
    if (is_number(word)) {
      if (!rest.empty()) throw Refused("one number at a time");
      take(page, word);
      return page.text();
    }
    std::vector<std::string> known;
    for (const Command& command : commands()) {
      known.emplace_back(command.name);
      if (word != command.name) continue;
      if (*command.argument == '\0' && !rest.empty())
        throw Refused("`" + word + "` takes nothing after it");
      (this->*command.run)(page, rest);
      return page.text();
    }
    const std::string near = nearest(word, known);
    throw Refused("unknown command `" + word + "`; " +
                  (near.empty() ? "`help` lists them" : "did you mean `" + near + "`?"));
  } catch (const Refused& refused) {
    Page sentence(display_.chart);
    sentence.paragraph(
        "", std::string(refused.what()) + (std::string(refused.what()).ends_with('?') ? "" : "."),
        yellow);
    return sentence.text();
  }
}

void Prompt::take(Page& page, const std::string& number) {
  const std::size_t step = choice(number, walk_.next().size(), "step");
  const std::string label = model_.narrator().label(walk_.next()[step].move, walk_.state().data());
  walk_.take(step);
  page.paragraph("", std::to_string(walk_.steps()) + ". " + label, {Colour::none, true, false});
  put_steps(page);
}

void Prompt::put_steps(Page& page) const {
  put_broken(page);
  const auto& steps = walk_.next();
  const int digits = columns_of(std::to_string(steps.size()));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool fault = model_.shape().actions[steps[i].move.action].fault;
    const std::string number = std::to_string(i + 1);
    const std::string label = model_.narrator().label(steps[i].move, walk_.state().data());
    page.paragraph(
        "  " + repeated(" ", digits - columns_of(number)) + number + (fault ? " ◆ " : "   "),
        label + whose_message(model_, walk_.state(), steps[i], label, display_.chart.unicode),
        fault ? yellow : Style{});
  }
  if (steps.empty())
    page.paragraph("  ", "No step is possible here.", dim);
  else if (walk_.at_end())
    page.paragraph("  ", "No step but faults is possible here.", dim);
  if (walk_.steps() == 0 && walk_.starts() > 1)
    page.paragraph(
        "  ",
        "There are " + std::to_string(walk_.starts()) + " starts; `start N` begins at another.",
        dim);
}

void Prompt::put_broken(Page& page) const {
  const std::uint64_t broken = walk_.broken();
  const auto& properties = model_.shape().properties;
  for (std::size_t i = 0; i < properties.size(); ++i)
    if (broken >> i & 1)
      page.paragraph(
          "  ✗ ",
          properties[i].name + ": " + model_.narrator().explain(i, walk_.state().data()) + ".",
          red);
}

Trace Prompt::trace() const {
  Trace trace = narrate(model_, walk_.run());
  set_subject(trace, protocol_, parameters_);
  return trace;
}

void Prompt::list(Page& page, const std::string&) { put_steps(page); }

void Prompt::undo(Page& page, const std::string&) {
  if (walk_.steps() == 0) throw Refused("there is no step to take back");
  walk_.undo();
  put_steps(page);
}

void Prompt::start(Page& page, const std::string& rest) {
  walk_.begin(rest.empty() ? 0 : choice(rest, walk_.starts(), "start"));
  put_steps(page);
}

void Prompt::changes(Page& page, const std::string&) {
  if (walk_.steps() == 0) throw Refused("no step has been taken yet");
  const Trace all = trace();
  const TraceStep& last = all.steps.back();
  for (const Change& change : last.changes)
    page.paragraph("  ", change.field + ": " + change.before + " -> " + change.after, {});
  if (last.changes.empty()) page.paragraph("  ", "It changed nothing.", dim);
}

void Prompt::state(Page& page, const std::string&) {
  page.raw(model_.narrator().json(walk_.state().data()) + "\n");
}

void Prompt::chart(Page& page, const std::string&) {
  page.raw(lockstep::chart(trace(), display_.chart));
}

void Prompt::why_not(Page& page, const std::string& rest) {
  if (rest.empty())
    throw Refused("`why-not` needs an ACTION, as in `why-not " +
                  model_.shape().actions.front().name + "`");
  for (const std::uint16_t action : actions_named(model_.shape(), rest))
    for (const std::string& sentence :
         lockstep::why_not(model_, action, walk_.state(), values_of(parameters_)))
      page.paragraph("  ", sentence, {});
}

void Prompt::help(Page& page, const std::string&) {
  page.put("  N               Take step N", {});
  for (const Command& command : commands())
    page.paragraph("  " + padded(std::string(command.name) + " " + command.argument, 16),
                   command.sentence, {});
}

void Prompt::quit(Page&, const std::string&) { over_ = true; }

}  // namespace lockstep
