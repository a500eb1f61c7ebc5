// What one state of a lock protocol shows, whatever the lock, the store and the workload are.
//
// A protocol fills it in; the properties look at nothing else.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lockstep {

// A bit for each client.
using Clients = std::uint32_t;

struct Observation {
  // Now:
  Clients granted = 0;     // the service made it a holder: not released, not expired, not freed
  Clients forgotten = 0;   // of these, the service does not know any more that they hold the lock
  Clients believing = 0;   // acts as a holder as soon as it runs
  Clients leading = 0;     // its agent believes that it holds the lock
  Clients unfinished = 0;  // neither done nor crashed
  Clients trying = 0;      // runs, wants the lock, and does not have it
  Clients crashed = 0;
  Clients cut_off = 0;  // from the lock service, or from one of several
  int charges = 0;      // how often the customer was charged for the job; 2 means twice or more
  int runs = 0;         // how often the job of one date was done; 2 means twice or more
  int updates = 0;      // how many updates of a counter the store has applied
  int counter = 0;      // what they have made of it
  bool half_written = false;  // of two values that belong together, one is of another write

  // Since the start:
  bool interleaved = false;   // the store applied x, then y, then x again: requests of two clients
  bool stale_write = false;   // the store applied a write after one with a newer token
  bool torn = false;          // a client has read two values that were not written together
  Clients held_too_long = 0;  // crashed as the holder, and was that for longer than is allowed
  bool gap = false;           // a client held the lock, then not, then again, in one belief
  bool repeated = false;      // the service granted the lock with a token no newer than one before
};

// "client 1", "client 1 and client 2", "client 1, client 2 and client 3".
std::string in_words(Clients clients);

}  // namespace lockstep
