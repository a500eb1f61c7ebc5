// The only file that includes CLI11: it takes ten seconds to compile.
#include "tools/commands/command_line.hpp"

#include "checker/errors/errors.hpp"
#include "tools/terminal/terminal.hpp"
#include "tools/terminal/text.hpp"
#include "tools/terminal/units.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <set>

namespace lockstep {
namespace {

constexpr const char* about =
    "Checks lock protocols: every behaviour, or the shortest run that breaks a property.";

constexpr const char* examples =
    "Examples:\n"
    "  lockstep list                              the protocols\n"
    "  lockstep list lease                        one of them, with its parameters\n"
    "  lockstep check lease                       is it safe? a chart if it is not\n"
    "  lockstep check lease clients=3 store=fenced\n"
    "  lockstep check lease --trace t.json && lockstep trace t.json\n"
    "  lockstep faults lease delay=0              which faults break it, and which it survives\n"
    "  lockstep verify                            do all claims of all protocols hold?\n"
    "\n"
    "Exit status: 0 every property holds; 1 one is violated; 2 the request or an input is wrong;\n"
    "3 the model broke its contract; 4 unknown, because a limit was hit, or --strict wants more.";

constexpr const char* check_examples =
    "Examples:\n"
    "  lockstep check lease clients=3 pauses=0\n"
    "  lockstep check lease --property \"billed at most once\"\n"
    "  lockstep check lease --memory 8G --time 5m\n"
    "  lockstep check abstract-lease clients=7 --checkpoint run.ckpt\n"
    "  lockstep check lease --json > report.json && lockstep trace report.json\n"
    "`lockstep check PROTOCOL --help` and `lockstep list PROTOCOL` tell a protocol's parameters.";

unsigned parse_reductions(const std::string& text) {
  unsigned chosen = no_reduction;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (word == "all")
      chosen |= every_reduction;
    else if (word == "symmetry")
      chosen |= symmetry;
    else if (word == "tokens")
      chosen |= token_ranks;
    else if (word != "none" || text != "none")
      throw Refused("`--reduction " + text +
                    "`: write none, all, or a list of symmetry and tokens");
    at = end + 1;
  }
  return chosen;
}

// CLI::Range without its own words in the help.
CLI::Validator within(double least, double most) { return CLI::Range(least, most).description(""); }

// What CLI11 writes into, before it is checked.
struct Raw {
  std::string reduction = "all", memory, time, every, colour = "auto";
  int width = 0;
  bool ascii = false, no_steps = false;
};

class Parser {
 public:
  explicit Parser(const Catalogue& catalogue) : catalogue_(catalogue), app_(about, "lockstep") {
    app_.require_subcommand(0, 1);
    app_.footer(examples);
    app_.add_flag("--version", version_, "Print the version");
    add_list();
    add_check();
    add_faults();
    add_verify();
    add_trace();
  }

  Command parse(const std::vector<std::string>& words) {
    require_known_command(words);
    std::vector<std::string> reversed(words.rbegin(), words.rend());  // as CLI11 wants them
    try {
      app_.parse(reversed);
    } catch (const CLI::CallForHelp&) {
      return PrintCommand{help(words)};
    } catch (const CLI::ParseError& error) {
      throw Refused(sentence(error, words));
    }
    if (version_) return PrintCommand{"lockstep " LOCKSTEP_VERSION "\n"};
    if (app_.got_subcommand("list")) return list_;
    if (app_.got_subcommand("check")) return checked_command();
    if (app_.got_subcommand("faults")) return faults_command();
    if (app_.got_subcommand("verify")) return verified_command();
    if (app_.got_subcommand("trace")) return traced_command();
    return PrintCommand{app_.help()};
  }

 private:
  void add_list() {
    CLI::App* list = app_.add_subcommand(
        "list", "Name the protocols, or one protocol's parameters, properties and claims");
    list->add_option("PROTOCOL", list_.protocol, "One of those that `lockstep list` names");
    list->footer("Examples:\n  lockstep list\n  lockstep list lease");
  }

