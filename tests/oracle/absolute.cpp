#include "tests/oracle/absolute.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

namespace lockstep::oracle {
namespace {

constexpr long not_set = -1;

struct Letter {
  int to = 0;
  long sent = 0;
  auto operator<=>(const Letter&) const = default;
};

constexpr long no_date = std::numeric_limits<long>::min();
constexpr int never_over = 1'000;  // what is left of a timer whose clock may be of any rate

struct Person {
  int place = 0;
  long offset = 0;  // of its wall clock
  long note = no_date;
  long timer = not_set;     // the time of day at which it runs out
  long deadline = not_set;  // the same
  auto operator<=>(const Person&) const = default;
};

struct Dated {
  long now = 0;
  int holder = -1;
  long stamp = no_date;
  std::vector<Person> people;
  std::vector<Letter> letters;
  auto operator<=>(const Dated&) const = default;
};

struct Taken {
  Dated state;
  bool fault = false;
};

class Explorer {
 public:
  Explorer(const TimedSystem& system, int parts) : system_(system), parts_(parts) {}

  Dated start() const {
    Dated first;
    first.people.resize(static_cast<std::size_t>(system_.clients));
    return first;
  }

  Timeless timeless(const Dated& state) const {
    const auto left = [&](long date) {
      return date == not_set ? -1 : static_cast<int>(std::max(0l, date - state.now));
    };
    Timeless seen = {state.holder};
    for (const Person& person : state.people) {
      const bool dated = person.timer == not_set || !system_.any_rate;
      seen.insert(seen.end(), {person.place, static_cast<int>(person.offset),
                               dated ? left(person.timer) : never_over, left(person.deadline)});
    }
    add_dates(seen, state);
    std::vector<std::pair<int, int>> letters;
    for (const Letter& letter : state.letters)
      letters.emplace_back(letter.to, left(latest_arrival(letter)));
    std::sort(letters.begin(), letters.end());
    for (const auto& [to, due] : letters) seen.insert(seen.end(), {to, due});
    return seen;
  }

  // Each step once: letters that nobody can tell apart are one.
  std::vector<Taken> steps(const Dated& state) const {
    std::vector<Taken> found;
    for (std::size_t i = 0; i < timed_rules; ++i)
      for (std::size_t who = 0; who < state.people.size(); ++who)
        if (may(system_.rules[i], state, who)) add_rule(found, state, i, who);
    for (std::size_t who = 0; who < state.people.size(); ++who) add_deadline(found, state, who);
    std::set<std::pair<int, long>> alike;
    for (std::size_t i = 0; i < state.letters.size(); ++i) {
      const Letter& letter = state.letters[i];
      const long date = latest_arrival(letter);
      const long left = date == not_set ? -1 : std::max(0l, date - state.now);
      if (alike.emplace(letter.to, left).second) add_arrival(found, state, i);
    }
    Dated later = state;
    ++later.now;
    if (timeless(later) != timeless(state) && !overdue(state)) found.push_back({later, false});
    return found;
  }

  // Time must not pass.
  bool overdue(const Dated& state) const {
    for (const Person& person : state.people) {
      if (person.place == system_.prompt) return true;
      if (person.deadline != not_set && person.deadline <= state.now) return true;
    }
    return std::any_of(state.letters.begin(), state.letters.end(), [&](const Letter& letter) {
      const long date = latest_arrival(letter);
      return date != not_set && date <= state.now;
    });
  }

  bool two_there(const Dated& state) const { return at(state, system_.bad) >= 2; }
  bool unfinished(const Dated& state) const { return at(state, system_.unfinished) >= 1; }

 private:
  long time(int ticks) const { return static_cast<long>(ticks) * parts_; }
  long latest_arrival(const Letter& letter) const {
    return system_.delay == never_due ? not_set : letter.sent + time(system_.delay);
  }
  static long at(const Dated& state, int place) {
    return std::count_if(state.people.begin(), state.people.end(),
                         [&](const Person& person) { return person.place == place; });
  }

