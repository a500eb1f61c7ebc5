#include "models/locks/names_in_claims.hpp"
#include "models/locks/session_lock.hpp"
#include "properties/liveness.hpp"
#include "properties/progress.hpp"

namespace lockstep::session_lock {
namespace {

using namespace names_in_claims;

// A client that is slower than its session is long, and what keeps the lock from the next one.
void of_pauses(SessionLock& m) {
  const std::vector<Expected> slow = {{belief, 12}, {effect, 20}, {stale, 23}, {twice, 23}};
  m.claim("delay=0 pauses=0");
  m.claim("delay=0", slow);
  m.claim("delay=0 store=fenced", {{belief, 12}});
  m.claim("delay=0 job=3 beat-by=agent");
  m.claim("delay=0 pause=1");
  m.claim("delay=0 pause=2", slow);
  m.claim("delay=0 pause=2 lock-delay=1");
  m.claim("delay=0 pause=3 lock-delay=1", {{belief, 13}, {effect, 21}, {stale, 24}, {twice, 24}});
  m.claim("delay=0 pause=3 lock-delay=2");
}

// Consul as its Go client uses it by default: a session of 15 s, renewed at half of that, and a
// lock-delay of 15 s. The delay is for sessions that end. A client that gives up on a write and
// frees the lock itself is followed at once, and its write comes late; a store that checks the
// sequencer refuses it.
void of_consul(SessionLock& m) {
  const std::string defaults = "delay=0 ttl=15s beat=7500ms lock-delay=15s job=7500ms ";
  m.claim(defaults + "pause=22s");
  m.claim(defaults + "pause=22500ms", {{belief, 17}, {effect, 22}, {twice, 29}});
  const std::string gives_up = "delay=0 pauses=0 timeouts=1 retry=never lock-delay=2 ";
  m.claim(gives_up, {{effect, 18}, {stale, 21}, {twice, 21}});
  m.claim(gives_up + "store=fenced");
}

// Heartbeats that come too seldom, or are lost.
void of_heartbeats(SessionLock& m) {
  m.claim("delay=0 pauses=0 job=3 beat=2", {{belief, 14}, {unbilled, 26}});
  m.claim("delay=0 pauses=0 job=3 beat=2 ttl=3");
  const std::string lossy = "delay=0 pauses=0 losses=1 job=3 retries=unbounded store=idempotent ";
  m.claim(lossy, {{belief, 16}, {effect, 24}});
  m.claim(lossy + "ttl=3");
}

void of_the_end(SessionLock& m) {
  m.claim("delay=0 pauses=0 crashes=1");
  m.claim("delay=0 pauses=0 crashes=1 frees=apart lock-delay=2");
}

// Faults that are there for every lock.
void of_faults(SessionLock& m) {
  m.claim(rare_faults, {{twice, 12}, {unbilled, 9}, {stuck, 9}});
  m.claim("delay=0 pauses=0 losses=1", {{stuck, 14}});
  m.claim("delay=0 pauses=0 cuts=1 cut=any",
          {{belief, 13}, {effect, 20}, {stale, 23}, {twice, 23}});
  m.claim("delay=0 pauses=0 service-restarts=1 service-restart-delay=1");
}

void of_rules(SessionLock& m) {
  const std::string late = "delay=0 pauses=0 clients=3 duplicates=1 store=idempotent ";
  m.claim(late, {{effect, 20}});
  m.claim(late + "release=any", {{at_service, 20}, {belief, 22}, {effect, 20}, {lost, 17}});
  m.claim("delay=0 store=fenced token=version",
          {{belief, 12}, {effect, 20}, {tokens, 10}, {twice, 23}});
  m.claim("delay=0 pauses=0 clients=3");
  m.claim("delay=0 pauses=0 clients=3 order=any", {{"served in order", 5}});
}

void of_freeing(SessionLock& m) {
  m.claim("delay=0 pauses=0 crashes=1 free-within=2");
  m.claim("delay=0 pauses=0 crashes=1 free-within=1", {{free_in_time.name, 6}});
}

// In order of arrival nobody starves.
void of_progress(SessionLock& m) {
  m.claim_liveness("delay=0 pauses=0", {{freed_after_crash.name, never_asked},
                                        {others_go_on.name, never_asked},
                                        {stops_when_lost.name, never_asked}});
  m.claim_liveness("delay=0 pauses=0 crashes=1", {{others_go_on.name, never_asked},
                                                  {stops_when_lost.name, never_asked},
                                                  {eventually_billed.name, 7, 0}});
}

}  // namespace

void claims(SessionLock& m) {
  of_pauses(m);
  of_consul(m);
  of_heartbeats(m);
  of_the_end(m);
  of_faults(m);
  of_rules(m);
  of_freeing(m);
  of_progress(m);
}

}  // namespace lockstep::session_lock
