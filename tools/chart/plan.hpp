// What a chart shows, before it is known where.
#pragma once

#include "checker/report/trace.hpp"
#include "tools/terminal/canvas.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

enum class End : std::uint8_t {
  at_once,  // received before anything else happened to its receiver
  late,     // received
  lost,     // taken out of the network by somebody else, or by a fault
  never,    // in flight when the run ends
};

struct Arrow {
  Message message;
  std::optional<std::size_t> sent;   // by which step; none: in flight from the start
  std::optional<std::size_t> ended;  // received or lost by which step
  End end = End::never;
  std::size_t mark = 0;  // numbers those that are not drawn in one piece; else 0
};

struct Plan {
  std::vector<unsigned> lanes;  // those that get a column, from left to right
  std::vector<Arrow> arrows;    // in the order of Flight::id
  std::vector<bool> passes;     // steps of time right after another, while nothing else happens
  std::vector<bool> folded;     // these, and what says no more than the arrow of the step before
};

Plan plan(const Trace& trace);

// Does the label say no more than what was received? "store receives charge".
bool repeats_message(const TraceStep& step);

// Whether something is false after this step that was true before: the last one, unless the run
// goes on forever.
bool is_breaking(const Trace& trace, std::size_t step);

// The last step that is told in the row of `step`.
std::size_t last_folded(const Plan& plan, std::size_t step);

// The last of the steps of time that begin with `step`; else `step` itself.
std::size_t last_of_time(const Plan& plan, std::size_t step);

// "time passes: 10 s", for steps [first, last]; "time passes: 2 ticks" and "time passes" where
// times have no unit, or the time is no number of nanoseconds that fits 64 bits. Of another step:
// its label.
std::string time_in_words(const Trace& trace, std::size_t first, std::size_t last);

// A lane with such a name ("time") has no column unless a message or a bar needs one: its steps
// are drawn across the chart.
bool happens_to_all(const std::string& lane);

// The step's label without the name of its lane, which stands above the lane anyway.
std::string short_label(const Trace& trace, const TraceStep& step);

// Lanes keep their colour from the chart to the list of steps.
Style lane_style(const Plan& plan, unsigned lane);

// What is true before step number `step`.
const std::vector<Bar>& bars_before(const Trace& trace, std::size_t step);

bool has_bar(const std::vector<Bar>& bars, unsigned lane, BarKind kind);

}  // namespace lockstep
