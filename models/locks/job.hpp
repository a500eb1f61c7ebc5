// Clients that do a job while they have a lock, and how long things take, in words.
#pragma once

#include "models/classics/critical_section.hpp"
#include "models/kit/times/span.hpp"

#include <string>

namespace lockstep {

inline std::string within(int ticks) {
  if (ticks == 0) return "before time passes";
  return "within " + std::to_string(ticks) + (ticks == 1 ? " tick" : " ticks");
}

// What a report says of a client that uses a time some time after it has read it.
inline std::vector<Assumption> on_stale_time(const Bound& pause, const std::string& client_does) {
  if (pause.unbounded()) return {};
  return {
      {"a client that has read " + client_does + ' ' + within(pause.ticks()), "pause=unbounded"}};
}

}  // namespace lockstep
