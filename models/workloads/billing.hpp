// What a client does with the lock: it bills a customer once.
//
// Acquire the lock; ask the store whether the job is billed; if it is not, charge; release. Every
// one of these is a message, and between any two of them the client may be paused.
#pragma once

#include "models/parties/client.hpp"

#include <cstdint>

namespace lockstep {

// Where a client is in its program.
enum class At : std::uint8_t {
  idle,
  acquiring,  // asked for the lock, waits for the grant
  saving,     // was granted the lock, will write the grant to its disk
  holding,    // was granted the lock, will ask whether the job is billed
  asking,     // looked at its clock, and asks next
  reading,    // asked, waits for the answer
  unbilled,   // the answer was no, will charge
  billing,    // looked at its clock, and charges next
  charging,   // sent the charge, waits for the acknowledgement
  leaving,    // will release the lock
  done,
};
BOOST_DESCRIBE_ENUM(At, idle, acquiring, saving, holding, asking, reading, unbilled, billing,
                    charging, leaving, done)

// Between a client and the store.
enum class Request : std::uint8_t {
  is_it_billed,
  not_billed,
  already_billed,
  charge,
  charged,
  refused,  // the token was too old
};
BOOST_DESCRIBE_ENUM(Request, is_it_billed, not_billed, already_billed, charge, charged, refused)

constexpr bool to_store(Request request) {
  return request == Request::is_it_billed || request == Request::charge;
}

// A client at `at` waits for this. What it does not wait for comes twice, or late, and is ignored.
constexpr bool answers(Request answer, At at) {
  if (answer == Request::charged) return at == At::charging;
  if (answer == Request::refused) return at == At::reading || at == At::charging;
  return at == At::reading;
}

// It has asked, and waits.
constexpr bool waits(At at) {
  return at == At::acquiring || at == At::reading || at == At::charging;
}

// Where a client that waits has to be to ask anew.
constexpr At before_asking(At at) {
  if (at == At::acquiring) return At::idle;
  return at == At::reading ? At::holding : At::unbilled;
}

// Inside its critical section.
constexpr bool is_inside(At at) { return at >= At::saving && at <= At::charging; }

// The next step is the client's own, and it has yet to begin with it.
constexpr bool begins_next(At at) {
  return at == At::saving || at == At::holding || at == At::unbilled || at == At::leaving;
}

// It has begun with its step, and ends it before time passes unless it is paused.
constexpr bool is_midway(At at) { return at == At::asking || at == At::billing; }

}  // namespace lockstep
