#include "tools/chart/plan.hpp"

#include "models/kit/times/ratio.hpp"
#include "models/kit/times/span.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>
#include <map>

namespace lockstep {
namespace {

// An arrow drawn in one piece may span this many steps of other lanes: with more, the eye loses it.
constexpr std::size_t steps_between_max = 2;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool touches(const Trace& trace, std::size_t step, unsigned lane) {
  const TraceStep& at = trace.steps[step];
  if (at.lane == lane || happens_to_all(trace.lanes[at.lane])) return true;
  const auto of_lane = [&](const std::vector<Bar>& bars) {
    std::vector<Bar> found;
    std::copy_if(bars.begin(), bars.end(), std::back_inserter(found),
                 [&](const Bar& bar) { return bar.lane == lane; });
    return found;
  };
  return of_lane(bars_before(trace, step)) != of_lane(at.bars);
}

bool received_at_once(const Trace& trace, const Arrow& arrow) {
  if (!arrow.sent || arrow.message.from == arrow.message.to) return false;
  if (*arrow.ended - *arrow.sent - 1 > steps_between_max) return false;
  for (std::size_t step = *arrow.sent + 1; step < *arrow.ended; ++step)
    if (touches(trace, step, arrow.message.to)) return false;
  return true;
}

// A trace does not say why a message is gone, only which step made it so.
bool lost(const TraceStep& step, const Message& message) {
  if (step.lane != message.to) return true;
  const std::string words = lower(step.action + " " + step.label);
  return step.fault &&
         (words.find("los") != std::string::npos || words.find("drop") != std::string::npos);
}

End end_of(const Trace& trace, const Arrow& arrow) {
  if (!arrow.ended) return End::never;
  if (lost(trace.steps[*arrow.ended], arrow.message)) return End::lost;
  return received_at_once(trace, arrow) ? End::at_once : End::late;
}

std::vector<Arrow> arrows_of(const Trace& trace) {
  std::map<std::size_t, Arrow> by_id;
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    for (const Flight& flight : trace.steps[step].sent) {
      by_id[flight.id].message = flight.message;
      by_id[flight.id].sent = step;
    }
    for (const Flight& flight : trace.steps[step].received) {
      by_id[flight.id].message = flight.message;
      by_id[flight.id].ended = step;
    }
  }
  std::vector<Arrow> arrows;
  std::size_t marks = 0;
  for (auto& [id, arrow] : by_id) {
    arrow.end = end_of(trace, arrow);
    if (arrow.end != End::at_once) arrow.mark = ++marks;
    arrows.push_back(arrow);
  }
  return arrows;
}

std::vector<unsigned> lanes_of(const Trace& trace) {
  std::vector<bool> acts(trace.lanes.size()), drawn_on(trace.lanes.size());
  const auto use_bars = [&](const std::vector<Bar>& bars) {
    for (const Bar& bar : bars) drawn_on[bar.lane] = true;
  };
  const auto use_ends = [&](const std::vector<Flight>& flights) {
    for (const Flight& flight : flights)
      drawn_on[flight.message.from] = drawn_on[flight.message.to] = true;
  };
  use_bars(trace.start_bars);
  for (const TraceStep& step : trace.steps) {
    acts[step.lane] = true;
    use_bars(step.bars);
    use_ends(step.sent);
    use_ends(step.received);
  }
  for (std::size_t lane = 0; lane < acts.size(); ++lane)
    acts[lane] = acts[lane] || trace.lanes[lane] == trace.party;
  std::vector<unsigned> lanes, all;
  for (unsigned lane = 0; lane < acts.size(); ++lane) {
    all.push_back(lane);
    if (drawn_on[lane] || (acts[lane] && !happens_to_all(trace.lanes[lane]))) lanes.push_back(lane);
  }
  return lanes.empty() ? all : lanes;
}

// Receiving what the row above shows arriving, sending nothing and saying nothing new.
bool folds(const Trace& trace, std::size_t number, const std::vector<Arrow>& arrows) {
  const TraceStep& step = trace.steps[number];
  if (number == 0 || number + 1 == trace.steps.size() || number == trace.loop_from) return false;
  if (step.fault || !step.sent.empty() || step.received.size() != 1) return false;
  if (!repeats_message(step)) return false;
  return std::any_of(arrows.begin(), arrows.end(), [&](const Arrow& arrow) {
    return arrow.ended == number && arrow.sent == number - 1 && arrow.end == End::at_once;
  });
}

bool is_time(const Trace& trace, std::size_t number) {
  return trace.lanes[trace.steps[number].lane] == "time";
}

// Time going on: nothing but clocks changes. A step that the eye must find stays by itself.
bool goes_on(const Trace& trace, std::size_t number) {
  if (number == 0 || number == trace.loop_from || number + 1 == trace.steps.size()) return false;
  const TraceStep& step = trace.steps[number];
  const TraceStep& before = trace.steps[number - 1];
  return is_time(trace, number) && is_time(trace, number - 1) && step.label == before.label &&
         !step.fault && step.sent.empty() && step.received.empty() && step.bars == before.bars;
}

}  // namespace

