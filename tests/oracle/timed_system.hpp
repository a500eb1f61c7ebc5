// A timed system as data: what the checker's model of it and the oracle have in common.
//
// Interchangeable clients, each with a place, a timer and a deadline; a lock that one of them may
// hold; messages that have to arrive within a time. Nothing here knows how time is kept.
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
  timer_runs,         // and is not over: a strict guard
};

enum class TimedEffect : std::uint8_t {
  none,
  lock,
  unlock,
  start_timer,
  stop_timer,
  start_deadline,
  stop_deadline,
  send,  // to oneself
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

struct TimedSystem {
  int clients = 2;
  std::array<TimedRule, timed_rules> rules{};
  int fault = never_due;  // the rule that is a fault
  int slack = 0;          // how much earlier than its time a timer may be over
  int delay = never_due;  // within how many ticks a message arrives; never_due: unbounded
  int arrival_slack = 0;  // how much earlier it may arrive
  int arrives_at = 0;     // the place of a client that got a message
  int deadline_leads_to =
      -1;              // the place of a client whose deadline is over; -1: it has no way out
  int prompt = -1;     // time does not pass while a client is there
  int bad = 0;         // where no two clients may be
  int unfinished = 0;  // where no client may be at the end

  bool has_strict_guards() const {
    for (const TimedRule& rule : rules)
      if (rule.guard == TimedGuard::timer_runs) return true;
    return false;
  }
};

}  // namespace lockstep::oracle
