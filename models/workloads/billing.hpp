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
  holding,    // was granted the lock, will ask whether the job is billed
  reading,    // asked, waits for the answer
  unbilled,   // the answer was no, will charge
  charging,   // sent the charge, waits for the acknowledgement
  leaving,    // will release the lock
  done,
};
BOOST_DESCRIBE_ENUM(At, idle, acquiring, holding, reading, unbilled, charging, leaving, done)

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

// Inside its critical section: it acts on the belief that it holds the lock.
constexpr bool believes(At at) {
  return at == At::holding || at == At::reading || at == At::unbilled || at == At::charging;
}

// The next step is the client's own: it waits for nobody.
constexpr bool acts_next(At at) {
  return at == At::holding || at == At::unbilled || at == At::leaving;
}

}  // namespace lockstep
