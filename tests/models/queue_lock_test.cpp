// docs/queue-lock.md: for how long a client may be paused, what its deadline is good for, and what
// it has to look at when its turn has come.
#include "properties/exclusion.hpp"
#include "properties/progress.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

#include <algorithm>
#include <array>

namespace lockstep {
namespace {

const std::string lock = "queue-lock workload=job ";

struct Times {
  int ttl, beat, job;
};

TEST_CASE("two clients of a line believe exactly when min(beat, job) + pause >= ttl") {
  const std::array<Times, 4> tried = {{{2, 1, 0}, {2, 1, 2}, {3, 2, 1}, {4, 1, 3}}};
  for (const Times& t : tried) {
    const std::string times = "delay=0 pauses=1 workload=bill" + with("ttl", t.ttl) +
                              with("beat", t.beat) + with("job", t.job);
    const int longest = t.ttl - std::min(t.beat, t.job);
    INFO(times);
    CHECK(!holds(exclusion_in_belief, "queue-lock " + times + with("pause", longest)));
    CHECK(holds(exclusion_in_belief, "queue-lock " + times + with("pause", longest - 1)));
  }
}

TEST_CASE("with a deadline from sending no delay, pause or partition gives the lock to two") {
  for (const char* faults : {"pauses=1", "pauses=0 cuts=1", "pauses=1 delay=0 service-pauses=1"}) {
    const std::string settings = lock + "job=1 " + faults;
    INFO(settings);
    CHECK(!holds(exclusion_in_belief, settings));
    CHECK(holds(exclusion_in_belief, settings + " deadline=from-sending"));
    CHECK(!holds(exclusion_in_belief, settings + " deadline=from-receipt"));
  }
}

TEST_CASE("a client that looks after an event gives nobody a lock that is another's") {
  for (const char* fault : {"pauses=1", "pauses=0 crashes=1", "pauses=0 timeouts=1 retry=never"}) {
    const std::string settings = lock + "delay=0 job=3 clients=3 deadline=from-sending " + fault;
    INFO(settings);
    CHECK(holds(exclusion_at_service, settings));
    CHECK(holds(exclusion_in_belief, settings));
    CHECK(!holds(exclusion_in_belief, settings + " watch=trusts"));
  }
}

}  // namespace
}  // namespace lockstep
