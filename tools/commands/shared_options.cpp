#include "tools/commands/shared_options.hpp"

#include "checker/errors/errors.hpp"
#include "tools/terminal/terminal.hpp"

#include <algorithm>
#include <cstdlib>

namespace lockstep {
namespace {

constexpr std::uint64_t states_limit_max = 1'000'000'000'000'000'000;

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
      throw Refused("--reduction must be none, all, or a list of symmetry and tokens");
    at = end + 1;
  }
  return chosen;
}

std::string reductions_as_typed(unsigned reductions) {
  if (reductions == every_reduction) return "all";
  if (reductions == no_reduction) return "none";
  return reductions == symmetry ? "symmetry" : "tokens";
}

bool colour_is_welcome() { return is_terminal(stdout) && std::getenv("NO_COLOR") == nullptr; }

}  // namespace

OptionList subject_options(std::string& protocol, std::vector<std::string>& settings) {
  return {required_word("PROTOCOL", "A name from `lockstep list`, or a file such as ./my_lock.cpp",
                        protocol),
          words_option("key=value", "Parameters; the rest keep their defaults", settings)};
}

Option property_option(std::vector<std::string>& properties) {
  return texts_option("--property", "NAME",
                      "Check and draw only this property; may be given more than once", properties);
}

OptionList limit_options(Options& options) {
  Option reduction{
      "--reduction",
      "LIST",
      "none, all, or a list of symmetry and tokens",
      Takes::a_value,
      [&options](const std::string& value) { options.reductions = parse_reductions(value); },
      reductions_as_typed(options.reductions)};
  return {number_option("--states", "Stop after N states", options.states_max, 1, states_limit_max),
          seconds_option("--time", "Stop after this time: 30s, 5m, 2h", options.seconds_max),
          std::move(reduction)};
}

Option threads_option(int& threads) {
  return number_option("--threads", "Number of threads", threads, 1, 256)
      .standing_for("one for each core");
}

OptionList engine_options(Options& options) {
  return {threads_option(options.threads),
          bytes_option("--memory", "Stop at this memory limit: 512M, 8G", options.memory_max)};
}

OptionList output_options(Display& display, const std::string& what) {
  return {flag("--json", "Print one JSON document", display.json),
          flag("--quiet", "Print only " + what, display.quiet)};
}

OptionList colour_options(ChartOptions& chart) {
  chart.width = terminal_width();
  chart.colour = colour_is_welcome();
  chart.unicode = locale_is_utf8();
  const auto set_colour = [&chart](const std::string& value) {
    chart.colour = value == "always" || (value == "auto" && colour_is_welcome());
  };
  return {flag_off("--ascii", "Draw with ASCII characters only", chart.unicode),
          choice_option("--colour,--color", "WHEN", "auto, always or never",
                        {"auto", "always", "never"}, set_colour)
              .standing_for("auto"),
          number_option("--width", "Columns", chart.width, chart_width_min, 1000)
              .standing_for("the terminal's")};
}

OptionList display_options(Display& display) {
  OptionList all = colour_options(display.chart);
  all.push_back(
      flag_off("--no-steps", "Draw the chart only, without the list of steps", display.steps));
  return all;
}

}  // namespace lockstep
