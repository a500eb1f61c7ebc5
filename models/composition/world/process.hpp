// What the library keeps of a client, and where.
#pragma once

#include "models/composition/world/net.hpp"
#include "models/kit/kit.hpp"

#include <cstdint>

namespace lockstep::composition {

// Where a client is in its program: with the lock, and with each of the workload's requests.
enum class At : std::uint8_t {
  idle,
  acquiring,  // asked for the lock, waits for the grant
  saving,     // was granted the lock, will write the grant to its disk
  ready,      // will send the workload's next request
  looked,     // looked at its clock, and sends next
  waiting,    // sent it, waits for the answer
  leaving,    // will release the lock
  done,
  refused,     // will ask for the lock again
  releasing,   // has released the lock, waits for the answer
  cancelling,  // does not want it any more, waits for the answer
};
BOOST_DESCRIBE_ENUM(At, idle, acquiring, saving, ready, looked, waiting, leaving, done, refused,
                    releasing, cancelling)

// Inside its critical section.
constexpr bool is_inside(At at) { return at >= At::saving && at <= At::waiting; }

// It has asked for the lock, or will again, and has not got it.
constexpr bool wants_lock(At at) { return at == At::acquiring || at == At::refused; }

// It has something to lose: it has asked, and is not done.
constexpr bool is_under_way(At at) { return at != At::idle && at != At::refused && at != At::done; }

// It has nothing to do any more but to hear that the service knows.
constexpr bool is_leaving(At at) { return at == At::releasing || at == At::cancelling; }

// It has asked, and waits.
constexpr bool waits(At at) { return at == At::acquiring || at == At::waiting || is_leaving(at); }

// The next step is the client's own, and it has yet to begin with it.
constexpr bool begins_next(At at) {
  return at == At::saving || at == At::ready || at == At::leaving;
}

enum class Health : std::uint8_t { running, paused, restarting, crashed };
BOOST_DESCRIBE_ENUM(Health, running, paused, restarting, crashed)

using RequestBits = Count<255>;  // a bit for each request id

// The fields with their names. In a state each lies by itself: what a setting never changes has no
// room there.
struct ProcessFields {
  At at;
  Health health;
  Timer pause;  // what a pause that is bounded, or a restart, may yet take
  Timer job;    // what the work before the next write may yet take
  RequestId request;
  bool saved;           // the grant is on its disk
  RequestId heard;      // the service heard this request of it last
  RequestBits granted;  // with acquire=idempotent: the requests that the service granted
  Version version;      // that the store told it last, where it tells any
  bool dropped;         // history: believes, and was not the holder as the service sees it
  Timer free_by;        // history: crashed as the holder; runs out when it is that for too long
};
BOOST_DESCRIBE_STRUCT(ProcessFields, (),
                      (at, health, pause, job, request, saved, heard, granted, version, dropped,
                       free_by))

// A view of those of one client. Whatever has no room reads as zero.
struct Process {
  At& at;
  Health& health;
  Timer& pause;
  Timer& job;
  RequestId& request;
  bool& saved;
  RequestId& heard;
  RequestBits& granted;
  Version& version;
  bool& dropped;
  Timer& free_by;
};

// Where a field of the first client lies, and how far away that of the next one is: 0 where it has
// no room.
struct FieldPlace {
  std::uint32_t at = 0;
  std::uint32_t stride = 0;
};

struct ProcessPlaces {
  FieldPlace at, health, pause, job, request, saved, heard, granted, version, dropped, free_by;
};

}  // namespace lockstep::composition