  void add_check() {
    CLI::App* check =
        app_.add_subcommand("check", "Explore every behaviour of a protocol and judge it");
    add_subject(*check, check_);
    check->add_option("--trace", check_.trace_path, "Write the counterexample as JSON")
        ->type_name("FILE");
    check->add_flag("--fewest-faults", check_.options.fewest_faults,
                    "Counterexamples with the fewest faults, then the fewest steps");
    auto* ledger = check->add_flag("--ledger", check_.ledger,
                                   "Try what holds without each assumption that it rests on "
                                   "(small searches always do)");
    check->add_flag("--no-ledger", check_.no_ledger, "Do not try that")->excludes(ledger);
    check->add_flag("--zeno", check_.zeno,
                    "Look whether time can stand still for ever (small searches always do)");
    check->add_flag("--strict", check_.strict,
                    "Exit status 4 when something never happened, or was not judged");
    add_limits(*check, check_.options);
    add_checkpoints(*check);
    check->add_flag("--json", check_.display.json, "Print one JSON document");
    check->add_flag("--quiet", check_.display.quiet, "Print the verdicts only");
    add_engine(*check, check_.options);
    add_display(*check);
    check->footer(check_examples);
  }

  void add_checkpoints(CLI::App& check) {
    check
        .add_option("--checkpoint", check_.options.checkpoint,
                    "Write now and then what is needed to go on")
        ->type_name("FILE");
    check.add_option("--every", raw_.every, "Between two checkpoints (standard: 10m)")
        ->type_name("TIME");
    check
        .add_option("--resume", check_.options.resume,
                    "Go on from a checkpoint, and write further ones there")
        ->type_name("FILE");
  }

  void add_faults() {
    CLI::App* faults = app_.add_subcommand(
        "faults", "Find the least combinations of faults that break each property");
    add_subject(*faults, faults_);
    faults
        ->add_option("--faults", faults_.faults_max,
                     "Try combinations of up to so many faults (standard: 6)")
        ->type_name("N")
        ->check(within(0.0, 255.0));
    faults->add_option("--draw", faults_.draw, "Draw a run of the combination with this number")
        ->type_name("N")
        ->check(within(1.0, 1e6));
    add_limits(*faults, faults_.options);
    faults->add_flag("--json", faults_.display.json, "Print one JSON document");
    faults->add_flag("--quiet", faults_.display.quiet, "Print the combinations only");
    add_engine(*faults, faults_.options);
    add_display(*faults);
    faults->footer(
        "Examples:\n  lockstep faults lease delay=0 pauses=2 crashes=2\n  lockstep faults lease "
        "delay=0 --draw 1");
  }

  template <class ChosenCommand>
  void add_subject(CLI::App& app, ChosenCommand& command) {
    app.add_option("PROTOCOL", command.protocol, "One of those that `lockstep list` names")
        ->required();
    app.add_option("key=value", command.settings, "Parameters; the others keep their standard");
    app.add_option("--property", command.properties,
                   "Judge and draw only this property; may be given more than once")
        ->type_name("NAME")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }

  void add_limits(CLI::App& app, Options& options) {
    app.add_option("--states", options.states_max, "Give up after so many states")
        ->type_name("N")
        ->check(within(1.0, 1e18));
    app.add_option("--time", raw_.time, "Give up after this time: 30s, 5m, 2h")->type_name("TIME");
    app.add_option("--reduction", raw_.reduction,
                   "none, all, or a list of symmetry and tokens (standard: all)")
        ->type_name("LIST");
  }

  void add_verify() {
    CLI::App* verify =
        app_.add_subcommand("verify", "Run the claims of all protocols, or of some, and compare");
    verify->add_option("PROTOCOL", verify_.protocols, "Which; all when none is named");
    verify->add_flag("--json", verify_.display.json, "Print one JSON document");
    verify->add_flag("--quiet", verify_.display.quiet, "Print only what is wrong");
    verify->add_flag("--record", verify_.record,
                     "Show what is not as claimed, and write it into the claims");
    add_engine(*verify, verify_.options);
    add_colours(*verify);
    verify->footer(
        "Fails when a claim is false, when no claim breaks a property, and when no claim ever "
        "takes\n"
        "an action or shows a witness.\n\nExamples:\n  lockstep verify\n  lockstep verify lease "
        "--json");
  }

  void add_trace() {
    CLI::App* trace = app_.add_subcommand("trace", "Draw a saved counterexample again");
    trace
        ->add_option("FILE", trace_.path,
                     "Written by `check --trace FILE` or by `check --json > FILE`")
        ->required();
    trace->add_option("--property", trace_.property, "Which, when there are several")
        ->type_name("NAME");
    add_display(*trace);
    trace->footer("Examples:\n  lockstep trace t.json\n  lockstep trace report.json --width 100");
  }

  void add_engine(CLI::App& command, Options& options) {
    command.add_option("--threads", options.threads, "Standard: one for each core")
        ->type_name("N")
        ->check(within(1, 256));
    command.add_option("--memory", raw_.memory, "Give up at this much memory: 512M, 8G")
        ->type_name("SIZE");
  }

