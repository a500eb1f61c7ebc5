// Queues: clients that are served in the order in which they came.
//
// A client that comes draws a ticket. Only the order of tickets matters, so a queue that goes on
// forever has finitely many states (kit/fields/token.hpp).
#pragma once

#include "models/kit/kit.hpp"

namespace lockstep {

// A service keeps one source, and a ticket for each client: none while it does not wait.
struct Tickets {};
using Ticket = BasicToken<Tickets>;
using TicketSource = BasicTokenSource<Tickets>;

namespace queue {

// Goes to the end of the line. Whoever stands in it keeps the place.
inline void join(Ticket& mine, TicketSource& source) {
  if (!mine) mine = source.fresh();
}

// Somebody's ticket is older than this one, among `clients` whose tickets are `ticket_of(client)`.
template <class Clients, class TicketOf>
bool has_older(const Clients& clients, Ticket mine, TicketOf&& ticket_of) {
  for (const auto other : clients)
    if (const Ticket ticket = ticket_of(other); ticket && ticket < mine) return true;
  return false;
}

// It waits, and nobody who came before does.
template <class Clients, class TicketOf>
bool is_first(const Clients& clients, Ticket mine, TicketOf&& ticket_of) {
  return mine && !has_older(clients, mine, ticket_of);
}

}  // namespace queue

}  // namespace lockstep
