#include "models/kit/times/span.hpp"

#include "checker/errors/errors.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace lockstep {
namespace {

struct Unit {
  const char* name;
  long nanoseconds;
};
constexpr std::array<Unit, 6> units{{{"h", 3'600'000'000'000},
                                     {"min", 60'000'000'000},
                                     {"s", 1'000'000'000},
                                     {"ms", 1'000'000},
                                     {"us", 1'000},
                                     {"ns", 1}}};

// The digits that a text begins with; what follows them is left in `text`. False: there are none.
bool take_number(std::string& text, long& number) {
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || number < 0) return false;
  text.erase(0, static_cast<std::size_t>(stopped - text.data()));
  return true;
}

[[noreturn]] void refuse(const Parameter& about, const std::string& value, const std::string& is) {
  throw Refused("`" + about.name + '=' + value + "`: " + about.name + " (" + about.sentence +
                ") must be " + is);
}

std::string ticks_allowed(const Parameter& about) {
  return "a number of ticks within " + std::to_string(about.min) + ".." +
         std::to_string(about.max) + ", or a time in h, min, s, ms, us or ns";
}

}  // namespace

// "5 s" for 5'000'000'000 ns: in the largest unit in which it is a whole number, else as a fraction
// of the largest that is not longer.
std::string duration_in_words(const Ratio& nanoseconds) {
  for (const Unit& unit : units) {
    const Ratio count = nanoseconds / Ratio(unit.nanoseconds);
    if (count.under == 1) return to_text(count) + ' ' + unit.name;
  }
  for (const Unit& unit : units) {
    const Ratio count = nanoseconds / Ratio(unit.nanoseconds);
    if (!(count < Ratio(1)) || unit.nanoseconds == 1) return to_text(count) + ' ' + unit.name;
  }
  return "";
}

void Span::recount(const Ratio& measure) {
  const Ratio count = Ratio(count_) / measure;
  if (count.under != 1) throw ContractBroken("a time is no whole multiple of its new tick");
  count_ = count.over;
  tick_ = tick_ * measure;
}
void Span::recount(const Ratio& measure, int ticks) {
  count_ = ticks;
  tick_ = tick_ * measure;
}

Span parse_span(const Parameter& about, const std::string& value) {
  std::string rest = value;
  Span span;
  if (!take_number(rest, span.count_)) refuse(about, value, ticks_allowed(about));
  if (rest.empty()) {
    if (span.count_ < about.min || span.count_ > about.max)
      refuse(about, value, ticks_allowed(about));
    return span;
  }
  const auto unit =
      std::find_if(units.begin(), units.end(), [&](const Unit& one) { return rest == one.name; });
  if (unit == units.end() || __builtin_mul_overflow(span.count_, unit->nanoseconds, &span.count_))
    refuse(about, value, ticks_allowed(about));
  span.in_units_ = true;
  return span;
}

Bound parse_bound(const Parameter& about, const std::string& value) {
  if (value == "unbounded") return Bound::none();
  Bound bound(0);
  try {
    bound.span() = parse_span(about, value);
  } catch (const Refused&) {
    refuse(about, value, ticks_allowed(about) + ", or unbounded");
  }
  return bound;
}

std::string print_span(const Span& span) {
  return std::to_string(span.count_) + (span.in_units_ && span.tick_ == Ratio(1) ? "ns" : "");
}
std::string in_words(const Span& span) {
  if (span.in_units()) return duration_in_words(span.tick() * Ratio(int{span}));
  const int count = span;
  return std::to_string(count) + (count == 1 ? " tick" : " ticks");
}

std::string print_bound(const Bound& bound) {
  return bound.unbounded() ? "unbounded" : print_span(bound.span());
}

Drift parse_drift(const Parameter& about, const std::string& value) {
  if (value == "unbounded") return Drift::any();
  const std::string allowed = "a ratio below 1, as 1/10 or 200ppm, or unbounded";
  std::string rest = value;
  long over = 0;
  long under = 1;
  if (!take_number(rest, over)) refuse(about, value, allowed);
  if (rest == "ppm") {
    under = 1'000'000;
  } else if (!rest.empty()) {
    const bool slash = rest.front() == '/';
    rest.erase(0, 1);
    if (!slash || !take_number(rest, under) || !rest.empty() || under == 0)
      refuse(about, value, allowed);
  }
  const Ratio share(over, under);
  if (!(share < Ratio(1))) refuse(about, value, allowed);
  return share;
}

std::string print_drift(const Drift& drift) {
  return drift.unbounded() ? "unbounded" : to_text(drift.share());
}

Ratio scale_spans(const std::vector<std::pair<const Parameter*, Span*>>& spans) {
  Ratio measure = 0;
  const Parameter* with = nullptr;
  const Parameter* without = nullptr;
  for (const auto& [about, span] : spans) {
    if (span->count_ == 0) continue;
    if (span->in_units_) measure = common_measure(measure, span->count_);
    (span->in_units_ ? with : without) = about;
  }
  if (!with) return 1;
  if (without)
    throw Refused("`" + with->name + "` is given with a unit and `" + without->name +
                  "` is in ticks: give all times with units, or none");
  for (const auto& [about, span] : spans) {
    span->in_units_ = true;
    span->recount(measure);
    if (span->count_ < about->min || span->count_ > about->max)
      throw Refused("`" + about->name + "` is " + std::to_string(span->count_) + " ticks of " +
                    duration_in_words(measure) +
                    ", the greatest common measure of the times given; "
                    "it has to be within " +
                    std::to_string(about->min) + ".." + std::to_string(about->max));
  }
  return measure;
}

long tick_in_nanoseconds(const Span& span) {
  return span.in_units() && span.tick().under == 1 ? span.tick().over : 0;
}

std::string scale_in_words(const Span& span) {
  if (span.in_units()) return "one tick is " + duration_in_words(span.tick());
  if (span.tick() == Ratio(1)) return "";
  const std::string ticks = span.tick().under == 1 ? " ticks" : " tick";
  return "one tick is " + to_text(span.tick()) + ticks + " of the settings";
}

}  // namespace lockstep