  void add_colours(CLI::App& command) {
    command.add_flag("--ascii", raw_.ascii, "Draw with ASCII characters only");
    command.add_option("--colour,--color", raw_.colour, "auto, always or never (standard: auto)")
        ->type_name("WHEN")
        ->check(CLI::IsMember({"auto", "always", "never"}).description(""));
    command.add_option("--width", raw_.width, "Columns (standard: the terminal's)")
        ->type_name("N")
        ->check(within(chart_width_min, 1000));
  }

  void add_display(CLI::App& command) {
    add_colours(command);
    command.add_flag("--no-steps", raw_.no_steps, "Draw the chart only, without the list of steps");
  }

  void finish(Display& display) const {
    display.chart.width = raw_.width > 0 ? raw_.width : terminal_width();
    const bool allowed = is_terminal(stdout) && std::getenv("NO_COLOR") == nullptr;
    display.chart.colour = raw_.colour == "always" || (raw_.colour == "auto" && allowed);
    display.chart.unicode = !raw_.ascii && locale_is_utf8();
    display.steps = !raw_.no_steps;
  }

  void finish(Options& options) const {
    options.reductions = parse_reductions(raw_.reduction);
    if (!raw_.memory.empty()) options.memory_max = parse_bytes(raw_.memory);
    if (!raw_.time.empty()) options.seconds_max = parse_seconds(raw_.time);
    if (!raw_.every.empty()) options.checkpoint_seconds = parse_seconds(raw_.every);
    if (options.checkpoint.empty()) options.checkpoint = options.resume;
  }

  Command checked_command() {
    finish(check_.options);
    finish(check_.display);
    return check_;
  }
  Command faults_command() {
    finish(faults_.options);
    finish(faults_.display);
    return faults_;
  }
  Command verified_command() {
    if (!raw_.memory.empty()) verify_.options.memory_max = parse_bytes(raw_.memory);
    finish(verify_.display);
    return verify_;
  }
  Command traced_command() {
    finish(trace_.display);
    return trace_;
  }

  std::vector<std::string> commands() const {
    std::vector<std::string> names;
    for (const CLI::App* command : app_.get_subcommands({})) names.push_back(command->get_name());
    return names;
  }

  void require_known_command(const std::vector<std::string>& words) const {
    if (words.empty() || words[0].starts_with("-")) return;
    const auto known = commands();
    if (std::find(known.begin(), known.end(), words[0]) != known.end()) return;
    const std::string near = nearest(words[0], known);
    throw Refused("unknown command `" + words[0] + "`; " +
                  (near.empty() ? "there are " + listed(known) : "did you mean `" + near + "`?"));
  }

  const CLI::App& command_of(const std::vector<std::string>& words) const {
    if (words.empty() || words[0].starts_with("-")) return app_;
    return *app_.get_subcommand(words[0]);
  }

  // `check lease --help` tells the parameters of the protocol, too.
  std::string help(const std::vector<std::string>& words) const {
    const CLI::App& command = command_of(words);
    std::string text = command.help(&command == &app_ ? "" : "lockstep");
    if (!words.empty() && (words[0] == "check" || words[0] == "faults" || words[0] == "list"))
      for (const auto& entry : catalogue_)
        if (std::find(words.begin(), words.end(), entry->name()) != words.end())
          text += "\n" + parameters_text(*entry, terminal_width());
    return text;
  }

  std::string sentence(const CLI::ParseError& error, const std::vector<std::string>& words) const {
    const CLI::App& command = command_of(words);
    std::vector<std::string> known;
    for (const CLI::Option* option : command.get_options())
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    for (const std::string& word : words) {
      const std::string name = word.substr(0, word.find('='));
      if (!name.starts_with("-") || name == "-h") continue;
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      const std::string near = nearest(name, known);
      return "unknown option `" + name + "`; " +
             (near.empty() ? "see `" + call(words) + " --help`" : "did you mean `" + near + "`?");
    }
    return std::string(error.what()) + "; see `" + call(words) + " --help`";
  }

  static std::string call(const std::vector<std::string>& words) {
    return "lockstep" + (words.empty() || words[0].starts_with("-") ? "" : " " + words[0]);
  }

  const Catalogue& catalogue_;
  CLI::App app_;
  Raw raw_;
  ListCommand list_;
  CheckCommand check_;
  FaultsCommand faults_;
  VerifyCommand verify_;
  TraceCommand trace_;
  bool version_ = false;
};

}  // namespace

Command parse_command_line(const std::vector<std::string>& words, const Catalogue& catalogue) {
  return Parser(catalogue).parse(words);
}

}  // namespace lockstep
