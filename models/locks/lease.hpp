// What a lease keeps of a client: lease.cpp.
#pragma once

#include "models/locks/one_service.hpp"

namespace lockstep::lease {

enum class RenewedBy : std::uint8_t {
  worker,  // the client itself: it does not renew while it is paused
  agent,   // a thread or a process beside it, which goes on meanwhile
};
BOOST_DESCRIBE_ENUM(RenewedBy, worker, agent)

struct Params : ServiceRules {
  Span ttl = 1;
  RenewedBy renewed_by = RenewedBy::worker;
};
BOOST_DESCRIBE_STRUCT(Params, (ServiceRules), (ttl, renewed_by))

struct Session {
  Token token;  // of the grant
  Timer next;   // until it renews
  bool asked;   // it has sent a renewal, and has no answer yet
  Renewals sent;
};
BOOST_DESCRIBE_STRUCT(Session, (), (token, next, asked, sent))

using Lease = Lock<Params, OneService, Term, Session, LockCall>;

// Claims with other work and other stores: lease_claims.cpp.
void claims_of_work(Lease& m);

}  // namespace lockstep::lease
