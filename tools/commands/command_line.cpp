// The only file that includes CLI11: it takes ten seconds to compile. CLI11 tells words, options
// and values apart and writes the help; what a value means and every message is ours.
#include "tools/commands/command_line.hpp"

#include "checker/errors/errors.hpp"
#include "tools/commands/list.hpp"
#include "tools/load/load.hpp"
#include "tools/terminal/terminal.hpp"
#include "tools/terminal/text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <deque>

namespace lockstep {
namespace {

constexpr const char* about =
    "A model checker for distributed-lock protocols: a verdict for each property or, for a\n"
    "violated one, a shortest counterexample.";

constexpr const char* examples_of_all =
    "Examples:\n"
    "  lockstep list                              the protocols\n"
    "  lockstep list lease                        its parameters, properties and claims\n"
    "  lockstep check lease                       is it safe? a chart if it is not\n"
    "  lockstep check lease clients=3 store=fenced\n"
    "  lockstep new my-lock                       write a lock of your own: my_lock.cpp\n"
    "  lockstep check ./my_lock.cpp               is that one safe?\n"
    "  lockstep check lease --trace t.json && lockstep trace t.json\n"
    "  lockstep faults lease delay=0              which faults violate which property\n"
    "  lockstep verify                            are all claims of all protocols true?\n"
    "\n"
    "Exit status: 0 every property holds; 1 one is violated; 2 the request or an input is wrong;\n"
    "3 the model broke its contract; 4 unknown: a limit was hit, or --strict found something "
    "missing.";

// Nothing is left to do but to print.
class Print final : public Request {
 public:
  explicit Print(std::string text) : text_(std::move(text)) {}
  OptionList option_list() override { return {}; }
  void stop_when(const std::atomic<bool>&) override {}
  int carry_out(const Catalogue&) const override {
    write_out(text_);
    return exit_holds;
  }

 private:
  std::string text_;
};

bool names_one_protocol(const Option& option) {
  return option.name == "PROTOCOL" && option.takes == Takes::a_word;
}

// One verb, its options, and what CLI11 found for each of them.
class Bound {
 public:
  Bound(CLI::App& program, const Verb& verb)
      : verb_(verb),
        request_(verb.request()),
        options_(request_->option_list()),
        app_(*program.add_subcommand(verb.name, verb.sentence)) {
    for (const Option& option : options_) bind(option);
    app_.footer(verb.examples);
  }

  const Verb& verb() const { return verb_; }
  const CLI::App& app() const { return app_; }

  // To be called once, when CLI11 is done. Throws Refused.
  std::unique_ptr<Request> request() {
    const auto unexpected = app_.remaining();
    if (!unexpected.empty()) throw Refused("unexpected `" + unexpected.front() + "`" + see_help());
    for (std::size_t i = 0; i < options_.size(); ++i) set(options_[i], *bound_[i]);
    return std::move(request_);
  }

  // For what CLI11 refuses: a word that is not there, an option without its value, or a flag with
  // one. Its message begins with the name, with dashes or without.
  std::string complaint(const std::string& message) const {
    for (std::size_t i = 0; i < options_.size(); ++i) {
      const std::string name = bound_[i]->get_name();
      if (!message.starts_with(name) && !message.starts_with(bound_[i]->get_single_name()))
        continue;
      if (options_[i].is_word()) return verb_.name + (" needs a " + name) + see_help();
      if (options_[i].takes == Takes::nothing) return name + " takes no value";
      return name + " needs a value: " + name + " " + options_[i].type;
    }
    return message + see_help();
  }

  std::string see_help() const { return std::string("; see `lockstep ") + verb_.name + " --help`"; }

  bool takes_a_protocol() const {
    return std::any_of(options_.begin(), options_.end(), names_one_protocol);
  }

