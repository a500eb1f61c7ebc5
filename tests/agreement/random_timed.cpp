#include "tests/agreement/random_timed.hpp"

#include "models/kit/kit.hpp"
#include "models/kit/protocol/time.hpp"
#include "models/kit/times/window.hpp"
#include "tests/agreement/dice.hpp"

#include <optional>

namespace lockstep {
namespace {

using oracle::never_due;
using oracle::TimedEffect;
using oracle::TimedGuard;
using oracle::TimedRule;
using oracle::TimedSystem;

TimedGuard draw_guard(Dice& dice, bool strict, bool wall) {
  if (wall && dice.chance(60))
    return static_cast<TimedGuard>(dice.roll(6, strict ? 9 : 7));  // of stamps and notes
  if (dice.chance(40)) return static_cast<TimedGuard>(dice.below(4));
  if (strict && dice.chance(30)) return TimedGuard::timer_runs;
  return static_cast<TimedGuard>(dice.roll(4, 5));  // of a timer that was started
}

TimedEffect draw_effect(Dice& dice, bool wall) {
  return static_cast<TimedEffect>(wall && dice.chance(75) ? dice.roll(8, 13) : dice.roll(0, 7));
}

TimedRule draw_rule(Dice& dice, bool strict, bool wall) {
  return {dice.roll(0, oracle::timed_places - 1), dice.roll(0, oracle::timed_places - 1),
          draw_guard(dice, strict, wall), draw_effect(dice, wall), dice.roll(0, oracle::ticks_max)};
}

struct ClientTag {};
using Client = Id<ClientTag>;

struct Params {
  int clients = 2;
  int seed = 0;
  int mistake = 0;
  TimedSystem system;
  Window timer;  // of one whose rate is bounded its width is all that matters
  Window delay;
  int reach = oracle::ticks_max;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, seed, mistake))

int population(const Params& params, ClientTag) { return params.clients; }
ClockBounds clock_bounds(const Params& params) { return {oracle::offset_max, params.reach}; }

void make_mistake(Params& params, TimedMistake mistake) {
  TimedSystem& system = params.system;
  switch (mistake) {
    case TimedMistake::none: break;
    case TimedMistake::longer_timers:
      for (TimedRule& rule : system.rules)
        if (rule.effect == TimedEffect::start_timer) ++rule.ticks;
      break;
    case TimedMistake::longer_deadlines:
      for (TimedRule& rule : system.rules)
        if (rule.effect == TimedEffect::start_deadline) ++rule.ticks;
      break;
    case TimedMistake::wider_windows: ++system.slack; break;
    case TimedMistake::later_messages:
      if (system.delay != never_due) ++system.delay;
      break;
    case TimedMistake::patient_places: system.prompt = -1; break;
    case TimedMistake::short_memory: params.reach = 0; break;
    case TimedMistake::bounded_rates: system.any_rate = false; break;
  }
}

void draw(Params& params) {
  params.system = draw_timed(static_cast<std::uint64_t>(params.seed));
  make_mistake(params, static_cast<TimedMistake>(params.mistake));
  params.timer = {0, params.system.any_rate ? Timer::unbounded : params.system.slack};
  params.delay = {0, params.system.arrival_slack};
}

struct Letter {
  Client to;
  Timer due;  // stopped when the delay is unbounded
};
BOOST_DESCRIBE_STRUCT(Letter, (), (to, due))

struct Cell {
  Count<oracle::timed_places - 1> at;
  WallClock clock;
  Count<2 * oracle::offset_max> fast;  // what the clock is, for the guards
  Instant note;
  Timer timer;
  Deadline deadline;
};
BOOST_DESCRIBE_STRUCT(Cell, (), (at, clock, fast, note, timer, deadline))

struct State {
  Maybe<ClientTag> holder;
  Instant stamp;
  Bag<Letter, oracle::messages_max> letters;
  Table<ClientTag, Cell, 3> client;
};
BOOST_DESCRIBE_STRUCT(State, (), (holder, stamp, letters, client))

State start(const Params& p) {
  State s{};
  for (const Client c : each<Client>(p)) s.client[c].fast = oracle::offset_max;
  return s;
}

bool passes(const Params& p, TimedGuard guard, const State& s, Client c) {
  const Timer timer = s.client[c].timer;
  const Instant& note = s.client[c].note;
  const Instant now = s.client[c].clock.now();
  const bool both = note.set() && s.stamp.set();
  switch (guard) {
    case TimedGuard::none: return true;
    case TimedGuard::lock_free: return !s.holder;
    case TimedGuard::holds_lock: return s.holder == c;
    case TimedGuard::timer_stopped: return timer.stopped();
    case TimedGuard::timer_over: return timer.expired();
    case TimedGuard::timer_may_be_over: return may_be_over(p.timer, timer);
    case TimedGuard::timer_runs: return timer.running();
    case TimedGuard::stamp_over: return !s.stamp.set() || s.stamp <= now;
    case TimedGuard::stamp_ahead: return s.stamp.set() && now < s.stamp;
    case TimedGuard::note_after_stamp: return both && s.stamp <= note;
    case TimedGuard::note_before_stamp: return both && note < s.stamp;
  }
  return false;
}

void post(const Params& p, State& s, Client c) {
  Letter letter{c, {}};
  if (p.system.delay != never_due) letter.due.start(p.system.delay);
  s.letters.add(letter);
}

void set_clock(Cell& me, int ticks) {
  me.clock.step(ticks);
  me.fast += ticks;
}

// There is room, and something to write.
bool is_possible(TimedEffect effect, const State& s, Client c) {
  const Cell& me = s.client[c];
  if (effect == TimedEffect::send) return s.letters.size() < oracle::messages_max;
  if (effect == TimedEffect::write_note) return me.note.set();
  if (effect == TimedEffect::set_clock_forward) return me.fast < 2 * oracle::offset_max;
  if (effect == TimedEffect::set_clock_back) return me.fast > 0;
  return true;
}

void apply(const Params& p, const TimedRule& rule, State& s, Client c) {
  Cell& me = s.client[c];
  switch (rule.effect) {
    case TimedEffect::none: break;
    case TimedEffect::lock: s.holder = c; break;
    case TimedEffect::unlock: s.holder = {}; break;
    case TimedEffect::start_timer:
      me.timer.start(p.system.any_rate ? p.timer.latest : rule.ticks);
      break;
    case TimedEffect::stop_timer: me.timer.stop(); break;
    case TimedEffect::start_deadline: me.deadline.start(rule.ticks); break;
    case TimedEffect::stop_deadline: me.deadline.stop(); break;
    case TimedEffect::send: post(p, s, c); break;
    case TimedEffect::read_clock: me.note = me.clock.now(); break;
    case TimedEffect::write_note: s.stamp = me.note + rule.ticks; break;
    case TimedEffect::write_clock: s.stamp = me.clock.now() + rule.ticks; break;
    case TimedEffect::clear_stamp: s.stamp.clear(); break;
    case TimedEffect::set_clock_forward: set_clock(me, 1); break;
    case TimedEffect::set_clock_back: set_clock(me, -1); break;
  }
}

template <int number, bool fault>
Step rule(const Params& p, State& s, Client c) {
  const TimedRule& rule = p.system.rules[number];
  WHEN(fault == (number == p.system.fault));
  WHEN(s.client[c].at == rule.from && passes(p, rule.guard, s, c));
  WHEN(is_possible(rule.effect, s, c));
  s.client[c].at = rule.to;
  apply(p, rule, s, c);
  return taken;
}

Step deadline_ends(const Params& p, State& s, Client c) {
  Cell& me = s.client[c];
  WHEN(p.system.deadline_leads_to >= 0 && me.deadline.expired());
  me.at = p.system.deadline_leads_to;
  me.deadline.stop();
  return taken;
}

Step arrives(const Params& p, State& s, Slot<&State::letters> slot) {
  WHEN(p.system.delay == never_due || may_be_over(p.delay, s.letters[slot].due));
  const Letter letter = s.letters.take(slot);
  s.client[letter.to].at = p.system.arrives_at;
  return taken;
}

Message describe(const Params&, const Letter& letter, const Lanes& lanes) {
  return {lanes[letter.to], lanes[letter.to], "letter"};
}

bool is_due(const Params& p, const State& s) {
  for (const Client c : each<Client>(p))
    if (s.client[c].at == p.system.prompt) return true;
  for (const Letter& letter : s.letters)
    if (letter.due.expired()) return true;
  return false;
}

int at(const Params& p, const State& s, int place) {
  return how_many<Client>(p, [&](Client c) { return s.client[c].at == place; });
}
bool never_two_there(const Params& p, const State& s) { return at(p, s, p.system.bad) < 2; }
bool all_finished(const Params& p, const State& s) { return at(p, s, p.system.unfinished) == 0; }

template <int number>
void declare_rule(Protocol<Params, State>& m) {
  const std::string name = "rule " + std::to_string(number + 1);
  m.action<rule<number, false>>(name);
  m.action<rule<number, true>>(name + " goes wrong").fault();
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("how many", 1, 3);
  m.parameter<&Params::seed>("of the rules", 0, 1'000'000'000);
  m.parameter<&Params::mistake>("what is wrong on purpose", 0, 7);
  m.derive<draw>();
  m.lanes<ClientTag>("client");
  m.start<start>();
  declare_rule<0>(m);
  declare_rule<1>(m);
  declare_rule<2>(m);
  declare_rule<3>(m);
  declare_rule<4>(m);
  declare_rule<5>(m);
  m.action<deadline_ends>("deadline ends");
  m.action<arrives>("arrives").says("{0} arrives");
  m.time<is_due>();
  m.message<describe>();
  m.always<never_two_there>("never two there", "no two clients are there at the same time");
  m.at_end<all_finished>("all finished", "nobody is left unfinished");
}

}  // namespace

TimedSystem draw_timed(std::uint64_t seed) {
  Dice dice(seed);
  TimedSystem system;
  system.clients = dice.chance(10) ? 3 : dice.roll(1, 2);
  const bool strict = dice.chance(30);
  const bool wall = dice.chance(40);
  for (TimedRule& rule : system.rules) rule = draw_rule(dice, strict, wall);
  system.rules[0] = {0, 1, TimedGuard::none, TimedEffect::start_timer, dice.roll(1, 3)};
  system.rules[1].from = 1;
  if (dice.chance(40)) system.fault = dice.roll(0, static_cast<int>(oracle::timed_rules) - 1);
  system.slack = dice.roll(0, 2);
  if (dice.chance(70)) system.delay = dice.roll(0, 3);
  system.arrival_slack = dice.roll(0, 3);
  system.arrives_at = dice.roll(0, oracle::timed_places - 1);
  if (dice.chance(80)) system.deadline_leads_to = dice.roll(0, oracle::timed_places - 1);
  if (dice.chance(30)) system.prompt = dice.roll(0, oracle::timed_places - 1);
  system.bad = dice.roll(1, oracle::timed_places - 1);
  system.unfinished = dice.roll(0, oracle::timed_places - 1);
  system.any_rate = dice.chance(20);
  return system;
}

std::unique_ptr<Model> timed_model(std::uint64_t seed, TimedMistake mistake) {
  static const auto protocol = entry<Params, State>("timed", "rules drawn from a seed", "", build);
  return protocol->make(parse_settings({"clients=" + std::to_string(draw_timed(seed).clients),
                                        "seed=" + std::to_string(seed),
                                        "mistake=" + std::to_string(static_cast<int>(mistake))}));
}

}  // namespace lockstep
