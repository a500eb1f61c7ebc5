// What goes wrong, and how late things may be: parameters that all lock protocols share.
#pragma once

#include "models/stores/store.hpp"

#include <cstdint>

namespace lockstep {

enum class Delay : std::uint8_t {
  prompt,     // time does not pass while a message is on its way to somebody who is running
  unbounded,  // a message may take any time
};
BOOST_DESCRIBE_ENUM(Delay, prompt, unbounded)

inline constexpr int faults_max = 3;  // of one kind

struct Environment {
  int clients = 2;
  StoreKind store = StoreKind::unfenced;
  int pauses = 1;
  int crashes = 0;
  Delay delay = Delay::prompt;
};
BOOST_DESCRIBE_STRUCT(Environment, (), (clients, store, pauses, crashes, delay))

inline int population(const Environment& environment, ClientTag) { return environment.clients; }

}  // namespace lockstep