 private:
  void bind(const Option& option) {
    const std::string sentence =
        option.sentence + (option.standing.empty() ? "" : " (default: " + option.standing + ")");
    found_.emplace_back();
    CLI::Option* added = nullptr;
    if (option.takes == Takes::nothing) {
      added = app_.add_flag(option.name, sentence)->disable_flag_override();
    } else {
      added = app_.add_option(option.name, found_.back(), sentence)->type_name(option.type);
      added->expected(option.takes == Takes::words ? -1 : 1);
      added->allow_extra_args(option.takes == Takes::words)->required(option.required);
      if (option.takes == Takes::a_value)
        added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
    bound_.push_back(added);
  }

  void set(const Option& option, const CLI::Option& found) const {
    const std::string name = found.get_name();
    if (found.count() == 0) return;
    if (!option.excludes.empty() && app_.count(option.excludes) > 0)
      throw Refused(name + " and " + option.excludes + " cannot be combined");
    if (option.takes == Takes::nothing) return option.set("");
    if (option.takes == Takes::a_value && !option.repeats && found.count() > 1)
      throw Refused(name + " is given more than once");
    for (const std::string& value : found.results()) option.set(value);
  }

  const Verb& verb_;
  std::unique_ptr<Request> request_;
  OptionList options_;
  CLI::App& app_;
  std::vector<CLI::Option*> bound_;             // as options_
  std::deque<std::vector<std::string>> found_;  // what CLI11 writes into: stays where it is
};

class Parser {
 public:
  explicit Parser(const Catalogue& catalogue) : catalogue_(catalogue), app_(about, "lockstep") {
    app_.require_subcommand(0, 1);
    app_.footer(examples_of_all);
    app_.add_flag("--version", version_, "Print the version");
    for (const Verb* verb : verbs()) bound_.emplace_back(app_, *verb);
  }

  std::unique_ptr<Request> parse(const std::vector<std::string>& words) {
    require_known_verb(words);
    std::vector<std::string> reversed(words.rbegin(), words.rend());  // as CLI11 wants them
    try {
      app_.parse(reversed);
    } catch (const CLI::CallForHelp&) {
      return std::make_unique<Print>(help(words));
    } catch (const CLI::ParseError& error) {
      throw Refused(sentence(error, words));
    }
    if (version_) return std::make_unique<Print>("lockstep " LOCKSTEP_VERSION "\n");
    if (Bound* chosen = verb_of(words)) return chosen->request();
    return std::make_unique<Print>(app_.help());
  }

 private:
  // Null when the words begin with none.
  Bound* verb_of(const std::vector<std::string>& words) {
    for (Bound& bound : bound_)
      if (!words.empty() && words[0] == bound.verb().name) return &bound;
    return nullptr;
  }

  void require_known_verb(const std::vector<std::string>& words) {
    if (words.empty() || words[0].starts_with("-") || verb_of(words) != nullptr) return;
    std::vector<std::string> known;
    for (const Verb* verb : verbs()) known.emplace_back(verb->name);
    const std::string near = nearest(words[0], known);
    throw Refused("unknown command `" + words[0] + "`; " +
                  (near.empty() ? "there are " + listed(known) : "did you mean `" + near + "`?"));
  }

  // `check lease --help` shows the parameters of the protocol, too.
  std::string help(const std::vector<std::string>& words) {
    const Bound* chosen = verb_of(words);
    if (chosen == nullptr) return app_.help();
    std::string text = chosen->app().help("lockstep");
    if (!chosen->takes_a_protocol()) return text;
    for (const auto& entry : catalogue_)
      if (std::find(words.begin(), words.end(), entry->name()) != words.end())
        text += "\n" + parameters_text(*entry, terminal_width());
    for (const std::string& word : words)
      if (names_a_source(word))
        text += "\n" + parameters_text(find_or_load(catalogue_, word), terminal_width());
    return text;
  }

  std::string sentence(const CLI::ParseError& error, const std::vector<std::string>& words) {
    const Bound* chosen = verb_of(words);
    const std::string unknown = unknown_option(chosen ? chosen->app() : app_, words);
    const std::string see = chosen ? chosen->see_help() : "; see `lockstep --help`";
    if (!unknown.empty()) return unknown + (unknown.ends_with('?') ? "" : see);
    if (chosen == nullptr) return error.what() + see;
    const auto unexpected = app_.remaining(true);
    if (!unexpected.empty()) return "unexpected `" + unexpected.front() + "`" + see;
    return chosen->complaint(error.what());
  }

  // Empty when `words` has none.
  static std::string unknown_option(const CLI::App& command,
                                    const std::vector<std::string>& words) {
    std::vector<std::string> known;
    for (const CLI::Option* option : command.get_options())
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    for (const std::string& word : words) {
      const std::string name = word.substr(0, word.find('='));
      if (!name.starts_with("-") || name == "-h") continue;
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      const std::string near = nearest(name, known);
      return "unknown option `" + name + "`" +
             (near.empty() ? "" : "; did you mean `" + near + "`?");
    }
    return {};
  }

  const Catalogue& catalogue_;
  CLI::App app_;
  std::deque<Bound> bound_;  // as verbs()
  bool version_ = false;
};

}  // namespace

std::unique_ptr<Request> parse_command_line(const std::vector<std::string>& words,
                                            const Catalogue& catalogue) {
  return Parser(catalogue).parse(words);
}

}  // namespace lockstep
