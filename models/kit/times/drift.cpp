#include "models/kit/times/drift.hpp"

#include "checker/errors/errors.hpp"

#include <algorithm>
#include <optional>

namespace lockstep {
namespace {

constexpr int summands_max = 2;   // of each time, in a sum that keeps its order
constexpr long enough_ticks = 4;  // for a time of which both ends are rounded

// The true times that safety rests on: those on which it rests from below, and from above.
struct Ends {
  std::vector<Ratio> early;
  std::vector<Ratio> late;
};

bool is_time(const Span* span) { return static_cast<int>(*span) > 0; }
Ratio of(const Span& span) { return Ratio(static_cast<int>(span)); }
Ratio earliest(const Ratio& drift, const Span& time) { return of(time) / (Ratio(1) + drift); }
Ratio latest(const Ratio& drift, const Span& time) { return of(time) / (Ratio(1) - drift); }

Ends ends_of(const Ratio& drift, const Times& times) {
  Ends ends;
  for (const Counted& one : times.counted)
    if (one.safe == Counted::earliest)
      ends.early.push_back(earliest(drift, one.time));
    else
      ends.late.push_back(latest(drift, one.time));
  for (const Span* span : times.at_most)
    if (is_time(span)) ends.late.push_back(of(*span));
  return ends;
}

Ratio measure_of(const Ends& ends, const Times& times) {
  Ratio measure = 0;
  for (const Ratio& end : ends.early) measure = common_measure(measure, end);
  for (const Ratio& end : ends.late) measure = common_measure(measure, end);
  for (const Span* span : times.exactly)
    if (is_time(span)) measure = common_measure(measure, of(*span));
  return measure;
}

// Every timer has room for its time.
bool fits(const Ratio& drift, const Times& times, const Ratio& tick) {
  const Ratio room = Ratio(Timer::ticks_max) * tick;
  const auto too_long = [&](const Span* span) { return room < of(*span); };
  return std::none_of(times.counted.begin(), times.counted.end(),
                      [&](const Counted& one) { return room < latest(drift, one.time); }) &&
         std::none_of(times.at_most.begin(), times.at_most.end(), too_long) &&
         std::none_of(times.exactly.begin(), times.exactly.end(), too_long);
}

// How often each time is in a sum, as the digits of a number.
template <class Number, class Value>
Number sum(const std::vector<Value>& times, unsigned digits) {
  Number total = 0;
  for (const Value& time : times) {
    total = total + Number(static_cast<long>(digits % (summands_max + 1))) * Number(time);
    digits /= summands_max + 1;
  }
  return total;
}

unsigned sums_of(const std::vector<Ratio>& times) {
  unsigned count = 1;
  for (std::size_t i = 0; i < times.size(); ++i) count *= summands_max + 1;
  return count;
}

struct Order {
  unsigned late;   // this sum of late ends
  unsigned early;  // lasts no longer than this one of early ends
};

std::vector<Order> orders_of(const Ends& ends) {
  std::vector<Order> orders;
  for (unsigned late = 1; late < sums_of(ends.late); ++late)
    for (unsigned early = 1; early < sums_of(ends.early); ++early)
      if (!(sum<Ratio>(ends.early, early) < sum<Ratio>(ends.late, late)))
        orders.push_back({late, early});
  return orders;
}

bool keeps(const std::vector<Order>& orders, const Ends& ends, const Ratio& tick) {
  std::vector<long> early;
  std::vector<long> late;
  for (const Ratio& end : ends.early) early.push_back(rounded_down(end / tick));
  for (const Ratio& end : ends.late) late.push_back(rounded_up(end / tick));
  return std::all_of(orders.begin(), orders.end(), [&](const Order& order) {
    return sum<long>(late, order.late) <= sum<long>(early, order.early);
  });
}

// No clock has counted a time long before it was meant to.
bool is_fine(const Ratio& drift, const Times& times, const Ratio& tick) {
  const Ratio least = Ratio(enough_ticks) * tick;
  return std::none_of(times.counted.begin(), times.counted.end(),
                      [&](const Counted& one) { return earliest(drift, one.time) < least; });
}

// The longest tick that keeps the order of all sums. One of the times is a multiple of it: else it
// could be longer.
std::optional<Ratio> longer_tick(const Ratio& drift, const Times& times, const Ends& ends) {
  if (std::any_of(times.exactly.begin(), times.exactly.end(), is_time)) return std::nullopt;
  const std::vector<Order> orders = orders_of(ends);
  std::vector<Ratio> ticks;
  for (const auto* list : {&ends.early, &ends.late})
    for (const Ratio& end : *list)
      for (long count = 1; count <= Timer::ticks_max; ++count) ticks.push_back(end / Ratio(count));
  std::sort(ticks.begin(), ticks.end(), [](const Ratio& a, const Ratio& b) { return b < a; });
  std::optional<Ratio> rough;
  for (const Ratio& tick : ticks) {
    if (!fits(drift, times, tick)) break;
    if (!keeps(orders, ends, tick)) continue;
    if (is_fine(drift, times, tick)) return tick;
    if (!rough) rough = tick;
  }
  return rough;
}

void recount(const Ratio& drift, const Times& times, const Ratio& tick) {
  for (const Counted& one : times.counted) {
    one.window = {static_cast<int>(rounded_down(earliest(drift, one.time) / tick)),
                  static_cast<int>(rounded_up(latest(drift, one.time) / tick))};
    one.time.recount(tick, one.window.latest);
  }
  for (Span* span : times.at_most)
    span->recount(tick, static_cast<int>(rounded_up(of(*span) / tick)));
  for (Span* span : times.exactly) span->recount(tick);
}

}  // namespace

bool count_in_true_time(const Drift& drift, const Times& times) {
  if (drift.unbounded()) {
    for (const Counted& one : times.counted) one.window = {0, Timer::unbounded};
    return false;
  }
  const Ratio& share = drift.share();
  if (drift.none()) {
    recount(share, times, 1);
    return false;
  }
  const Ends ends = ends_of(share, times);
  const Ratio measure = measure_of(ends, times);
  if (fits(share, times, measure)) {
    recount(share, times, measure);
    return false;
  }
  const std::optional<Ratio> longer = longer_tick(share, times, ends);
  if (!longer)
    throw Refused("with drift=" + to_text(share) +
                  " a tick is so short that the times are more than " +
                  std::to_string(Timer::ticks_max) +
                  " ticks, and no longer one keeps them in order: choose a rougher drift, or times "
                  "that go better with it");
  recount(share, times, *longer);
  return true;
}

std::vector<Assumption> on_drift(const Drift& drift, bool rounded) {
  if (drift.unbounded())
    return {{"a clock may be fast or slow to any extent, and may stand still"}};
  if (drift.none()) return {{"all clocks run at the same rate", "drift=unbounded"}};
  std::vector<Assumption> list = {
      {"a clock gains or loses at most " + to_text(drift.share()) + " of the time",
       "drift=unbounded"}};
  if (rounded)
    list.push_back(
        {"times are rounded to whole ticks, each to the side on which less is safe: what "
         "holds does not rest on that, what is violated may"});
  return list;
}

}  // namespace lockstep
