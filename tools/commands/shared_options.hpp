// Options that several verbs have in common. Like those of option.hpp they refer to what is given.
#pragma once

#include "checker/engine/options.hpp"
#include "tools/commands/option.hpp"
#include "tools/terminal/display.hpp"

#include <string>
#include <vector>

namespace lockstep {

// PROTOCOL key=value …
OptionList subject_options(std::string& protocol, std::vector<std::string>& settings);

// --property, more than once.
Option property_option(std::vector<std::string>& properties);

// --states, --time, --reduction.
OptionList limit_options(Options& options);

// --threads; 0 stands for one for each core.
Option threads_option(int& threads);

// --threads, --memory.
OptionList engine_options(Options& options);

// --json, --quiet; `what` is all that is printed when quiet: "the verdicts".
OptionList output_options(Display& display, const std::string& what);

// --ascii, --colour, --width. Fits the chart to the terminal before anything is asked for.
OptionList colour_options(ChartOptions& chart);

// The same, and --no-steps.
OptionList display_options(Display& display);

}  // namespace lockstep
