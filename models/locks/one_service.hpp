// A lock service on one machine: gives the lock to one client at a time, for a term or for ever.
//
// A term is counted on the service's own clock. It never ends early; whether it may end late is a
// parameter (Expiry). What the service keeps, the messages and the rules are here; a lock that is
// built on it adds what its client does, and how long a term is.
#pragma once

#include "models/parties/client.hpp"
#include "models/parties/server.hpp"

#include <optional>

namespace lockstep {

enum class Expiry : std::uint8_t {
  prompt,  // after the time to live, and not a tick later
  lazy,    // after the time to live, at any time
  never,
};
BOOST_DESCRIBE_ENUM(Expiry, prompt, lazy, never)

enum class Release : std::uint8_t {
  owner,          // frees the lock when it comes from the holder
  blind,          // frees the lock whoever sends it
  checked_apart,  // the client asks whether it is the holder, and if so sends a blind one
};
BOOST_DESCRIBE_ENUM(Release, owner, blind, checked_apart)

enum class Identity : std::uint8_t {
  own,     // the service can tell the clients apart
  shared,  // it takes them for one, and gives the lock to a holder once more: threads of one
           // process, clients behind one pooled connection, processes known by their host
};
BOOST_DESCRIBE_ENUM(Identity, own, shared)

enum class LockRequest : std::uint8_t {
  acquire,
  granted,
  release,
  is_it_mine,
  it_is_yours,
  cancel,  // the client does not wait any longer; if it was granted the lock, it releases it
};
BOOST_DESCRIBE_ENUM(LockRequest, acquire, granted, release, is_it_mine, it_is_yours, cancel)

struct LockCall {
  LockRequest kind;
  Client client;
  Token token;
  Count<1> standby;  // 1: it is exchanged with the standby, which has become a primary
};
BOOST_DESCRIBE_STRUCT(LockCall, (), (kind, client, token, standby))

// More than there can be in one run: one for each acquire, of which each client sends one, and one
// more for each fault.
inline constexpr int grants_max = 64;

inline bool to_service(const LockCall& call) {
  return call.kind != LockRequest::granted && call.kind != LockRequest::it_is_yours;
}

struct OneService {
  Maybe<ClientTag> holder;
  TokenSource tokens;
  Set<ClientTag> waiting;                     // asked while another held the lock
  Set<ClientTag> granted;                     // the grant was neither released nor has it expired
  Table<ClientTag, Timer, clients_max> term;  // what is left of a grant that expires
};
BOOST_DESCRIBE_STRUCT(OneService, (), (holder, tokens, waiting, granted, term))

// What the service goes by, whoever asks.
struct Rules {
  Release release = Release::owner;
  Identity identity = Identity::own;
  std::optional<int> term;  // in ticks, or for ever
};

template <class Calls>
void grant(OneService& service, Client client, std::optional<int> term, Calls&& replies) {
  service.holder = client;
  service.granted.insert(client);
  if (term) service.term[client].start(*term);
  replies.add({LockRequest::granted, client, service.tokens.fresh(), {}});
}

// The holder asks again, as far as the service can tell: it has the lock already, and is told so.
template <class Calls>
void grant_once_more(OneService& service, Client client, std::optional<int> term, Calls&& replies) {
  if (term) service.term[*service.holder].start(*term);
  replies.add({LockRequest::granted, client, service.tokens.last(), {}});
}

// The grant to this client is over. With a blind release the lock may be somebody else's by now.
inline void end_grant(OneService& service, Client client) {
  service.granted.erase(client);
  service.term[client].stop();
  if (service.holder == client) service.holder = {};
}

inline bool is_holder(const OneService& service, Client client, Identity identity) {
  return service.holder && (identity == Identity::shared || service.holder == client);
}

template <class Calls>
void serve(OneService& service, const LockCall& call, const Rules& rules, Calls& replies) {
  const bool holds = is_holder(service, call.client, rules.identity);
  switch (call.kind) {
    case LockRequest::acquire:
      if (replies.has_granted(call.client)) {
        if (holds) replies.repeat({LockRequest::granted, call.client, service.tokens.last(), {}});
      } else if (!service.holder)
        grant(service, call.client, rules.term, replies);
      else if (rules.identity == Identity::shared)
        grant_once_more(service, call.client, rules.term, replies);
      else
        service.waiting.insert(call.client);
      break;
    case LockRequest::release:
      end_grant(service, holds ? *service.holder : call.client);
      if (rules.release != Release::owner) service.holder = {};
      break;
    case LockRequest::cancel:
      service.waiting.erase(call.client);
      end_grant(service, holds ? *service.holder : call.client);
      break;
    case LockRequest::is_it_mine:
      if (holds) replies.add({LockRequest::it_is_yours, call.client, {}, {}});
      break;
    case LockRequest::granted:
    case LockRequest::it_is_yours: break;
  }
}

// The lock is free, and somebody waits for it.
template <class Calls>
bool grant_to_waiting(OneService& service, Client client, std::optional<int> term,
                      Calls&& replies) {
  if (service.holder || !service.waiting.contains(client)) return false;
  service.waiting.erase(client);
  grant(service, client, term, replies);
  return true;
}

inline Message describe(const LockCall& call, const Lanes& lanes) {
  const unsigned client = lanes[call.client];
  const unsigned service = lanes[lane_of(server_of(call))];
  switch (call.kind) {
    case LockRequest::acquire: return {client, service, "acquire"};
    case LockRequest::granted: return {service, client, "granted, token " + to_text(call.token)};
    case LockRequest::release: return {client, service, "release"};
    case LockRequest::cancel: return {client, service, "cancel"};
    case LockRequest::is_it_mine: return {client, service, "mine?"};
    case LockRequest::it_is_yours: return {service, client, "yours"};
  }
  return {};
}

}  // namespace lockstep