  // Distances that are longer than anything that is ever added to a date are told by their sign.
  void add_dates(Timeless& seen, const Dated& state) const {
    const long far = time(ticks_max) + 1;
    const long slowest = state.now - time(offset_max);
    std::vector<long> dates = {state.stamp};
    for (const Person& person : state.people) dates.push_back(person.note);
    for (const long date : dates) {
      seen.push_back(date == no_date ? -1'000 : static_cast<int>(std::max(date - slowest, -far)));
      for (const long other : dates)
        if (date != no_date && other != no_date)
          seen.push_back(static_cast<int>(std::clamp(date - other, -far, far)));
    }
  }

  bool may(const TimedRule& rule, const Dated& state, std::size_t who) const {
    const Person& me = state.people[who];
    if (me.place != rule.from) return false;
    if (rule.effect == TimedEffect::send &&
        state.letters.size() == static_cast<std::size_t>(messages_max))
      return false;
    if (rule.effect == TimedEffect::write_note && me.note == no_date) return false;
    if (rule.effect == TimedEffect::set_clock_forward && me.offset == time(offset_max))
      return false;
    if (rule.effect == TimedEffect::set_clock_back && me.offset == -time(offset_max)) return false;
    const bool set = me.timer != not_set;
    const bool any_rate = system_.any_rate;
    const bool both = me.note != no_date && state.stamp != no_date;
    const long shown = state.now + me.offset;
    switch (rule.guard) {
      case TimedGuard::none: return true;
      case TimedGuard::lock_free: return state.holder < 0;
      case TimedGuard::holds_lock: return state.holder == static_cast<int>(who);
      case TimedGuard::timer_stopped: return !set;
      case TimedGuard::timer_over: return set && !any_rate && state.now >= me.timer;
      case TimedGuard::timer_may_be_over:
        return set && (any_rate || state.now >= me.timer - time(system_.slack));
      case TimedGuard::timer_runs: return set && (any_rate || state.now < me.timer);
      case TimedGuard::stamp_over: return state.stamp == no_date || state.stamp <= shown;
      case TimedGuard::stamp_ahead: return state.stamp != no_date && state.stamp > shown;
      case TimedGuard::note_after_stamp: return both && state.stamp <= me.note;
      case TimedGuard::note_before_stamp: return both && state.stamp > me.note;
    }
    return false;
  }

  void add_rule(std::vector<Taken>& found, const Dated& state, std::size_t number,
                std::size_t who) const {
    const TimedRule& rule = system_.rules[number];
    Dated next = state;
    Person& me = next.people[who];
    me.place = rule.to;
    const long date = state.now + time(rule.ticks);
    const long shown = state.now + me.offset;
    switch (rule.effect) {
      case TimedEffect::none: break;
      case TimedEffect::lock: next.holder = static_cast<int>(who); break;
      case TimedEffect::unlock: next.holder = -1; break;
      case TimedEffect::start_timer: me.timer = date; break;
      case TimedEffect::stop_timer: me.timer = not_set; break;
      case TimedEffect::start_deadline: me.deadline = date; break;
      case TimedEffect::stop_deadline: me.deadline = not_set; break;
      case TimedEffect::send: next.letters.push_back({static_cast<int>(who), state.now}); break;
      case TimedEffect::read_clock: me.note = shown; break;
      case TimedEffect::write_note: next.stamp = me.note + time(rule.ticks); break;
      case TimedEffect::write_clock: next.stamp = shown + time(rule.ticks); break;
      case TimedEffect::clear_stamp: next.stamp = no_date; break;
      case TimedEffect::set_clock_forward: me.offset += time(1); break;
      case TimedEffect::set_clock_back: me.offset -= time(1); break;
    }
    std::sort(next.letters.begin(), next.letters.end());
    found.push_back({next, static_cast<int>(number) == system_.fault});
  }

  void add_deadline(std::vector<Taken>& found, const Dated& state, std::size_t who) const {
    const Person& me = state.people[who];
    if (system_.deadline_leads_to < 0 || me.deadline == not_set || state.now < me.deadline) return;
    Dated next = state;
    next.people[who].place = system_.deadline_leads_to;
    next.people[who].deadline = not_set;
    found.push_back({next, false});
  }

  void add_arrival(std::vector<Taken>& found, const Dated& state, std::size_t number) const {
    const Letter letter = state.letters[number];
    if (system_.delay != never_due &&
        state.now < letter.sent + time(system_.delay - system_.arrival_slack))
      return;
    Dated next = state;
    next.letters.erase(next.letters.begin() + static_cast<std::ptrdiff_t>(number));
    next.people[static_cast<std::size_t>(letter.to)].place = system_.arrives_at;
    found.push_back({next, false});
  }

  const TimedSystem& system_;
  const int parts_;
};

void judge(const Explorer& explorer, const Dated& state, const std::vector<Taken>& steps,
           std::uint64_t level, TimedFound& found) {
  const bool ends =
      std::all_of(steps.begin(), steps.end(), [](const Taken& step) { return step.fault; });
  if (ends && explorer.overdue(state)) found.timelock = true;
  if (!found.two_there && explorer.two_there(state)) found.two_there = level;
  if (!found.unfinished && ends && explorer.unfinished(state)) found.unfinished = level;
}

}  // namespace

TimedFound explore_absolute(const TimedSystem& system, int parts, std::size_t states_max) {
  const Explorer explorer(system, parts);
  TimedFound found;
  std::vector<Dated> level = {explorer.start()};
  found.level_of.emplace(explorer.timeless(level.front()), 0);
  for (std::uint64_t number = 0; !level.empty(); ++number) {
    found.depth = number;
    std::vector<Dated> next;
    for (const Dated& state : level) {
      const std::vector<Taken> steps = explorer.steps(state);
      judge(explorer, state, steps, number, found);
      found.transitions += steps.size();
      for (const Taken& step : steps)
        if (found.level_of.emplace(explorer.timeless(step.state), number + 1).second)
          next.push_back(step.state);
    }
    level = std::move(next);
    if (found.level_of.size() <= states_max) continue;
    found.complete = false;
    break;
  }
  return found;
}

std::map<Timeless, std::uint64_t> explore_dates(const TimedSystem& system, std::uint64_t depth) {
  const Explorer explorer(system, 1);
  std::set<Dated> seen = {explorer.start()};
  std::vector<Dated> level = {explorer.start()};
  std::map<Timeless, std::uint64_t> level_of = {{explorer.timeless(level.front()), 0}};
  for (std::uint64_t number = 1; number <= depth; ++number) {
    std::vector<Dated> next;
    for (const Dated& state : level)
      for (const Taken& step : explorer.steps(state)) {
        if (!seen.insert(step.state).second) continue;
        level_of.emplace(explorer.timeless(step.state), number);
        next.push_back(step.state);
      }
    level = std::move(next);
  }
  return level_of;
}

}  // namespace lockstep::oracle
