// Where a client is with the lock, and what its library makes of what it hears.
#pragma once

#include "models/parties/client.hpp"

#include <cstddef>
#include <cstdint>

namespace lockstep {

namespace composition {
struct Setup;
}

// Where a client is with the lock, as its library is told.
// Compared and switched on as an enum is.
class Stage {
 public:
  enum Value : std::uint8_t {
    idle,    // has not asked, or was refused and will ask again
    waits,   // has asked, and has no answer yet
    holds,   // was granted the lock and has not given it back
    left,    // gave it back, or gave up
    leaves,  // has said so, and waits for the answer (release-answer=awaited)
  };

  constexpr Stage(Value value) : value_(value) {}
  Stage(Value value, const composition::Setup& setup, std::byte* world, Client client)
      : value_(value), setup_(&setup), world_(world), client_(client) {}

  constexpr operator Value() const { return value_; }

  // A message between the client and the lock service is under way, or its request is in the
  // service's queue. Else no answer will come to what the library has sent, and it knows, as one
  // does that has waited for long enough.
  bool request_is_out() const;

 private:
  Value value_;
  const composition::Setup* setup_ = nullptr;
  std::byte* world_ = nullptr;
  Client client_{};
};

// What a message means for a client.
enum class Heard : std::uint8_t {
  nothing,   // the library keeps it to itself
  granted,   // the client has the lock
  lost,      // the client has it no longer, or will not get it, and stops
  released,  // the service has heard that it gives it back, or gives up
  refused,   // the service does not give it the lock: what the client does is a setting
  reset,     // its machine is reset: client and agent begin anew
};

// What travels between the clients of a lock and its service as a message. What does not travel
// takes no time and is not lost.
enum class Travels : std::uint8_t {
  everything,
  all_but_answers,  // the step that serves a request brings the answer to the client that sent it
  requests,         // the same, and the service says nothing unless it is asked
  nothing,          // the clients' library asks with Out::call
};

}  // namespace lockstep
