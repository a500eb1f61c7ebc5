// What every verdict on a composed protocol rests on, in sentences, with the settings that drop it.
#pragma once

#include "models/composition/world/world.hpp"

#include <vector>

namespace lockstep::composition {

// Of the environment.
std::vector<Assumption> assumptions_of(const Setup& setup);

// Of agents beside the clients.
std::vector<Assumption> assumptions_on_agents(const Environment& environment);

// Of calls to the lock service that do not travel.
std::vector<Assumption> assumptions_on_calls(const Setup& setup);

// Of a lock service that fails, and of operators. What the lock cannot do is not offered.
std::vector<Assumption> assumptions_on_service(const Environment& environment,
                                               const LockPart& lock);

// What clients do where a setting chooses it.
std::vector<Assumption> assumptions_on_choices(const Setup& setup);

// Which requests the service heard is not in the copy that it falls back on.
inline bool requests_are_kept(const Environment& e) {
  const bool knows_requests = e.request_ids || e.acquire == Acquire::idempotent;
  return !knows_requests || !may_forget(e);
}

// A pause is of the service, and there would be two.
inline bool has_one_service_to_pause(const Environment& e) {
  return e.service_pauses == 0 || !has_two_primaries(e);
}

inline bool has_an_order_to_break(const Environment& e) {
  return e.reorders == 0 || e.channels == Channels::fifo;
}

inline bool fits_in_flight(const Environment& e) {
  return in_flight(e) <= static_cast<int>(in_flight_max);
}

}  // namespace lockstep::composition
