// docs/session-lock.md: how long a client may be paused; and the helpers that its service is made
// of.
#include "models/parties/client.hpp"
#include "models/parties/queue.hpp"
#include "models/parties/session.hpp"
#include "properties/exclusion.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

#include <algorithm>
#include <array>

namespace lockstep {
namespace {

struct Times {
  int ttl, beat, job, lock_delay;
};

bool two_believe(const Times& t, int pause) {
  return steps_to_break("session-lock", exclusion_in_belief.name,
                        "delay=0" + with("ttl", t.ttl) + with("beat", t.beat) + with("job", t.job) +
                            with("lock-delay", t.lock_delay) + with("pause", pause)) > 0;
}

TEST_CASE(
    "two have the lock of a session exactly when min(beat, job) + pause >= ttl + lock-delay") {
  const std::array<Times, 6> tried = {
      {{2, 1, 0, 0}, {2, 1, 2, 0}, {3, 2, 2, 1}, {3, 2, 1, 0}, {4, 1, 3, 0}, {2, 3, 1, 2}}};
  for (const Times& t : tried) {
    const int longest = t.ttl + t.lock_delay - std::min(t.beat, t.job);
    INFO("ttl=" << t.ttl << " beat=" << t.beat << " job=" << t.job << " delay=" << t.lock_delay);
    CHECK(two_believe(t, longest));
    CHECK(!two_believe(t, longest - 1));
  }
}

TEST_CASE("a queue serves those who wait in the order in which they came") {
  std::array<Ticket, 3> tickets{};
  TicketSource source;
  const std::array<int, 3> everyone = {0, 1, 2};
  const auto ticket_of = [&](int client) { return tickets[static_cast<std::size_t>(client)]; };
  const auto is_first = [&](int client) {
    return queue::is_first(everyone, ticket_of(client), ticket_of);
  };
  queue::join(tickets[2], source);
  queue::join(tickets[0], source);
  queue::join(tickets[2], source);  // stands in it already, and keeps the place
  CHECK(is_first(2));
  CHECK(!is_first(0));
  CHECK(!is_first(1));  // does not wait
  tickets[2] = {};
  CHECK(is_first(0));
}

TEST_CASE("a session is kept by heartbeats, and one that has ended is not") {
  KeptSession kept{};
  CHECK(!session::is_open(kept));
  CHECK(!session::keep(kept, 3));
  session::open(kept, 3);
  CHECK(session::is_open(kept));
  CHECK(!session::is_over(kept));
  CHECK(session::keep(kept, 3));
  session::end(kept);
  CHECK(kept.ended);
  CHECK(!session::keep(kept, 3));
  session::forget(kept);
  CHECK(!kept.ended);
}

}  // namespace
}  // namespace lockstep
