// The machines that a lock service runs on.
#pragma once

#include "models/kit/kit.hpp"

#include <cstdint>

namespace lockstep {

// Told apart only where an old primary lives on, and there are two that clients may talk to.
enum class Server : std::uint8_t { first, second };
BOOST_DESCRIBE_ENUM(Server, first, second)

// The lanes of the two.
inline constexpr const char* server_lanes[] = {"lock service", "standby"};

inline const char* lane_of(Server server) { return server_lanes[static_cast<std::size_t>(server)]; }

// A message that is exchanged with one of the two has a `Count<1> standby`.
template <class Call>
constexpr Server server_of(const Call& call) {
  return call.standby ? Server::second : Server::first;
}
template <class Call>
constexpr void set_server(Call& call, Server server) {
  call.standby = server == Server::second ? 1 : 0;
}

}  // namespace lockstep
