// A lock with a time to live that its holder asks to be extended: the rule and its parameters.
//
//   struct Params : Renewing { … };
//   void build(Lock<Params, …>& m) {
//     declare_renewal(m);
//     m.client_step<renews>("renews its lock").needed_if<is_renewed>();
//   }
#pragma once

#include "models/composition/lock.hpp"

namespace lockstep {

// What a request to extend the time to live does.
enum class Renewal : std::uint8_t {
  none,       // nobody sends one
  owner,      // extends the lock of a client that is the holder
  unchecked,  // extends the lock, whosever it is: EXPIRE on the key
  recreates,  // extends the lock of the holder, and takes a lock that has run out anew
};
BOOST_DESCRIBE_ENUM(Renewal, none, owner, unchecked, recreates)

constexpr int renewals_max = 20;

struct Renewing {
  Renewal renewal = Renewal::none;
  Span renew = 0;    // from one request to the next
  int renewals = 0;  // the most requests for one grant; 0: as many as it takes
};
BOOST_DESCRIBE_STRUCT(Renewing, (), (renewal, renew, renewals))

// How many requests a client has sent for its grant; counted only where there is a limit.
using Renewals = Count<renewals_max>;

inline bool is_renewed(const Renewing& rule) { return rule.renewal != Renewal::none; }
inline bool recreates(const Renewing& rule) { return rule.renewal == Renewal::recreates; }
inline bool knows_when_to_renew(const Renewing& rule) {
  return !is_renewed(rule) || rule.renew > 0;
}

// What becomes of a request to extend the lock of a client that may not be the holder.
inline bool extends_lock(const Renewing& rule, bool is_holder, bool is_free) {
  if (is_free) return recreates(rule);
  return is_holder || rule.renewal == Renewal::unchecked;
}

// The client has the lock: the time of its first request is counted from here.
inline void start_renewing(const Renewing& rule, Timer& next, Renewals& sent) {
  sent = 0;
  if (is_renewed(rule)) next.start(rule.renew);
}

// It sends a request, and the time of the next one, if it may send more, is counted from here.
inline void goes_on_renewing(const Renewing& rule, Timer& next, Renewals& sent) {
  next.start(rule.renew);
  if (rule.renewals == 0) return;
  ++sent;
  if (sent == rule.renewals) next.stop();
}

// What reads another parameter of a renewal only if there is one, for ParameterWords::only_with().
constexpr const char* renews_at_all = "renewal=owner or renewal=unchecked or renewal=recreates";

template <class LockFace>
void declare_renewal(LockFace& m) {
  using Params = typename LockFace::Params;
  m.template parameter<&Params::renewal>(
       "what a request to extend the lock does: none (is never sent), owner (extends the holder's "
       "lock), unchecked (extends the lock of whoever holds it), recreates (as owner, and takes "
       "an expired lock again)")
      .rare();
  m.template parameter<&Params::renew>("time from one request to extend the lock to the next", 0,
                                       100)
      .rare()
      .only_with(renews_at_all);
  m.template parameter<&Params::renewals>(
       "most requests to extend the lock that a client sends for one grant (0: no limit)", 0,
       renewals_max)
      .rare()
      .only_with(renews_at_all);
  m.template needs<knows_when_to_renew>(
      "`renewal` needs `renew`: how long from one request to extend the lock to the next, as "
      "renew=1");
}

}  // namespace lockstep
