// What a session-lock keeps and says: session_lock.cpp.
#pragma once

#include "models/composition/lock.hpp"
#include "models/parties/queue.hpp"
#include "models/parties/session.hpp"

namespace lockstep::session_lock {

// The end of a session and the end of what was held through it: one step, or two.
enum class Frees : std::uint8_t { together, apart };
BOOST_DESCRIBE_ENUM(Frees, together, apart)

// In which order those who wait are served.
enum class Order : std::uint8_t { arrival, any };
BOOST_DESCRIBE_ENUM(Order, arrival, any)

// Whose release frees the lock.
enum class Release : std::uint8_t { holder, any };
BOOST_DESCRIBE_ENUM(Release, holder, any)

// The token of a grant: the transaction that created the node, or the version of the node, which
// begins anew with each node.
enum class Numbered : std::uint8_t { transaction, version };
BOOST_DESCRIBE_ENUM(Numbered, transaction, version)

struct Params {
  Span ttl = 2;
  Span beat = 1;
  BeatBy beat_by = BeatBy::worker;
  Frees frees = Frees::together;
  Span lock_delay = 0;
  Order order = Order::arrival;
  Release release = Release::holder;
  Numbered token = Numbered::transaction;
};
BOOST_DESCRIBE_STRUCT(Params, (), (ttl, beat, beat_by, frees, lock_delay, order, release, token))

struct Service {
  Maybe<ClientTag> holder;
  TokenSource tokens;
  TicketSource tickets;
  Timer delay;  // until the lock may be granted again
};
BOOST_DESCRIBE_STRUCT(Service, (), (holder, tokens, tickets, delay))

// Who waits has a ticket, and a session from the grant on. The holder keeps its ticket.
struct ForClient {
  Ticket ticket;
  KeptSession session;
};
BOOST_DESCRIBE_STRUCT(ForClient, (), (ticket, session))

struct Library {
  Token token;
  Heartbeat heart;
};
BOOST_DESCRIBE_STRUCT(Library, (), (token, heart))

enum class Say : std::uint8_t { acquire, granted, beat, alive, expired, release };
BOOST_DESCRIBE_ENUM(Say, acquire, granted, beat, alive, expired, release)

struct Call {
  Say say;
  Token token;
};
BOOST_DESCRIBE_STRUCT(Call, (), (say, token))

using SessionLock = Lock<Params, Service, ForClient, Library, Call>;

// Both sides of each edge: session_lock_claims.cpp.
void claims(SessionLock& m);

}  // namespace lockstep::session_lock
