// Where a client is with the lock, and what its library makes of what it hears.
#pragma once

#include <cstdint>

namespace lockstep {

// Where a client is with the lock, as its library is told.
enum class Stage : std::uint8_t {
  idle,   // has not asked
  waits,  // has asked, and has no answer yet
  holds,  // was granted the lock and has not given it back
  left,   // gave it back, or gave up
};

// What a message means for a client.
enum class Heard : std::uint8_t {
  nothing,  // the library keeps it to itself
  granted,  // the client has the lock
  lost,     // the client has it no longer, or will not get it, and stops
  reset,    // its machine is reset: client and agent begin anew
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
