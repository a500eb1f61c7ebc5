// A lock service on one machine: gives the lock to one client at a time, for a term or forever.
//
// A term is counted on the service's own clock. It never ends early; whether it may end late is a
// parameter (Expiry). What the service keeps, the messages and the rules are here; a lock that is
// built on it adds what its client does, and how long a term is:
//
//   struct Params : ServiceRules { … };        `term` is filled in by a derive<…>()
//   void build(Lock<Params, OneService, Term, Session, LockCall>& m) {
//     m.talks<asks, hears, serves, gives_back>();
//     declare_one_service(m);
//   }
#pragma once

#include "models/composition/lock.hpp"
#include "models/locks/renewal.hpp"

#include <string>
#include <vector>

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

// What becomes of an acquire while another has the lock.
enum class Wait : std::uint8_t {
  queue,  // it waits at the service
  try_,   // it is refused
};
BOOST_DESCRIBE_ENUM(Wait, queue, try_)

// With how many commands a client gets the lock and a time to live for it.
enum class GrantedBy : std::uint8_t {
  one_command,   // SET key NX PX ttl
  two_commands,  // SETNX key and, once that has succeeded, EXPIRE key ttl
};
BOOST_DESCRIBE_ENUM(GrantedBy, one_command, two_commands)

// What the service goes by, whoever asks.
struct ServiceRules : Renewing {
  Expiry expiry = Expiry::prompt;
  Release release = Release::owner;
  Identity identity = Identity::own;

  Wait wait = Wait::queue;
  GrantedBy grant = GrantedBy::one_command;

  Window term;            // of a grant that expires: derived
  bool confirms = false;  // answers a release: derived
};
BOOST_DESCRIBE_STRUCT(ServiceRules, (Renewing), (expiry, release, identity, wait, grant))

enum class LockRequest : std::uint8_t {
  acquire,
  granted,
  release,
  is_it_mine,
  it_is_yours,
  cancel,  // the client does not wait any longer; if it was granted the lock, it releases it
  extend,
  extended,  // answers extend and expire
  lost,      // there is nothing to extend
  refused,   // another has the lock
  released,  // answers a release and a cancel, where it is awaited
  expire,    // the second of two commands: gives the lock its time to live
};
BOOST_DESCRIBE_ENUM(LockRequest, acquire, granted, release, is_it_mine, it_is_yours, cancel, extend,
                    extended, lost, refused, released, expire)

struct LockCall {
  LockRequest kind;
  Token token;
};
BOOST_DESCRIBE_STRUCT(LockCall, (), (kind, token))

struct OneService {
  Maybe<ClientTag> holder;
  TokenSource tokens;
  Set<ClientTag> waiting;  // asked while another held the lock
  Set<ClientTag> granted;  // the grant was neither released nor has it expired
};
BOOST_DESCRIBE_STRUCT(OneService, (), (holder, tokens, waiting, granted))

struct Term {
  Timer term;  // what is left of a grant that expires
};
BOOST_DESCRIBE_STRUCT(Term, (), (term))

namespace one_service {

using Service = Kept<OneService, Term>;

inline LockCall asking() { return {LockRequest::acquire, {}}; }
LockCall releasing(const ServiceRules& rules);

// A client that is done has to answer, when the service tells it that the lock is its own.
void answers(Stage stage, const LockCall& call, Out& out);

void serves(const ServiceRules& rules, Service s, Client c, const LockCall& call, Replies& replies);
bool granted(Service s, Client c);
bool keeps(Service s, Client c);
bool waits(Service s, Client c);
bool is_due(const ServiceRules& rules, Service s);
bool shares_tokens(const ServiceRules& rules);
bool leases_end(const ServiceRules& rules);
void frees(Service s);
std::string words(const ServiceRules& rules, const LockCall& call);

Step lease_expires(const ServiceRules& rules, Service s, Client c);
Step grants_to_waiting(const ServiceRules& rules, Service s, Client c, Replies& replies);

void forgets(const ServiceRules& rules, const ServiceFaults& faults, Service copy);
void restores(const ServiceRules& rules, const ServiceFaults& faults, Service now, Service before);
void adds(const ServiceRules& rules, Service now, Service before);
void promises(const ServiceRules& rules, Service left, Service before, Service now);
void asks_instead(Service from, Service to, Client c);
bool has_ended(Service s, Client c);
void end_grant(Service s, Client c);

std::vector<Assumption> on_rules(const ServiceRules& rules);

template <class Session>
void cancels(const ServiceRules&, Session&, Out& out) {
  out.send(LockCall{LockRequest::cancel, {}});
}

}  // namespace one_service

// Declares the rules of the service, and the steps that it takes by itself.
template <class Params, class Session>
void declare_one_service(Lock<Params, OneService, Term, Session, LockCall>& m) {
  namespace one = one_service;
  m.template parameter<&Params::expiry>(
      "when the service reclaims an expired lease: prompt (before time advances), lazy (any time "
      "after), never");
  m.template parameter<&Params::release>(
      "what frees the lock: owner (a release by the holder), blind (any release), checked-apart "
      "(the client asks whether it is the holder, then sends a blind release)");
  m.read_when(ReadWhen::lock_is_given_back, "release");
  m.template parameter<&Params::identity>(
       "whether the service can tell the clients apart: own (each has an identity), shared (all "
       "have the same one)")
      .rare();
  m.template holders<one::granted, one::keeps>();
  m.template queue<one::waits>();
  m.template cancels_with<one::cancels<Session>>();
  m.template service_due<one::is_due>();
  m.template tokens_repeat<one::shares_tokens>();
  m.recognises_acquires();
  m.template operator_frees<one::frees>();
  m.template words<one::words>();
  m.sometimes("expire", "a lease expires")
      .template judged_if<one::leases_end>("no lease expires with expiry=never");
  m.template service_step<one::lease_expires>("lease expires")
      .says("{0} loses its lease")
      .while_paused()
      .shows("expire");
  m.template service_step<one::grants_to_waiting>("grants the lock to one that waited")
      .says("{service} grants the lock to {0}, who waited");
  m.template falls_back<one::forgets, one::restores, one::adds, one::promises, one::asks_instead,
                        one::has_ended, one::end_grant>();
  m.template assumptions<one::on_rules>();
}

}  // namespace lockstep
