#include "models/locks/names_in_claims.hpp"
#include "models/locks/queue_lock.hpp"
#include "properties/liveness.hpp"
#include "properties/progress.hpp"

namespace lockstep::queue_lock {
namespace {

using namespace names_in_claims;

// The recipe promises that no two clients think at any time that they have the lock. A pause is
// enough to break that, and so is a partition from the service alone.
void of_snapshots(QueueLock& m) {
  m.claim("", {{belief, 13}, {effect, 20}, {stale, 23}, {twice, 23}, {unbilled, 14}});
  m.claim("delay=0 pauses=0");
  m.claim("delay=0", {{belief, 14}, {effect, 22}, {stale, 25}, {twice, 25}});
  m.claim("delay=0 store=fenced", {{belief, 14}});
  m.claim("delay=0 pauses=0 cuts=1", {{belief, 15}, {effect, 22}, {stale, 25}, {twice, 25}});
  m.claim("delay=0 pauses=0 cuts=1 store=fenced", {{belief, 15}});
  m.claim("delay=0 beat-by=agent");
  m.claim("delay=0 beat-by=agent job=3");
  m.claim("delay=0 pause=1");
  m.claim("delay=0 pause=1 job=1", {{belief, 17}, {effect, 22}, {twice, 29}});
}

// A session of 30 s of ZooKeeper, and one of etcd with its default of 60 s; the clients of both
// send a heartbeat each third of that.
void of_products(QueueLock& m) {
  const std::string zookeeper = "delay=0 ttl=30s beat=10s job=10s ";
  const std::string etcd = "delay=0 ttl=60s beat=20s job=20s ";
  const std::vector<Expected> slow = {{belief, 18}, {effect, 23}, {twice, 30}};
  m.claim(zookeeper + "pause=19s");
  m.claim(zookeeper + "pause=20s", slow);
  m.claim(etcd + "pause=39s");
  m.claim(etcd + "pause=40s", slow);
}

// A client that stops where Curator says SUSPENDED, or etcd's session.Done() is closed.
void of_deadlines(QueueLock& m) {
  m.claim("delay=0 deadline=from-sending");
  m.claim("delay=0 pauses=0 cuts=1 deadline=from-sending");
  m.claim("delay=0 pauses=0 cuts=1 deadline=from-receipt",
          {{belief, 15}, {effect, 22}, {stale, 25}, {twice, 25}});
  m.claim("pauses=0 delay=1 deadline=from-sending",
          {{effect, 20}, {stale, 23}, {twice, 23}, {unbilled, 14}});
  m.claim("pauses=0 delay=1 deadline=from-sending store=fenced", {{unbilled, 14}});
  m.claim("pauses=0 delay=1 deadline=from-receipt store=fenced", {{belief, 13}, {unbilled, 14}});
}

// A waiter whose session has ended, in etcd before its issue 11456 and after;
// and one that gave up or crashed, and whose successor takes its turn.
void of_expired_waiters(QueueLock& m) {
  const std::string three = "delay=0 clients=3 workload=job job=3 deadline=from-sending ";
  m.claim(three);
  m.claim(three + "watch=looks-ahead", {{at_service, 13}, {lost, 9}});
  m.claim(three + "watch=trusts", {{at_service, 13}, {belief, 19}, {lost, 9}});
  const std::string gives_up =
      "delay=0 pauses=0 clients=3 workload=job job=1 timeouts=1 retry=never ";
  m.claim(gives_up);
  m.claim(gives_up + "watch=looks-ahead");
  m.claim(gives_up + "watch=trusts", {{belief, 14}});
  const std::string crashes = "delay=0 pauses=0 clients=3 workload=job job=3 crashes=1 ";
  m.claim(crashes);
  m.claim(crashes + "watch=looks-ahead");
  m.claim(crashes + "watch=trusts", {{belief, 19}});
}

void of_faults(QueueLock& m) {
  m.claim(rare_faults, {{twice, 13}, {unbilled, 12}, {stuck, 13}});
  m.claim("delay=0 pauses=0 crashes=1");
  m.claim("delay=0 pauses=0 crashes=1 free-within=2");
  m.claim("delay=0 pauses=0 crashes=1 free-within=1", {{free_in_time.name, 5}});
  m.claim("delay=0 pauses=0 job=3 beat=2", {{belief, 16}, {unbilled, 22}});
  m.claim("delay=0 pauses=0 job=3 beat=2 ttl=3");
  m.claim("delay=0 pauses=0 clients=3");
}

// The answer to a create is lost: a client that does not look for the node that it has waits for
// itself. Each client that waits in vain asks again, which weak fairness does not say while
// heartbeats go on.
void of_lost_answers(QueueLock& m) {
  const kit::Fair asks_again = {"stops waiting in vain=strong"};
  const kit::Breaking no_crash{freed_after_crash.name, never_asked};
  const kit::Breaking no_cut{others_go_on.name, never_asked};
  const kit::Breaking never_lost{stops_when_lost.name, never_asked};
  const std::string lossy = "delay=0 pauses=0 losses=1 retries=unbounded workload=job job=1 ";
  m.claim_liveness(lossy, {no_crash, no_cut, never_lost}, asks_again);
  m.claim_liveness(lossy + "guid=false",
                   {{deadlock_freedom.name, 7, 4},
                    {starvation_freedom.name, 7, 4},
                    no_crash,
                    no_cut,
                    never_lost},
                   asks_again);
  m.claim_liveness("delay=0 pauses=0 crashes=1 workload=job job=1", {no_cut, never_lost});
}

}  // namespace

void claims(QueueLock& m) {
  of_snapshots(m);
  of_products(m);
  of_deadlines(m);
  of_expired_waiters(m);
  of_faults(m);
  of_lost_answers(m);
}

}  // namespace lockstep::queue_lock
