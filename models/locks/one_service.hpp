// A lock service on one machine: gives the lock to one client at a time, for a term or for ever.
//
// `Term` is a Deadline when the service takes the lock back at once when the term is over, a Timer
// when the lock says what is due.
#pragma once

#include "models/parties/client.hpp"

#include <optional>

namespace lockstep {

enum class Release : std::uint8_t {
  owner,  // frees the lock when it comes from the holder
  blind,  // frees the lock whoever sends it
};
BOOST_DESCRIBE_ENUM(Release, owner, blind)

enum class LockRequest : std::uint8_t { acquire, granted, release };
BOOST_DESCRIBE_ENUM(LockRequest, acquire, granted, release)

struct LockCall {
  LockRequest kind;
  Client client;
  Token token;
};
BOOST_DESCRIBE_STRUCT(LockCall, (), (kind, client, token))

inline bool to_service(const LockCall& call) { return call.kind != LockRequest::granted; }

template <class Term>
struct OneService {
  Maybe<ClientTag> holder;
  TokenSource tokens;
  Set<ClientTag> waiting;                    // asked while another held the lock
  Set<ClientTag> granted;                    // the grant was neither released nor has it expired
  Table<ClientTag, Term, clients_max> term;  // what is left of a grant that expires
  BOOST_DESCRIBE_CLASS(OneService, (), (holder, tokens, waiting, granted, term), (), ())
};

// For `term` ticks, or for ever.
template <class Term, class Calls>
void grant(OneService<Term>& service, Client client, std::optional<int> term, Calls&& replies) {
  service.holder = client;
  service.granted.insert(client);
  if (term) service.term[client].start(*term);
  replies.add({LockRequest::granted, client, service.tokens.fresh()});
}

// The grant to this client is over. With a blind release the lock may be somebody else's by now.
template <class Term>
void end_grant(OneService<Term>& service, Client client) {
  service.granted.erase(client);
  service.term[client].stop();
  if (service.holder == client) service.holder = {};
}

template <class Term, class Calls>
void serve(OneService<Term>& service, const LockCall& call, Release release,
           std::optional<int> term, Calls& replies) {
  if (call.kind == LockRequest::release) {
    end_grant(service, call.client);
    if (release == Release::blind) service.holder = {};
  } else if (service.holder) {
    service.waiting.insert(call.client);
  } else {
    grant(service, call.client, term, replies);
  }
}

// The lock is free, and somebody waits for it.
template <class Term, class Calls>
bool grant_to_waiting(OneService<Term>& service, Client client, std::optional<int> term,
                      Calls&& replies) {
  if (service.holder || !service.waiting.contains(client)) return false;
  service.waiting.erase(client);
  grant(service, client, term, replies);
  return true;
}

inline Message describe(const LockCall& call, const Lanes& lanes) {
  const unsigned client = lanes[call.client];
  const unsigned service = lanes["lock service"];
  if (call.kind == LockRequest::granted)
    return {service, client, "granted, token " + to_text(call.token)};
  return {client, service, call.kind == LockRequest::acquire ? "acquire" : "release"};
}

}  // namespace lockstep
