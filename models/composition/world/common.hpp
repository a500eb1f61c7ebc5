// What a world keeps once, whatever the lock, the store and the workload are; and where.
//
// Each field lies by itself in a state: a fault that is not allowed has no room there.
#pragma once

#include "models/kit/kit.hpp"
#include "models/parties/client.hpp"

#include <cstdint>

namespace lockstep::composition {

// Of the lock service or of the store.
struct Pause {
  bool on;
  Timer left;  // what a pause that is bounded may yet take
};
BOOST_DESCRIBE_STRUCT(Pause, (), (on, left))

// A lock service that may fail: what it falls back on lies beside it (fallback.cpp).
struct FailuresFields {
  Budget failovers;
  Budget restarts;
  Budget force_unlocks;
  bool lives_on;          // the former service serves the clients that are behind
  Set<ClientTag> behind;  // have not found the new primary
  Deadline away;          // until the service is back

  // history:
  Token newest;   // that was granted, when the service may forget or repeat it
  bool repeated;  // a grant had no newer token than those before
};
BOOST_DESCRIBE_STRUCT(FailuresFields, (),
                      (failovers, restarts, force_unlocks, lives_on, behind, away, newest,
                       repeated))

// What the store did, as properties see it.
struct Effects {
  // history:
  Token newest_write;           // that a write was applied with, whether the store looks or not
  bool stale_write;             // a write was applied after one with a newer token
  Set<ClientTag> applied;       // clients of whom a request was applied
  Set<ClientTag> others_since;  // of these: after it, one of another client was applied
  bool interleaved;             // after that, one of the first again
  bool gap;  // a client was the holder, then not, then again, and believed all the while
};
BOOST_DESCRIBE_STRUCT(Effects, (),
                      (newest_write, stale_write, applied, others_since, interleaved, gap))

struct CommonFields {
  Budget pauses;
  Budget crashes;
  Budget restarts;
  Budget losses;
  Budget duplicates;
  Budget cuts;
  Budget reorders;
  Budget timeouts;
  Budget service_pauses;
  Budget store_pauses;
  Set<ClientTag> cut_off;             // from what `cut` says; with cut=any, from the lock service
  Set<ClientTag> cut_off_from_store;  // with cut=any
  Pause service_pause;
  Pause store_pause;
};
BOOST_DESCRIBE_STRUCT(CommonFields, (),
                      (pauses, crashes, restarts, losses, duplicates, cuts, reorders, timeouts,
                       service_pauses, store_pauses, cut_off, cut_off_from_store, service_pause,
                       store_pause))

// Views. Whatever has no room reads as zero.
struct Failures {
  Budget& failovers;
  Budget& restarts;
  Budget& force_unlocks;
  bool& lives_on;
  Set<ClientTag>& behind;
  Deadline& away;
  Token& newest;
  bool& repeated;
};

struct Common {
  Budget& pauses;
  Budget& crashes;
  Budget& restarts;
  Budget& losses;
  Budget& duplicates;
  Budget& cuts;
  Budget& reorders;
  Budget& timeouts;
  Budget& service_pauses;
  Budget& store_pauses;
  Set<ClientTag>& cut_off;
  Set<ClientTag>& cut_off_from_store;
  Pause& service_pause;
  Pause& store_pause;
  Failures failures;
  Effects& effects;
};

struct FailuresPlaces {
  std::uint32_t failovers, restarts, force_unlocks, lives_on, behind, away, newest, repeated;
};

struct CommonPlaces {
  std::uint32_t pauses, crashes, restarts, losses, duplicates, cuts, reorders, timeouts,
      service_pauses, store_pauses, cut_off, cut_off_from_store, service_pause, store_pause;
  FailuresPlaces failures;
  std::uint32_t effects;
};

}  // namespace lockstep::composition
