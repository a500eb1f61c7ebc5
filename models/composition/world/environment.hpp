// What goes wrong, and how late things may be: parameters that all lock protocols share.
//
// Timing is asynchronous by default: a message and a pause may take any time. A verdict that
// depends on a bound says so.
#pragma once

#include "models/composition/world/service_faults.hpp"
#include "models/kit/faults/clock_steps.hpp"
#include "models/kit/kit.hpp"
#include "models/parties/client.hpp"

#include <cstdint>

namespace lockstep {

enum class Work : std::uint8_t {
  prompt,  // a client that is not paused acts before time passes
  any,     // it may take any time before it begins with what it does next
};
BOOST_DESCRIBE_ENUM(Work, prompt, any)

// Which link of a client a cut is in, and what does not get through it.
enum class Cut : std::uint8_t {
  service,
  store,
  both,
  any,  // each cut is in one of the two
};
BOOST_DESCRIBE_ENUM(Cut, service, store, both, any)
enum class CutStops : std::uint8_t { all, requests, replies };
BOOST_DESCRIBE_ENUM(CutStops, all, requests, replies)

// What a client does that has stopped waiting for an answer. What it asked for may yet be done.
enum class Retry : std::uint8_t {
  same,             // sends the same request once more
  fresh,            // asks anew: a request of its own
  starts_over,      // asks anew, and begins its work with the store again: what it has read is old
  never,            // gives up
  goes_on_without,  // works without the lock, and gives up what it asks of the store
  swallows_error,   // works as if it had been granted the lock, and takes a write for done
};
BOOST_DESCRIBE_ENUM(Retry, same, fresh, starts_over, never, goes_on_without, swallows_error)

// How often a client stops waiting when no answer will come.
enum class Retries : std::uint8_t {
  counted,    // `timeouts` counts it
  unbounded,  // as often as it takes
};
BOOST_DESCRIBE_ENUM(Retries, counted, unbounded)

// What a client makes of the answer to its release, or to the request that takes its acquire back.
enum class ReleaseAnswer : std::uint8_t {
  ignored,
  awaited,  // it waits for it, and says the same again when it hears nothing
};
BOOST_DESCRIBE_ENUM(ReleaseAnswer, ignored, awaited)

// What the lock service makes of an acquire that it has granted before: one that was sent again, or
// that comes twice.
enum class Acquire : std::uint8_t {
  plain,       // a new request
  idempotent,  // the same: it is answered by the same grant, and by none after the release
};
BOOST_DESCRIBE_ENUM(Acquire, plain, idempotent)

// What a client does that was refused the lock.
enum class WhenRefused : std::uint8_t {
  gives_up,
  tries_again,      // until it has the lock
  goes_on_without,  // works all the same
  swallows_error,   // believes that it was granted the lock
};
BOOST_DESCRIBE_ENUM(WhenRefused, gives_up, tries_again, goes_on_without, swallows_error)

// What a client knows after a restart.
enum class Memory : std::uint8_t {
  amnesia,  // nothing
  stable,   // the grant, if it had written it to its disk
};
BOOST_DESCRIBE_ENUM(Memory, amnesia, stable)

// When clients that have wall clocks ask for the lock.
enum class Start : std::uint8_t {
  any,        // at any time
  scheduled,  // each once, when its own clock shows the same time
};
BOOST_DESCRIBE_ENUM(Start, any, scheduled)

inline constexpr int faults_max = 3;     // of one kind
inline constexpr int lateness_max = 50;  // ticks

struct Environment : ServiceFaults, WallClocks {
  int clients = 2;
  int pauses = 1;
  int crashes = 0;
  int restarts = 0;
  int losses = 0;
  int duplicates = 0;
  int cuts = 0;
  Bound delay = Bound::none();
  Bound pause = Bound::none();
  Work work = Work::prompt;
  Span job = 0;

  Channels channels = Channels::bag;
  int reorders = 0;
  Cut cut = Cut::service;
  CutStops cut_stops = CutStops::all;
  AcrossCut across_cut = AcrossCut::held;
  int timeouts = 0;
  Retry retry = Retry::same;
  Retries retries = Retries::counted;
  ReleaseAnswer release_answer = ReleaseAnswer::ignored;
  bool request_ids = false;
  Acquire acquire = Acquire::plain;
  WhenRefused when_refused = WhenRefused::gives_up;
  Memory memory = Memory::amnesia;
  Bound restart_delay = 0;
  Span free_within = 0;  // after a crash of the holder; 0: nobody asks
  int service_pauses = 0;
  int store_pauses = 0;
  Start start = Start::any;
  int agent_pauses = 0;  // of a lock that has agents
  int agent_crashes = 0;

  bool tries_are_alike = false;  // one that was refused asks with the same request: derived
};
BOOST_DESCRIBE_STRUCT(Environment, (ServiceFaults, WallClocks),
                      (clients, pauses, crashes, restarts, losses, duplicates, cuts, delay, pause,
                       work, job, channels, reorders, cut, cut_stops, across_cut, timeouts, retry,
                       retries, release_answer, request_ids, acquire, when_refused, memory,
                       restart_delay, free_within, service_pauses, store_pauses, start,
                       agent_pauses, agent_crashes))

inline int population(const Environment& environment, ClientTag) { return environment.clients; }

// A client may stop waiting for an answer.
inline bool may_stop_waiting(const Environment& environment) {
  return environment.timeouts > 0 || environment.retries == Retries::unbounded;
}

// A client that has stopped waiting sends a request of its own.
inline bool asks_anew(Retry retry) { return retry == Retry::fresh || retry == Retry::starts_over; }

// A client may ask anew as often as it takes: there is no end to its requests.
inline bool has_requests_without_end(const Environment& environment) {
  const bool by_refusals =
      environment.when_refused == WhenRefused::tries_again && !environment.tries_are_alike;
  return by_refusals || (environment.retries == Retries::unbounded && asks_anew(environment.retry));
}

}  // namespace lockstep