bool repeats_message(const TraceStep& step) {
  return std::any_of(step.received.begin(), step.received.end(), [&](const Flight& flight) {
    const std::string& text = flight.message.text;
    return !text.empty() && lower(step.label).ends_with(lower(text));
  });
}

bool is_breaking(const Trace& trace, std::size_t step) {
  return step + 1 == trace.steps.size() && !trace.loop_from;
}

std::size_t last_folded(const Plan& plan, std::size_t step) {
  while (step + 1 < plan.folded.size() && plan.folded[step + 1]) ++step;
  return step;
}

Plan plan(const Trace& trace) {
  Plan plan{lanes_of(trace), arrows_of(trace), {}, {}};
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    plan.passes.push_back(goes_on(trace, step));
    plan.folded.push_back(plan.passes.back() || folds(trace, step, plan.arrows));
  }
  return plan;
}

std::size_t last_of_time(const Plan& plan, std::size_t step) {
  while (step + 1 < plan.passes.size() && plan.passes[step + 1]) ++step;
  return step;
}

std::string time_in_words(const Trace& trace, std::size_t first, std::size_t last) {
  const long ticks = static_cast<long>(last - first + 1);
  const std::string& label = trace.steps[first].label;
  if (!is_time(trace, first)) return label;
  const bool fits = trace.tick_nanoseconds <= std::numeric_limits<long>::max() / ticks;
  if (trace.tick_nanoseconds > 0 && fits)
    return label + ": " + duration_in_words(Ratio(trace.tick_nanoseconds) * Ratio(ticks));
  return ticks == 1 ? label : label + ": " + counted(last - first + 1, "tick");
}

bool happens_to_all(const std::string& lane) { return lane == "time" || lane == "environment"; }

std::string short_label(const Trace& trace, const TraceStep& step) {
  if (happens_to_all(trace.lanes[step.lane])) return step.label;
  std::string name = trace.lanes[step.lane];  // "client 1", and then "client"
  for (;;) {
    const std::string prefix = name + " ";
    if (step.label.starts_with(prefix) && step.label.size() > prefix.size())
      return step.label.substr(prefix.size());
    const std::size_t space = name.rfind(' ');
    if (space == std::string::npos) return step.label;
    name.resize(space);
  }
}

Style lane_style(const Plan& plan, unsigned lane) {
  constexpr std::array palette{Colour::cyan, Colour::magenta, Colour::green, Colour::blue};
  const auto found = std::find(plan.lanes.begin(), plan.lanes.end(), lane);
  if (found == plan.lanes.end()) return {};
  return {palette[static_cast<std::size_t>(found - plan.lanes.begin()) % palette.size()]};
}

const std::vector<Bar>& bars_before(const Trace& trace, std::size_t step) {
  return step == 0 ? trace.start_bars : trace.steps[step - 1].bars;
}

bool has_bar(const std::vector<Bar>& bars, unsigned lane, BarKind kind) {
  return std::any_of(bars.begin(), bars.end(),
                     [&](const Bar& bar) { return bar.lane == lane && bar.kind == kind; });
}

}  // namespace lockstep
