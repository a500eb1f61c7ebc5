// A timed system as data: what the checker's model of it and the oracle have in common.
//
// Interchangeable clients, each with a place, a timer and a deadline; a lock that one of them may
// hold; messages that have to arrive within a time; wall clocks that are set, a note that each
// client takes of what its own shows, and a time stamp that all see. Nothing here knows how time is
// kept.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace lockstep::oracle {

enum class TimedGuard : std::uint8_t {
  none,
  lock_free,
  holds_lock,
  timer_stopped,
  timer_over,
  timer_may_be_over,  // by the fastest clock allowed
  stamp_over,         // there is none, or it is no later than what the own clock shows
  note_after_stamp,   // the note is no earlier than the stamp
  stamp_ahead,        // strict guards: it is later than what the own clock shows
  note_before_stamp,  // the note is earlier
  timer_runs,         // and is not over
};

enum class TimedEffect : std::uint8_t {
  none,
  lock,
  unlock,
  start_timer,
  stop_timer,
  start_deadline,
  stop_deadline,
  send,        // to oneself
  read_clock,  // as a note
  write_note,  // as the stamp, with `ticks` added
  write_clock,
  clear_stamp,
  set_clock_forward,
  set_clock_back,
};

struct TimedRule {
  int from = 0;  // places
  int to = 0;
  TimedGuard guard = TimedGuard::none;
  TimedEffect effect = TimedEffect::none;
  int ticks = 0;
};

inline constexpr int timed_places = 4;
inline constexpr std::size_t timed_rules = 6;
inline constexpr int messages_max = 2;
inline constexpr int never_due = -1;
inline constexpr int ticks_max = 3;   // of a rule
inline constexpr int offset_max = 2;  // of a wall clock, either way

struct TimedSystem {
  int clients = 2;
  std::array<TimedRule, timed_rules> rules{};
  int fault = never_due;  // the rule that is a fault
  int slack = 0;          // how much earlier than its time a timer may be over
  bool any_rate = false;  // clocks of any rate: a timer may be over immediately, or never
  int delay = never_due;  // within how many ticks a message arrives; never_due: unbounded
  int arrival_slack = 0;  // how much earlier it may arrive
  int arrives_at = 0;     // the place of a client that got a message
  int deadline_leads_to =
      -1;              // the place of a client whose deadline is over; -1: it has no way out
  int prompt = -1;     // time does not pass while a client is there
  int bad = 0;         // where no two clients may be
  int unfinished = 0;  // where no client may be at the end

  bool has_wall_clocks() const {
    for (const TimedRule& rule : rules)
      if (rule.effect >= TimedEffect::read_clock) return true;
    return false;
  }
  bool has_strict_guards() const {
    for (const TimedRule& rule : rules)
      if (rule.guard >= TimedGuard::stamp_ahead) return true;
    return false;
  }
};

}  // namespace lockstep::oracle
