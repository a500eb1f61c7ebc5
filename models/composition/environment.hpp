// What goes wrong, and how late things may be: parameters that all lock protocols share.
#pragma once

#include "models/composition/service_faults.hpp"
#include "models/stores/store.hpp"

#include <cstdint>

namespace lockstep {

enum class Work : std::uint8_t {
  prompt,  // a client that is not paused acts before time passes
  any,     // it may take any time before it begins with what it does next
};
BOOST_DESCRIBE_ENUM(Work, prompt, any)

inline constexpr int faults_max = 3;     // of one kind
inline constexpr int lateness_max = 50;  // ticks

struct Environment : ServiceFaults {
  int clients = 2;
  StoreKind store = StoreKind::unfenced;
  int pauses = 1;
  int crashes = 0;
  int restarts = 0;
  int losses = 0;
  int duplicates = 0;
  int cuts = 0;
  Bound delay = 0;
  Bound pause = Bound::none();
  Work work = Work::prompt;
};
BOOST_DESCRIBE_STRUCT(Environment, (ServiceFaults),
                      (clients, store, pauses, crashes, restarts, losses, duplicates, cuts, delay,
                       pause, work))

inline int population(const Environment& environment, ClientTag) { return environment.clients; }

// A timer for a bound that is neither none nor zero.
inline bool takes_time(const Bound& bound) { return !bound.unbounded() && bound.ticks() > 0; }

// What is bounded has to be over; `timer` was started for it when it takes time.
inline bool is_over(const Bound& bound, Timer timer) {
  return !bound.unbounded() && (bound.ticks() == 0 || timer.expired());
}

}  // namespace lockstep
