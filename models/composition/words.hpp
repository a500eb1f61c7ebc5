// How a world is drawn: lanes, messages and bars.
#pragma once

#include "checker/model/narrator.hpp"
#include "models/composition/world/world.hpp"
#include "models/kit/layout/lanes.hpp"

#include <string>
#include <vector>

namespace lockstep::composition {

inline constexpr const char* service_lane = "lock service";
inline constexpr const char* standby_lane = "standby";
inline constexpr const char* store_lane = "store";

// Where there is one service, and its standby.
inline const char* lane_of(int server) {
  return server == first_server ? service_lane : standby_lane;
}
// Of the server with this number.
unsigned lane_of(const Setup& s, int server, const Lanes& lanes);

// "the lock service"; of several, "a server".
std::string link_in_words(Cut cut, bool several);

// A message as it lies in one of the nets.
Message describe_call(const Setup& s, const std::byte* message, const Lanes& lanes);
Message describe_query(const Setup& s, const std::byte* message, const Lanes& lanes);

std::vector<Bar> bars_of(const Setup& s, const World& world, const Lanes& lanes);

// Clients, services, stores and time.
Lanes lanes_of(const Setup& s);

}  // namespace lockstep::composition
