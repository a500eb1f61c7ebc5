// What goes wrong with a lock service: parameters that all lock protocols share.
#pragma once

#include "models/kit/kit.hpp"

#include <cstdint>

namespace lockstep {

enum class Replication : std::uint8_t {
  asynchronous,  // the standby gets to know of what the primary did at some time, or not
  synchronous,   // nothing is answered before the standby knows of it
};
BOOST_DESCRIBE_ENUM(Replication, asynchronous, synchronous)

enum class OldPrimary : std::uint8_t {
  dies,
  lives_on,  // and serves the clients that have not found the new one
};
BOOST_DESCRIBE_ENUM(OldPrimary, dies, lives_on)

enum class Fsync : std::uint8_t {
  always,  // nothing is answered before it is on disk
  later,   // what was done is put on disk at some time, or not
  never,
};
BOOST_DESCRIBE_ENUM(Fsync, always, later, never)

// Whose lock an operator, or a job that cleans up, may free.
enum class ForceUnlock : std::uint8_t {
  any,   // also that of a client that works, and is taken for one that is gone
  gone,  // of a client that has crashed or finished: it looks, and knows
};
BOOST_DESCRIBE_ENUM(ForceUnlock, any, gone)

struct ServiceFaults {
  int failovers = 0;
  Replication replication = Replication::asynchronous;
  OldPrimary old_primary = OldPrimary::dies;
  int service_restarts = 0;
  Fsync fsync = Fsync::always;
  Span service_restart_delay = 0;
  bool epochs = false;  // after a failure, tokens are newer than all before, lost ones too
  int force_unlocks = 0;
  ForceUnlock force_unlock = ForceUnlock::any;
};
BOOST_DESCRIBE_STRUCT(ServiceFaults, (),
                      (failovers, replication, old_primary, service_restarts, fsync,
                       service_restart_delay, epochs, force_unlocks, force_unlock))

inline bool may_lose_by_failover(const ServiceFaults& faults) {
  return faults.failovers > 0 && faults.replication == Replication::asynchronous;
}
inline bool may_lose_by_restart(const ServiceFaults& faults) {
  return faults.service_restarts > 0 && faults.fsync != Fsync::always;
}

// The service may go on from an older state of its own, its source of tokens included.
inline bool may_forget(const ServiceFaults& faults) {
  return may_lose_by_failover(faults) || may_lose_by_restart(faults);
}

// Two sources of tokens issue the same numbers, or ones of which the older may come later.
inline bool may_repeat_tokens(const ServiceFaults& faults) {
  const bool one_source = faults.old_primary == OldPrimary::dies || faults.failovers == 0;
  return may_forget(faults) && !(faults.epochs && one_source);
}

inline bool has_two_primaries(const ServiceFaults& faults) {
  return faults.failovers > 0 && faults.old_primary == OldPrimary::lives_on;
}

inline bool two_primaries_are_possible(const ServiceFaults& faults) {
  return faults.old_primary == OldPrimary::dies ||
         (faults.failovers <= 1 && faults.replication == Replication::asynchronous);
}

// A restart is of the service, and there would be two.
inline bool has_one_service_to_restart(const ServiceFaults& faults) {
  return faults.service_restarts == 0 || !has_two_primaries(faults);
}

}  // namespace lockstep
