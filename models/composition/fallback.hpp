// What a lock service falls back on when it fails, and what it had promised before.
//
// A failover to a standby and a restart from disk are one thing: the service goes on from a copy of
// itself that may lack the last of what it did, grants and tokens alike. The standby has one and
// the disk another, and neither need be the newer; what is on the disk of a standby that takes over
// is what it knows. Copying is a step of its own, so any of the last steps may be missing. Of the
// old state the grants remain, as history: a client that has one does not know that the service has
// forgotten it.
//
// A lock that the service of this file can fall back with has, besides what world.hpp names,
//
//   Service durable(const Params&, const Service&)   what is copied: not who waits
//   Service restored(const Params&, const Service& copy, const Service& before)
//                                           the copy; a grant that was over before is none again
//   Service together(const Params&, const Service& now, const Service& before)
//                                           `now`, and the grants of `before` that still last
//   Service promises(const Params&, const Service& before, const Service& now)
//                                           the grants that `now` lacks, and nothing else
//   void asks_instead(Service& from, Service& to, Client)   a client waits there and not here
//   bool keeps(const Service&, Client)      the client is the holder
//   bool may_end(const Params&, const Service&, Client)   the term of its grant may be over
//   bool has_ended(const Service&, Client)  it is over, by every clock allowed
//   void end_grant(Service&, Client)
//   void free(Service&)                     ends every grant
//
// all static, and its calls have a member `Count<1> standby` (server.hpp), which is filled in here.
#pragma once

#include "models/composition/service_faults.hpp"
#include "models/parties/client.hpp"
#include "models/parties/server.hpp"

#include <cstring>

namespace lockstep {

template <class Lock>
struct Fallback {
  Budget failovers;
  Budget restarts;
  Budget force_unlocks;
  bool lives_on;                  // `former` serves the clients that are behind
  Set<ClientTag> behind;          // have not found the new primary
  Deadline away;                  // until the service is back
  typename Lock::Service copy;    // of the standby
  typename Lock::Service disk;    // on disk
  typename Lock::Service former;  // the old primary; or, as history, what it had promised

  // history:
  Token newest;   // that was granted, when the service may forget or repeat it
  bool repeated;  // a grant had no newer token than those before
  BOOST_DESCRIBE_CLASS(Fallback, (),
                       (failovers, restarts, force_unlocks, lives_on, behind, away, copy, disk,
                        former, newest, repeated),
                       (), ())
};

template <class Service>
bool same(const Service& a, const Service& b) {
  return std::memcmp(&a, &b, sizeof(Service)) == 0;
}

}  // namespace lockstep
