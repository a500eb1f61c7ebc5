#include "models/locks/one_service.hpp"

namespace lockstep::one_service {
namespace {

// More than there can be in one run: one for each acquire, of which each client sends one, and one
// more for each fault.
constexpr int grants_max = 64;

void start_term(const ServiceRules& rules, Timer& term) {
  if (rules.expiry != Expiry::never) term.start(rules.term.latest);
}

void start_term_of_grant(const ServiceRules& rules, Timer& term) {
  if (rules.grant == GrantedBy::one_command) start_term(rules, term);
}

void grant(const ServiceRules& rules, Service s, Client c, Replies& replies) {
  s->holder = c;
  s->granted.insert(c);
  start_term_of_grant(rules, s.of(c).term);
  const Token token = s->tokens.fresh();
  replies.grant(c, LockCall{LockRequest::granted, token}, token);
}

// The holder asks again, as far as the service can tell: it has the lock already, and is told so.
void grant_once_more(const ServiceRules& rules, Service s, Client c, Replies& replies) {
  start_term_of_grant(rules, s.of(*s->holder).term);
  const Token token = s->tokens.last();
  replies.grant(c, LockCall{LockRequest::granted, token}, token);
}

bool is_holder(const ServiceRules& rules, Service s, Client c) {
  return s->holder && (rules.identity == Identity::shared || s->holder == c);
}

void acquires(const ServiceRules& rules, Service s, Client c, Replies& replies) {
  if (replies.has_granted(c)) {
    if (is_holder(rules, s, c)) replies.send(c, LockCall{LockRequest::granted, s->tokens.last()});
  } else if (!s->holder) {
    grant(rules, s, c, replies);
  } else if (rules.identity == Identity::shared) {
    grant_once_more(rules, s, c, replies);
  } else if (rules.wait == Wait::try_) {
    replies.send(c, LockCall{LockRequest::refused, {}});
  } else {
    s->waiting.insert(c);
  }
}

bool may_end(const ServiceRules& rules, Service s, Client c) {
  return may_be_over(rules.term, s.of(c).term);
}

void confirms(const ServiceRules& rules, Client c, Replies& replies) {
  if (rules.confirms) replies.send(c, LockCall{LockRequest::released, {}});
}

// The client learns nothing else: no new token, and not whose lock it has extended.
void extends(const ServiceRules& rules, Service s, Client c, Replies& replies) {
  const bool may = extends_lock(rules, is_holder(rules, s, c), !s->holder);
  if (may && !s->holder) {
    s->holder = c;
    s->granted.insert(c);
  }
  if (may) start_term(rules, s.of(*s->holder).term);
  replies.send(c, LockCall{may ? LockRequest::extended : LockRequest::lost, {}});
}

// EXPIRE does not ask whose lock it is.
void expires(const ServiceRules& rules, Service s, Client c, Replies& replies) {
  const bool is_taken = bool(s->holder);
  if (is_taken) start_term(rules, s.of(*s->holder).term);
  replies.send(c, LockCall{is_taken ? LockRequest::extended : LockRequest::lost, {}});
}

}  // namespace

LockCall releasing(const ServiceRules& rules) {
  const bool asks = rules.release == Release::checked_apart;
  return {asks ? LockRequest::is_it_mine : LockRequest::release, {}};
}

void answers(Stage stage, const LockCall& call, Out& out) {
  if ((stage == Stage::left || stage == Stage::leaves) && call.kind == LockRequest::it_is_yours)
    out.send(LockCall{LockRequest::release, {}});
}

// With a blind release the lock may be somebody else's by now.
void end_grant(Service s, Client c) {
  s->granted.erase(c);
  s.of(c).term.stop();
  if (s->holder == c) s->holder = {};
}

void serves(const ServiceRules& rules, Service s, Client c, const LockCall& call,
            Replies& replies) {
  const bool holds = is_holder(rules, s, c);
  switch (call.kind) {
    case LockRequest::acquire: return acquires(rules, s, c, replies);
    case LockRequest::release:
      end_grant(s, holds ? *s->holder : c);
      if (rules.release != Release::owner) s->holder = {};
      return confirms(rules, c, replies);
    case LockRequest::cancel:
      s->waiting.erase(c);
      end_grant(s, holds ? *s->holder : c);
      return confirms(rules, c, replies);
    case LockRequest::is_it_mine:
      if (!holds) return confirms(rules, c, replies);
      return replies.send(c, LockCall{LockRequest::it_is_yours, {}});
    case LockRequest::expire: return expires(rules, s, c, replies);
    case LockRequest::extend: return extends(rules, s, c, replies);
    case LockRequest::granted:
    case LockRequest::extended:
    case LockRequest::lost:
    case LockRequest::refused:
    case LockRequest::released:
    case LockRequest::it_is_yours: return;
  }
}

bool granted(Service s, Client c) { return s->granted.contains(c); }
bool keeps(Service s, Client c) { return s->holder == c; }
bool waits(Service s, Client c) { return s->waiting.contains(c); }
bool shares_tokens(const ServiceRules& rules) { return rules.identity == Identity::shared; }
bool leases_end(const ServiceRules& rules) { return rules.expiry != Expiry::never; }
bool has_ended(Service s, Client c) { return s.of(c).term.expired(); }

bool is_due(const ServiceRules& rules, Service s) {
  if (rules.expiry != Expiry::prompt) return false;
  for (const Client c : s.clients())
    if (s.of(c).term.expired()) return true;
  return false;
}

void frees(Service s) {
  s->holder = {};
  s->granted = {};
  for (const Client c : s.clients()) s.of(c).term = {};
}

std::string words(const ServiceRules&, const LockCall& call) {
  switch (call.kind) {
    case LockRequest::acquire: return "acquire";
    case LockRequest::granted: return "granted, token " + to_text(call.token);
    case LockRequest::release: return "release";
    case LockRequest::cancel: return "cancel";
    case LockRequest::is_it_mine: return "mine?";
    case LockRequest::it_is_yours: return "yours";
    case LockRequest::expire: return "expire";
    case LockRequest::extend: return "extend";
    case LockRequest::extended: return "extended";
    case LockRequest::lost: return "lost";
    case LockRequest::refused: return "refused";
    case LockRequest::released: return "released";
  }
  return {};
}

Step lease_expires(const ServiceRules& rules, Service s, Client c) {
  WHEN(may_end(rules, s, c));
  end_grant(s, c);
  return taken;
}

// The lock is free, and somebody waits for it.
Step grants_to_waiting(const ServiceRules& rules, Service s, Client c, Replies& replies) {
  WHEN(!s->holder && s->waiting.contains(c));
  s->waiting.erase(c);
  grant(rules, s, c, replies);
  return taken;
}

void forgets(const ServiceRules&, const ServiceFaults& faults, Service copy) {
  copy->waiting = {};
  if (faults.epochs) copy->tokens = {};  // of no use
}

namespace {

// An old primary that lives on issues further tokens of its own epoch: there are numbers left for
// them below those of the new one.
TokenSource new_epoch(const ServiceFaults& faults, TokenSource tokens) {
  if (has_two_primaries(faults))
    for (int grants = 0; grants < grants_max; ++grants) tokens.fresh();
  return tokens;
}

}  // namespace

void restores(const ServiceRules&, const ServiceFaults& faults, Service now, Service before) {
  for (const Client c : now.clients())
    if (!granted(before, c)) now->granted.erase(c);
  if (faults.epochs) now->tokens = new_epoch(faults, before->tokens);
}

void adds(const ServiceRules& rules, Service now, Service before) {
  for (const Client c : now.clients()) {
    if (!granted(before, c) || granted(now, c) || may_end(rules, before, c)) continue;
    now->granted.insert(c);
    now.of(c).term = before.of(c).term;
  }
}

void promises(const ServiceRules&, Service left, Service before, Service now) {
  for (const Client c : now.clients()) {
    if (!granted(before, c) || granted(now, c)) continue;
    left->granted.insert(c);
    left.of(c).term = before.of(c).term;
  }
}

void asks_instead(Service from, Service to, Client c) {
  if (!from->waiting.contains(c)) return;
  from->waiting.erase(c);
  to->waiting.insert(c);
}

std::vector<Assumption> on_rules(const ServiceRules& rules) {
  std::vector<Assumption> list;
  if (rules.expiry == Expiry::prompt)
    list.push_back({"a lease that is over is taken back before time passes", "expiry=lazy"});
  if (rules.expiry == Expiry::lazy)
    list.push_back({"a lease is never taken back early, and may be taken back late"});
  if (rules.identity == Identity::own)
    list.push_back({"the lock service can tell the clients apart", "identity=shared"});
  else
    list.push_back({"the lock service takes all clients for one owner"});
  return list;
}

}  // namespace lockstep::one_service
