// Redlock: a lock on the majority of independent servers that each let it run out.
//
// A client reads its clock, sets the key at each server, and reads its clock again. It has the lock
// if it set the key at a majority and something is left of the time to live; it acts only for as
// long as that lasts. Two majorities share a server, so two clients believe at the same time only
// if a server gives its key away early: because its wall clock stepped, or because it restarted and
// forgot. Against the latter a server that restarts stays away for a while, against the former a
// client trusts its keys for less than a time to live. That is enough if and only if
// service-restart-delay >= ttl - margin, and all steps together are no longer than margin, and than
// service-restart-delay - (ttl - margin) (docs/redlock.md).
// A client whose work takes longer asks the servers to extend its keys before they run out. If a
// majority has done so while it still trusts the old ones, it trusts its keys anew, from when it
// asked.
// Of what the client does with the lock all that says nothing: a write that it sends in time may
// come late, and there is no token by which a store could tell.
// Redis documentation, "Distributed locks with Redis"; Kleppmann, "How to do distributed locking",
// and Sanfilippo, "Is Redlock safe?", both 2016.
#include "models/locks/renewal.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/fencing.hpp"
#include "properties/progress.hpp"

namespace lockstep {
namespace {

struct Params : Renewing {
  int servers = 3;
  Span ttl = 3;
  Span margin = 0;
  bool check_validity = true;
  bool wait_for_all = true;
  bool again = false;
};
BOOST_DESCRIBE_STRUCT(Params, (Renewing),
                      (servers, ttl, margin, check_validity, wait_for_all, again))

struct Key {
  Maybe<ClientTag> owner;
};
BOOST_DESCRIBE_STRUCT(Key, (), (owner))

// Redis lets keys run out by the wall clock.
struct Term {
  WallTimer term;
};
BOOST_DESCRIBE_STRUCT(Term, (), (term))

struct Session {
  Set<ServerTag> asked;  // who has not answered
  Count<servers_max> keys;
  Timer validity;  // what is left of ttl, less the margin, since it first read the clock
  Timer next;      // until it asks for its keys to be extended
  Renewals sent;
  Timer extended;  // while it asks: the validity that it will have, since it read the clock
};
BOOST_DESCRIBE_STRUCT(Session, (), (asked, keys, validity, next, sent, extended))

enum class Say : std::uint8_t { set, done, taken, del, extend, gone };
BOOST_DESCRIBE_ENUM(Say, set, done, taken, del, extend, gone)

struct Call {
  Say say;
};
BOOST_DESCRIBE_STRUCT(Call, (), (say))

using Redlock = Lock<Params, Key, Term, Session, Call>;
using Redis = Redlock::Service;

int trusted(const Params& p) { return p.ttl - p.margin; }
void trust(const Params& p, Session& me) { me.validity.start(trusted(p)); }

void asks(const Params& p, Session& me, Out& out) {
  me.keys = 0;
  trust(p, me);
  for (const Server j : out.servers()) me.asked.insert(j);
  out.send(Call{Say::set});
}

bool has_majority(const Params& p, const Session& me) { return me.keys > p.servers / 2; }

// Whatever request an answer answers, the key lasts from the step that served it, and the client
// has counted from before.
Heard hears(const Params& p, Session& me, Stage stage, Server from, const Call& call, Out&) {
  const bool extends = stage == Stage::holds && !me.extended.stopped();
  if ((stage != Stage::waits && stage != Stage::holds) || !me.asked.contains(from))
    return Heard::nothing;
  me.asked.erase(from);
  if (call.say == Say::done && (stage == Stage::waits || extends)) ++me.keys;
  if (extends && me.asked.empty() && !has_majority(p, me)) {
    me.keys = 0;
    me.extended.stop();
  }
  return Heard::nothing;
}

bool has_won(const Params& p, const Session& me) {
  return has_majority(p, me) && (me.validity.running() || !p.check_validity);
}

bool has_asked_all(const Params& p, const Session& me) {
  return me.asked.empty() || !p.wait_for_all;
}

bool is_time_to_renew(const Session& me, Stage stage) {
  return stage == Stage::holds && me.next.expired() && me.validity.running();
}

bool has_extended(const Params& p, const Session& me, Stage stage) {
  return stage == Stage::holds && !me.extended.stopped() && has_won(p, me);
}

// With the last answer it knows, and goes on before time passes.
bool decides(const Params& p, const Session& me, Stage stage) {
  if (stage == Stage::waits) return me.asked.empty();
  return is_time_to_renew(me, stage) || has_extended(p, me, stage);
}

// A client that does not look at its clock again takes the lock for as good as new.
Step acquires(const Params& p, Session& me, Stage stage, Out& out) {
  WHEN(stage == Stage::waits && has_asked_all(p, me) && has_won(p, me));
  if (!is_renewed(p)) me.asked = {};
  me.keys = 0;
  if (!p.check_validity) trust(p, me);
  start_renewing(p, me.next, me.sent);
  out.tells(Heard::granted);
  return taken;
}

// A server that owes it an answer is not asked once more.
Step renews(const Params& p, Session& me, Stage stage, Out& out) {
  WHEN(is_time_to_renew(me, stage));
  me.keys = 0;
  goes_on_renewing(p, me.next, me.sent);
  me.extended.start(trusted(p));
  for (const Server j : out.servers()) {
    if (me.asked.contains(j)) continue;
    me.asked.insert(j);
    out.send(j, Call{Say::extend});
  }
  return taken;
}

// It does not wait for the servers that have not answered.
Step trusts_its_keys_anew(const Params& p, Session& me, Stage stage, Out&) {
  WHEN(has_extended(p, me, stage));
  me.keys = 0;
  me.validity = me.extended;
  me.extended.stop();
  if (!p.check_validity) trust(p, me);
  return taken;
}

// It deletes the keys that it has set, and those that it may yet set.
Step gives_up(const Params& p, Session& me, Stage stage, Out& out) {
  WHEN(stage == Stage::waits && has_asked_all(p, me) && !has_won(p, me));
  out.send(Call{Say::del});
  out.tells(Heard::refused);
  return taken;
}

void gives_back(const Params&, Session&, Out& out) { out.send(Call{Say::del}); }

bool may_act(const Params&, const Session& me) { return me.validity.running(); }
bool is_too_late(const Params&, const Session& me) { return !me.validity.running(); }

bool granted(Redis s, Client c) { return s.of(c).term.running(); }
bool keeps(Redis s, Client c) { return s->owner == c; }

void free_key(Redis s, Client c) {
  s.of(c).term.stop();
  if (s->owner == c) s->owner = {};
}

void runs_out(const Params&, Redis s) {
  for (const Client c : s.clients())
    if (s.of(c).term.expired()) free_key(s, c);
}

void extends_key(const Params& p, Redis s, Client c, Replies& replies) {
  const bool may = extends_lock(p, s->owner == c, !s->owner);
  if (may && !s->owner) s->owner = c;
  if (may) s.of(*s->owner).term.start(p.ttl);
  replies.send(c, Call{may ? Say::done : Say::gone});
}

void serves(const Params& p, Redis s, Client c, const Call& call, Replies& replies) {
  if (call.say == Say::extend) return extends_key(p, s, c, replies);
  if (call.say == Say::del) {
    if (s->owner == c) free_key(s, c);
    return;
  }
  const bool is_free = !s->owner;
  if (is_free) {
    s->owner = c;
    s.of(c).term.start(p.ttl);
  }
  replies.send(c, Call{is_free ? Say::done : Say::taken});
}

// A server goes on from what is on its disk, or from nothing.
void forgets(const Params&, const ServiceFaults&, Redis) {}
void restores(const Params&, const ServiceFaults&, Redis now, Redis before) {
  for (const Client c : now.clients())
    if (!granted(before, c)) free_key(now, c);
}
void adds(const Params&, Redis now, Redis before) {
  for (const Client c : now.clients())
    if (granted(before, c) && !granted(now, c)) now.of(c).term = before.of(c).term;
}
void promises(const Params&, Redis left, Redis before, Redis now) {
  for (const Client c : now.clients())
    if (granted(before, c) && !granted(now, c)) left.of(c).term = before.of(c).term;
}
void asks_instead(Redis, Redis, Client) {}
bool has_ended(Redis s, Client c) { return !granted(s, c); }

// Clients that ask for the lock again when they are done do so when they are refused, too.
void count_tries(Params& p, Environment& e) {
  if (p.again) e.when_refused = WhenRefused::tries_again;
}
bool may_lose_the_race(const Params&) { return true; }

Travels travels(const Params&) { return Travels::requests; }
bool come_again(const Params& p) { return p.again; }
bool trusts_for_a_while(const Params& p) { return p.margin < p.ttl; }
bool renews_in_time(const Params& p) { return !is_renewed(p) || p.renew < trusted(p); }

std::string words(const Params&, const Call& call) {
  static constexpr const char* texts[] = {"set", "done", "taken", "delete", "extend", "gone"};
  return texts[static_cast<std::size_t>(call.say)];
}

constexpr const char* forgetful = "service-restarts=1 fsync=never ";

// Both sides of every edge in docs/redlock.md. The clients work for as long as they may.
void claims(Redlock& m) {
  const std::string belief = exclusion_in_belief.name;
  const Expected lost{no_grant_lost.name, 4};
  const std::string at_service = exclusion_at_service.name;
  const std::string restarts = forgetful;
  m.claim("");
  m.claim("check-validity=false", {{belief, 13}});
  m.claim("wait-for-all=false ttl=1 job=1");
  m.claim(restarts + "service-restart-delay=3", {lost});
  m.claim(restarts + "service-restart-delay=2", {{at_service, 9}, {belief, 13}, lost});
  m.claim(restarts + "ttl=2 service-restart-delay=2 again=true", {lost});
  const Expected lost_of_five{no_grant_lost.name, 5};
  m.claim(restarts + "servers=5 delay=0 ttl=1 job=1 service-restart-delay=1", {lost_of_five});
  m.claim(restarts + "servers=5 delay=0 ttl=1 job=1 service-restart-delay=0",
          {{at_service, 9}, {belief, 15}, lost_of_five});
  m.claim(restarts + "margin=1 job=2 service-restart-delay=2", {{at_service, 9}, lost});
  m.claim(restarts + "margin=1 job=2 service-restart-delay=1",
          {{at_service, 8}, {belief, 12}, lost});
  m.claim("clock-steps=1 step=3", {{belief, 11}});
  m.claim("clock-steps=1 step=1", {{belief, 13}});
  m.claim("margin=1 clock-steps=1 step=1");
  m.claim("margin=1 clock-steps=1 step=2", {{belief, 12}});
  m.claim(restarts + "margin=1 job=2 service-restart-delay=2 clock-steps=1 step=1",
          {{at_service, 9}, {belief, 13}, lost});
}

// Belief is exclusive, and the customer is charged twice: there is no token to tell a late charge
// by, whatever the store looks at.
void claims_of_work(Redlock& m) {
  const Expected effect{exclusion_in_effect.name, 20};
  const Expected twice{billed_at_most_once.name, 23};
  const Expected unbilled{nothing_left_unbilled.name, 19};
  m.claim("workload=bill job=0", {effect, twice, unbilled});
  m.claim("workload=bill job=0 store=idempotent", {effect, unbilled});
  m.claim("workload=bill job=0 delay=0");
  m.claim("workload=bill job=0 delay=0 pauses=1", {{nothing_left_unbilled.name, 21}});
}

// A client that does not get a majority knows it, and then chooses what it does.
void claims_of_refusals(Redlock& m) {
  const std::string bills = "workload=bill job=0 delay=0 ";
  m.claim(bills + "crashes=1", {{nothing_left_unbilled.name, 16}});
  m.claim(bills + "crashes=1 when-refused=tries-again");
  m.claim(bills + "when-refused=goes-on-without",
          {{exclusion_in_effect.name, 17}, {billed_at_most_once.name, 20}});
  m.claim(bills + "when-refused=goes-on-without store=owner-checked");
}

// An extension keeps the lock for work that takes longer, and moves no edge. A key that is set anew
// hides that a majority was lost; one that is extended whosever it is counts for two clients.
void claims_of_renewal(Redlock& m) {
  const Expected lost{no_grant_lost.name, 4};
  const std::string renewed = "ttl=2 renew=1 renewal=";
  const std::string bills = "workload=bill job=3 delay=0 ttl=2";
  m.claim(bills, {{nothing_left_unbilled.name, 23}});
  m.claim(bills + " renew=1 renewal=owner");
  m.claim(renewed + "owner workload=hold delay=1");
  m.claim(renewed + "unchecked workload=hold delay=1", {{exclusion_in_belief.name, 21}});
  const std::string holds = " workload=hold delay=0 ";
  const std::string away = holds + forgetful + "service-restart-delay=";
  m.claim(renewed + "owner" + away + "2", {lost});
  m.claim(renewed + "owner" + away + "1",
          {{exclusion_at_service.name, 11}, {exclusion_in_belief.name, 12}, lost});
  m.claim(renewed + "recreates" + away + "2", {lost, {held_without_a_gap.name, 16}});
  m.claim(renewed + "owner" + holds + "clock-steps=1 step=1");
  m.claim(renewed + "recreates" + holds + "clock-steps=1 step=1", {{held_without_a_gap.name, 17}});
}

// What becomes of servers and of links to them, with few states.
void claims_of_faults(Redlock& m) {
  m.claim("clients=1 servers=1 delay=0 service-pauses=1 cuts=1 clock-steps=1 step=1 timeouts=1");
  m.claim("clients=1 delay=0 service-restarts=1 fsync=later", {{no_grant_lost.name, 4}});
}

void build(Redlock& m) {
  m.parameter<&Params::servers>("number of servers that keep the key", 1, servers_max);
  m.parameter<&Params::ttl>("time that a server keeps the key", 1, 20);
  m.parameter<&Params::margin>("how much shorter than ttl a client trusts its keys", 0, 19);
  m.parameter<&Params::check_validity>(
      "whether a client reads its clock again after it has asked the servers");
  m.parameter<&Params::wait_for_all>("whether a client waits for the answers of all servers");
  m.parameter<&Params::again>("whether a client that is done asks for the lock again");
  m.needs<trusts_for_a_while>("margin must be shorter than ttl, or no client ever has the lock");
  declare_renewal(m);
  m.needs<renews_in_time>(
      "renew must be shorter than ttl - margin, or no client ever asks for its keys to be "
      "extended");
  m.services<&Params::servers>();
  m.talks<asks, hears, serves, gives_back>();
  m.travels<travels>();
  m.comes_again<come_again>();
  m.may_refuse<may_lose_the_race>("again=false");
  m.derive<count_tries>();
  m.calls_at_a_time(2);
  m.holders<granted, keeps>();
  m.words<words>();
  m.watches_clock<may_act, is_too_late>();
  m.client_step<acquires>("has a majority and the lock");
  m.client_step<gives_up>("does not have the lock");
  m.client_step<renews>("asks for its keys to be extended").needed_if<is_renewed>();
  m.client_step<trusts_its_keys_anew>("has its keys extended").needed_if<is_renewed>();
  m.takes_back<is_renewed>();
  m.client_due<decides>();
  m.forgets_in_time<runs_out>();
  m.falls_back<forgets, restores, adds, promises, asks_instead, has_ended, free_key>();
  m.assumption("all clocks run at the same rate");
  m.defaults("pauses=0 workload=job job=3");
  claims(m);
  claims_of_work(m);
  claims_of_refusals(m);
  claims_of_renewal(m);
  claims_of_faults(m);
}

}  // namespace

LOCKSTEP_LOCK("redlock", "a lock on the majority of independent servers",
              "Redis documentation, Distributed locks with Redis", build)

}  // namespace lockstep
