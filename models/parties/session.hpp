// Sessions: what a service keeps of a client that has to send heartbeats, and the half of the
// client's library that sends them.
//
// A service ends a session when no heartbeat came for so long. That is the end of the session: what
// the client held through it may end in the same step, or in a later one.
#pragma once

#include "models/kit/kit.hpp"

namespace lockstep {

// Kept by the service for each client.
struct KeptSession {
  Timer left;  // until it ends for want of a heartbeat; stopped: there is none
  bool ended;  // what was held through it has yet to be given up
};
BOOST_DESCRIBE_STRUCT(KeptSession, (), (left, ended))

// Kept by the library of a client.
struct Heartbeat {
  Timer next;
};
BOOST_DESCRIBE_STRUCT(Heartbeat, (), (next))

// Who sends the heartbeats.
enum class BeatBy : std::uint8_t {
  worker,  // the client itself: it sends no heartbeat while it is paused
  agent,   // a thread or a process beside it, which goes on meanwhile
};
BOOST_DESCRIBE_ENUM(BeatBy, worker, agent)

namespace session {

inline bool is_open(const KeptSession& s) { return !s.left.stopped(); }

// No heartbeat came in time: the service ends it, with end().
inline bool is_over(const KeptSession& s) { return s.left.expired(); }

// Opens it, in 1..253 ticks from now it is over. A session that has ended is another one.
inline void open(KeptSession& s, int ticks) {
  s.left.start(ticks);
  s.ended = false;
}

// A heartbeat has come. False: there is no session to keep.
inline bool keep(KeptSession& s, int ticks) {
  if (!is_open(s)) return false;
  s.left.start(ticks);
  return true;
}

inline void end(KeptSession& s) {
  s.left.stop();
  s.ended = true;
}

// The client closes it, or what it held has been given up.
inline void forget(KeptSession& s) { s = {}; }

// The library sends a heartbeat this many ticks from now. When one is due and none is out, it
// sends.
inline void wait(Heartbeat& me, int ticks) { me.next.start(ticks); }
inline bool is_due(const Heartbeat& me, bool one_is_out) {
  return me.next.expired() && !one_is_out;
}

// A session that is over ends before time passes. State: a service that keeps a session of each
// client.
template <class Params, class State>
bool one_is_over(const Params&, State s) {
  for (const auto c : s.clients())
    if (is_over(s.of(c).session)) return true;
  return false;
}

template <class Params>
bool by_agent(const Params& p) {
  return p.beat_by == BeatBy::agent;
}

// How long a session lasts, and who keeps it alive, and how often: Span ttl, Span beat and BeatBy
// beat_by.
template <class Params, class Lock>
void declare_heartbeats(Lock& m) {
  m.template parameter<&Params::ttl>("time that a session lasts without a heartbeat", 1, 100);
  m.template parameter<&Params::beat>("time from one heartbeat to the next", 1, 100);
  m.template parameter<&Params::beat_by>(
      "who sends the heartbeats: worker (the client itself, while it is not paused), agent (a "
      "thread or process beside it)");
}

}  // namespace session

}  // namespace lockstep
