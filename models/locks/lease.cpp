// A lock that expires, on one service: the protocol of the article.
//
// The service grants the lock for `ttl` ticks and gives it to another client when they are over,
// whether the first has released it or not. The client trusts the grant and looks at no clock: that
// is `SET key token NX PX ttl` with a release that checks the owner, as Redis documents it for a
// single instance ("Distributed locks with Redis"), and the protocol that Kleppmann, "How to do
// distributed locking", 2016, breaks. Leases are due to Gray and Cheriton, "Leases: an efficient
// fault-tolerant mechanism for distributed file cache consistency", SOSP 1989; there, unlike here,
// the holder watches the clock as well.
#include "models/locks/lease.hpp"

#include "models/locks/names_in_claims.hpp"
#include "properties/exclusion.hpp"
#include "properties/progress.hpp"
#include "properties/updates.hpp"

namespace lockstep::lease {
namespace {

void work_out(Params& p, Environment& e) {
  p.term = {p.ttl, p.ttl};
  p.confirms = e.release_answer == ReleaseAnswer::awaited;
}

void asks(const Params&, Session&, Out& out) { out.send(one_service::asking()); }

Heard has_the_lock(const Params& p, Session& me) {
  start_renewing(p, me.next, me.sent);
  return Heard::granted;
}

// With two commands the client has the lock only when the second is answered.
Heard hears_while_it_waits(const Params& p, Session& me, const LockCall& call, Out& out) {
  const bool in_two = p.grant == GrantedBy::two_commands;
  if (call.kind == LockRequest::refused) return Heard::refused;
  if (in_two && call.kind == LockRequest::extended) return has_the_lock(p, me);
  if (in_two && call.kind == LockRequest::lost) return Heard::lost;
  if (call.kind != LockRequest::granted) return Heard::nothing;
  me.token = call.token;
  if (!in_two) return has_the_lock(p, me);
  out.send(LockCall{LockRequest::expire, {}});
  return Heard::nothing;
}

Heard hears(const Params& p, Session& me, Stage stage, const LockCall& call, Out& out) {
  one_service::answers(stage, call, out);
  if (stage == Stage::waits) return hears_while_it_waits(p, me, call, out);
  if (stage == Stage::leaves && call.kind == LockRequest::released) return Heard::released;
  if (stage != Stage::holds) return Heard::nothing;
  if (call.kind == LockRequest::extended) me.asked = false;
  return call.kind == LockRequest::lost ? Heard::lost : Heard::nothing;
}

bool is_time_to_renew(const Params&, const Session& me, Stage stage) {
  return stage == Stage::holds && me.next.expired() && !me.asked;
}

Step renews(const Params& p, Session& me, Stage stage, Out& out) {
  WHEN(is_time_to_renew(p, me, stage));
  me.asked = true;
  goes_on_renewing(p, me.next, me.sent);
  out.send(LockCall{LockRequest::extend, {}});
  return taken;
}

std::vector<Assumption> on_commands(const Params& p) {
  if (p.grant == GrantedBy::one_command) return {};
  return {
      {"a lock has no time to live until the client that got it has set one, in a second "
       "request"}};
}

bool only_tries(const Params& p) { return p.wait == Wait::try_; }
bool by_agent(const Params& p) { return p.renewed_by == RenewedBy::agent; }

void gives_back(const Params& p, Session&, Out& out) { out.send(one_service::releasing(p)); }

using namespace names_in_claims;

// With default settings: a message takes any time, and neither a pause nor any other fault is
// needed.
void claims_at_defaults(Lease& m) {
  m.claim("", {{belief, 8}, {effect, 15}, {stale, 18}, {twice, 18}});
  m.claim("pauses=0", {{belief, 8}, {effect, 15}, {stale, 18}, {twice, 18}});
  m.claim("store=fenced-writes", {{belief, 8}, {effect, 15}, {twice, 18}});
  m.claim("store=fenced", {{belief, 8}});
  m.claim("store=fenced pauses=0", {{belief, 8}});
  m.claim("store=idempotent", {{belief, 8}, {effect, 15}});
  m.claim("expiry=never");
  m.claim("expiry=never pauses=0");
}

// What clients, the network and time do to it when messages arrive before the clock advances, so
// that each fault is seen alone.
void claims(Lease& m) {
  m.claim("delay=0 pauses=0");
  m.claim("delay=0 pauses=1", {{belief, 9}, {effect, 17}, {stale, 20}, {twice, 20}});
  m.claim("delay=0 store=fenced-writes", {{belief, 9}, {effect, 17}, {twice, 20}});
  m.claim("delay=0 store=fenced", {{belief, 9}});
  m.claim("delay=0 store=fenced crashes=1", {{belief, 9}, {unbilled, 20}});
  m.claim("delay=0 expiry=never pauses=2");
  m.claim("delay=0 expiry=lazy pauses=0");
  m.claim("delay=0 expiry=never crashes=1", {{unbilled, 5}, {stuck, 5}});
  m.claim("delay=0 pauses=0 losses=1", {{belief, 10}, {stuck, 13}});
  m.claim("delay=0 pauses=0 duplicates=1", {{effect, 18}, {twice, 10}});
  m.claim("delay=0 store=fenced pauses=0 duplicates=1", {{twice, 10}});
  m.claim("delay=0 pauses=0 cuts=1", {{belief, 10}, {effect, 17}, {stale, 20}, {twice, 20}});
  m.claim("delay=0 pauses=0 restarts=1", {{effect, 25}});
  m.claim("delay=0 clients=3 release=blind store=fenced",
          {{at_service, 19}, {belief, 9}, {lost, 17}});
}

// What a service that fails, an operator and a shared name do to it: docs/services.md.
void claims_on_the_service(Lease& m) {
  const std::vector<Expected> forgotten = {{at_service, 5}, {belief, 7}, {effect, 14},
                                           {lost, 3},       {tokens, 5}, {twice, 17}};
  m.claim("delay=0 failovers=1 pauses=0 store=fenced", forgotten);
  m.claim("delay=0 failovers=1 pauses=0 store=fenced epochs=true",
          {{at_service, 5}, {belief, 7}, {lost, 3}});
  m.claim("delay=0 failovers=1 pauses=0 replication=synchronous");
  m.claim("delay=0 failovers=1 pauses=0 old-primary=lives-on",
          {{at_service, 6}, {belief, 8}, {effect, 15}, {tokens, 6}, {twice, 18}});
  m.claim("delay=0 service-restarts=1 pauses=0");
  m.claim("delay=0 service-restarts=1 pauses=0 fsync=later store=fenced", forgotten);
  m.claim("delay=0 failovers=1 service-restarts=1 pauses=0 fsync=later store=fenced", forgotten);
  m.claim("delay=0 failovers=1 service-restarts=1 pauses=0 fsync=later store=fenced epochs=true",
          {{at_service, 5}, {belief, 7}, {lost, 3}});
  m.claim("delay=0 service-restarts=1 pauses=0 fsync=never service-restart-delay=1",
          {{lost, 3}, {tokens, 15}});
  m.claim("delay=0 expiry=never pauses=0 crashes=1 force-unlocks=1",
          {{belief, 7}, {effect, 14}, {stale, 17}, {twice, 17}});
  m.claim("delay=0 expiry=never pauses=0 force-unlocks=1 release=checked-apart",
          {{belief, 7}, {effect, 14}, {lost, 16}, {stale, 17}, {twice, 17}});
  const std::string cleans_up = "delay=0 expiry=never pauses=0 force-unlocks=1 ";
  m.claim(cleans_up + "force-unlock=gone");
  m.claim(cleans_up + "force-unlock=gone crashes=1", {{effect, 15}, {stale, 18}, {twice, 18}});
  m.claim(cleans_up + "force-unlock=gone crashes=1 store=fenced");
  m.claim("delay=0 identity=shared pauses=0 store=fenced",
          {{belief, 6}, {effect, 13}, {tokens, 4}, {twice, 16}});
}

// Two settings that differ in one thing, and a verdict that does as well.
void claims_of_messages(Lease& m) {
  m.claim("delay=0 pauses=0 timeouts=1", {{effect, 18}, {twice, 10}});
  m.claim("delay=0 pauses=0 timeouts=1 store=idempotent key=request", {{effect, 18}});
  m.claim("delay=0 pauses=0 timeouts=1 store=idempotent key=request retry=fresh",
          {{effect, 19}, {twice, 11}});
  m.claim("delay=0 pauses=0 timeouts=1 store=idempotent retry=fresh", {{effect, 19}});
  const std::string same_token = "delay=0 pauses=0 timeouts=1 store=fenced ";
  m.claim(same_token, {{twice, 10}});
  m.claim(same_token + "retry=fresh", {{twice, 11}});
  m.claim(same_token + "retry=fresh attempts=true", {{twice, 11}});
  m.claim(same_token + "retry=starts-over", {{twice, 14}});
  m.claim(same_token + "retry=starts-over attempts=true");
  m.claim(same_token + "workload=increment", {{no_lost_update.name, 10}});
  m.claim(same_token + "retry=never");
  m.claim(same_token + "retry=never workload=increment");
  m.claim("delay=0 store=idempotent", {{belief, 9}, {effect, 17}});
  m.claim("delay=0 store=idempotent key=request",
          {{belief, 9}, {effect, 17}, {stale, 20}, {twice, 20}});
  m.claim("delay=0 pauses=0 losses=1 timeouts=1 store=idempotent",
          {{belief, 10}, {effect, 15}, {stuck, 16}});
  m.claim("delay=0 expiry=never pauses=0 losses=1 timeouts=1 store=idempotent",
          {{effect, 18}, {unbilled, 7}, {stuck, 7}});
  m.claim("delay=0 expiry=never pauses=0 timeouts=1 store=idempotent", {{effect, 18}, {stuck, 16}});
  m.claim("delay=0 expiry=never pauses=0 timeouts=1 store=idempotent acquire=idempotent",
          {{effect, 18}});
  m.claim("expiry=never pauses=0 duplicates=1 store=idempotent", {{effect, 18}, {stuck, 16}});
  m.claim("expiry=never pauses=0 duplicates=1 store=idempotent acquire=idempotent", {{effect, 18}});
  m.claim("delay=0 expiry=never pauses=0 losses=1 timeouts=1 store=idempotent acquire=idempotent",
          {{effect, 18}, {unbilled, 7}, {stuck, 7}});
  m.claim("delay=0 expiry=never pauses=0 timeouts=1 retry=never",
          {{effect, 16}, {stale, 19}, {twice, 19}, {unbilled, 7}, {stuck, 7}});
  m.claim("delay=0 expiry=never pauses=0 timeouts=1 retry=never channels=fifo",
          {{effect, 16}, {stale, 19}, {twice, 19}});
  m.claim("delay=0 expiry=never pauses=0 timeouts=1 retry=never channels=fifo reorders=1",
          {{effect, 16}, {stale, 19}, {twice, 19}, {unbilled, 8}, {stuck, 8}});
  m.claim("delay=0 pauses=0 cuts=1 cut-stops=requests");
  m.claim("delay=0 pauses=0 cuts=1 cut-stops=replies",
          {{belief, 10}, {effect, 17}, {stale, 20}, {twice, 20}});
  m.claim("delay=0 pauses=0 cuts=1 cut=store",
          {{belief, 10}, {effect, 17}, {stale, 20}, {twice, 20}});
  m.claim("delay=0 pauses=0 cuts=1 across-cut=dropped", {{stuck, 14}});
  m.claim("delay=0 pauses=0 cuts=1 cut=any across-cut=dropped", {{belief, 10}, {stuck, 14}});
  m.claim("delay=0 pauses=0 cuts=1 cut=both across-cut=dropped", {{belief, 10}, {stuck, 14}});
}

void claims_of_processes(Lease& m) {
  m.claim(rare_faults, {{twice, 11}, {unbilled, 14}, {stuck, 14}});
  m.claim("delay=0 pauses=0 service-pauses=1");
  m.claim("delay=0 pauses=0 store-pauses=1",
          {{belief, 10}, {effect, 17}, {stale, 20}, {twice, 20}});
  m.claim("delay=0 pauses=0 restarts=1 memory=stable request-ids=true ttl=2 restart-delay=1");
  m.claim("delay=0 pauses=0 restarts=1 memory=stable request-ids=true ttl=2 restart-delay=2",
          {{belief, 12}, {effect, 19}, {stale, 23}, {twice, 23}});
  m.claim("delay=0 pauses=0 restarts=1 ttl=2 restart-delay=2",
          {{belief, 12}, {effect, 19}, {stale, 22}, {twice, 22}});
  m.claim("delay=0 pauses=0 restarts=1 request-ids=true ttl=2 restart-delay=2", {{effect, 26}});
}

// A lease that its holder renews.
void claims_of_renewal(Lease& m) {
  const std::vector<Expected> cut_off = {{belief, 11}, {effect, 18}, {stale, 22}, {twice, 22}};
  m.claim("delay=0 pauses=0 cuts=1 ttl=2 renewal=unchecked renew=1 job=1", cut_off);
  m.claim("delay=0 pauses=0 cuts=1 ttl=2 renewal=owner renew=1 job=1", cut_off);
  m.claim("delay=0 pauses=0 ttl=2 renewal=owner renew=1 workload=lead job=1");
  m.claim("delay=0 pauses=0 ttl=2 renewal=owner renew=2 workload=lead job=1", {{belief, 12}});
  m.claim("delay=0 pauses=0 ttl=2 job=1");
  m.claim("delay=0 pauses=0 ttl=2 job=2", {{belief, 12}, {effect, 16}, {twice, 24}});
  m.claim("delay=0 pauses=0 ttl=2 renewal=owner renew=1 job=5");
  m.claim("delay=0 pauses=1 ttl=2 renewal=owner renew=1 job=5",
          {{belief, 10}, {effect, 21}, {stale, 38}, {twice, 38}});
  m.claim("delay=0 pauses=1 ttl=2 renewal=owner renew=1 renewed-by=agent job=5");
  m.claim("delay=0 pauses=1 ttl=2 renewal=owner renew=1 job=2",
          {{belief, 10}, {effect, 18}, {stale, 26}, {twice, 26}});
  m.claim("delay=0 pauses=1 ttl=2 renewal=recreates renew=1 job=2",
          {{belief, 10}, {effect, 18}, {stale, 26}, {held_without_a_gap.name, 10}, {twice, 26}});
}

// For how long a client is paused that renews its lease itself, and how often an agent renews that
// of a client that hangs.
void claims_of_limits(Lease& m) {
  const std::string by_itself = "delay=0 pauses=1 ttl=3 renewal=owner renew=1 job=5 pause=";
  m.claim(by_itself + "1");
  m.claim(by_itself + "2", {{belief, 14}, {effect, 27}, {twice, 50}});
  m.claim("delay=0 pauses=0 crashes=1 ttl=2 renewal=owner renew=1 job=2");
  const std::string by_agent = "delay=0 ttl=2 renewal=owner renew=1 renewed-by=agent job=5 ";
  m.claim(by_agent + "pauses=1 renewals=1", {{belief, 14}, {effect, 22}, {stale, 34}, {twice, 33}});
  m.claim(by_agent + "pauses=0 renewals=3", {{belief, 24}, {effect, 28}, {twice, 48}});
  m.claim(by_agent + "pauses=0 renewals=4");
}

// A lock that is another's is refused, and what the client does then.
void claims_of_refusals(Lease& m) {
  const std::string tries = "delay=0 wait=try ";
  m.claim(tries + "pauses=0 crashes=1", {{unbilled, 8}});
  m.claim(tries + "pauses=0 crashes=1 when-refused=tries-again");
  m.claim(tries + "pauses=0 crashes=1 expiry=never", {{unbilled, 6}});
  m.claim(tries + "pauses=0 crashes=1 expiry=never when-refused=tries-again",
          {{unbilled, 6}, {stuck, 6}});
  m.claim(tries + "when-refused=tries-again",
          {{belief, 9}, {effect, 17}, {stale, 20}, {twice, 20}});
  m.claim(tries + "pauses=0 when-refused=goes-on-without",
          {{effect, 13}, {stale, 16}, {twice, 16}});
  m.claim(tries + "pauses=0 when-refused=goes-on-without store=owner-checked");
}

// An answer is lost: a client that sends its acquire again is refused by its own lock. One that
// does not look at the error, or at the refusal, works without the lock and believes that it has
// it.
void claims_of_lost_answers(Lease& m) {
  const std::string lossy = "delay=0 pauses=0 expiry=never retries=unbounded losses=";
  const std::string tries = lossy + "1 store=idempotent wait=try ";
  m.claim(tries, {{unbilled, 9}});
  m.claim(tries + "acquire=idempotent");
  m.claim(tries + "when-refused=tries-again", {{unbilled, 9}, {stuck, 9}});
  m.claim(lossy +
          "3 store=idempotent wait=try when-refused=tries-again acquire=idempotent "
          "release-answer=awaited");
  const std::vector<Expected> swallowed = {{belief, 6}, {effect, 13}, {stale, 16}, {twice, 16}};
  m.claim("delay=0 pauses=0 wait=try when-refused=swallows-error", swallowed);
  const std::string is_late = "delay=0 pauses=0 timeouts=1 retry=";
  m.claim(is_late + "swallows-error", {{belief, 5}, {effect, 12}, {stale, 15}, {twice, 15}});
  m.claim(lossy + "1 retry=swallows-error release-answer=awaited", swallowed);
  m.claim(lossy + "1 retry=never release-answer=awaited");
}

// A client that crashes between two commands leaves a lock that never expires. With one command
// each of these holds.
void claims_of_two_commands(Lease& m) {
  const std::string in_two = "delay=0 pauses=0 grant=two-commands";
  const std::string retries = " wait=try when-refused=tries-again";
  m.claim(in_two);
  m.claim(in_two + " crashes=1", {{unbilled, 5}, {stuck, 5}});
  m.claim(in_two + retries);
  m.claim(in_two + retries + " crashes=1", {{unbilled, 6}, {stuck, 6}});
  m.claim_liveness("crashes=1 pauses=0 grant=two-commands", {{"deadlock freedom", 5, 0},
                                                             {"starvation freedom", 5, 0},
                                                             {"freed after a crash", 3, 0},
                                                             {"others go on", never_asked},
                                                             {"eventually billed", 3, 0}});
}

// Clients that send again for as long as they wait in vain.
void claims_of_retries(Lease& m) {
  const std::string lossy = "delay=0 pauses=0 losses=1 retries=unbounded ";
  m.claim(lossy + "store=idempotent", {{belief, 10}, {effect, 15}});
  m.claim(lossy + "store=idempotent retry=fresh", {{belief, 10}, {effect, 16}});
  m.claim(lossy + "retry=never", {{belief, 10}});
  m.claim(lossy + "retry=goes-on-without", {{belief, 10}, {effect, 13}, {stale, 16}, {twice, 16}});
  const std::string for_ever = lossy + "expiry=never store=idempotent acquire=idempotent ";
  m.claim(for_ever, {{stuck, 13}});
  m.claim(for_ever + "release-answer=awaited");
  m.claim(for_ever + "release-answer=awaited crashes=1", {{unbilled, 5}, {stuck, 5}});
  const std::string gives_up =
      "delay=0 pauses=0 expiry=never channels=fifo losses=1 timeouts=1 retries=unbounded "
      "retry=never store=idempotent";
  m.claim(gives_up, {{effect, 16}, {unbilled, 7}, {stuck, 7}});
  m.claim(gives_up + " release-answer=awaited", {{effect, 16}, {unbilled, 11}});
}

// A release that is sent again until it is answered, and comes late.
void claims_of_releases(Lease& m) {
  const std::string again = "delay=0 pauses=0 clients=3 timeouts=1 store=idempotent ";
  const std::string awaited = again + "release-answer=awaited ";
  m.claim(awaited + "release=owner", {{effect, 18}});
  m.claim(awaited + "release=blind", {{at_service, 17}, {belief, 19}, {effect, 18}, {lost, 15}});
  m.claim(again + "release=blind acquire=idempotent", {{effect, 18}});
}

// A lease is over `ttl` ticks after it was granted, and a lazy service takes its time.
void claims_of_freeing(Lease& m) {
  const Expected late{free_in_time.name, 9};
  m.claim("delay=0 pauses=0 crashes=1 ttl=3 free-within=3");
  m.claim("delay=0 pauses=0 crashes=1 ttl=3 free-within=2", {{free_in_time.name, 6}});
  m.claim("delay=0 pauses=0 crashes=1 ttl=3 free-within=5 expiry=lazy", {late});
  m.claim("delay=0 pauses=0 crashes=1 ttl=3 free-within=5 expiry=never",
          {{unbilled, 5}, late, {stuck, 5}});
}

// A lease gets free by itself. R1: whoever renews a key without looking whose it is keeps that of a
// client that has crashed. R4: an agent goes on renewing for a client that hangs.
void claims_of_progress(Lease& m) {
  m.claim_liveness("delay=0 pauses=0", {{"freed after a crash", never_asked},
                                        {"others go on", never_asked},
                                        {"stops when the lock is lost", never_asked}});
  m.claim_liveness("crashes=1 pauses=0",
                   {{"others go on", never_asked}, {"eventually billed", 5, 0}});
  m.claim_liveness("crashes=1 pauses=0 expiry=never", {{"deadlock freedom", 5, 0},
                                                       {"starvation freedom", 5, 0},
                                                       {"freed after a crash", 3, 0},
                                                       {"others go on", never_asked},
                                                       {"stops when the lock is lost", never_asked},
                                                       {"eventually billed", 3, 0}});
  m.claim_liveness("delay=0 pauses=0 cuts=1 across-cut=dropped",
                   {{"deadlock freedom", 2, 0},
                    {"starvation freedom", 2, 0},
                    {"freed after a crash", never_asked},
                    {"stops when the lock is lost", never_asked},
                    {"eventually billed", 2, 0}},
                   {"is connected again=none"});
  m.claim_liveness("delay=0 pauses=0 cuts=1 across-cut=dropped expiry=never",
                   {{"deadlock freedom", 2, 0},
                    {"starvation freedom", 2, 0},
                    {"freed after a crash", never_asked},
                    {"others go on", 5, 0},
                    {"stops when the lock is lost", never_asked},
                    {"eventually billed", 2, 0}},
                   {"is connected again=none"});
  m.claim_liveness(
      "delay=0 pauses=0 cuts=1 crashes=1 ttl=2 renew=1 workload=lead job=1 renewal=unchecked",
      {{"starvation freedom", 8, 7},
       {"freed after a crash", 14, 7},
       {"others go on", 10, 7},
       {"stops when the lock is lost", 14, 7}});
  m.claim_liveness(
      "delay=0 pauses=0 cuts=1 crashes=1 ttl=2 renew=1 workload=lead job=1 renewal=owner",
      {{"starvation freedom", 8, 7}, {"others go on", 10, 7}});
  m.claim_liveness("delay=0 pauses=1 ttl=2 renewal=owner renew=1 job=1 renewed-by=agent",
                   {{"deadlock freedom", 13, 4},
                    {"starvation freedom", 6, 4},
                    {"freed after a crash", never_asked},
                    {"others go on", never_asked},
                    {"stops when the lock is lost", never_asked},
                    {"eventually billed", 4, 4}},
                   {"resumes=none"});
  m.claim_liveness("delay=0 pauses=1 ttl=2 renewal=owner renew=1 job=1 renewed-by=agent renewals=1",
                   {{"freed after a crash", never_asked},
                    {"others go on", never_asked},
                    {"stops when the lock is lost", 11, 0},
                    {"eventually billed", 11, 0}},
                   {"resumes=none"});
  m.claim_liveness("delay=0 pauses=1 ttl=2 renewal=owner renew=1 job=1 renewed-by=worker",
                   {{"freed after a crash", never_asked},
                    {"others go on", never_asked},
                    {"stops when the lock is lost", 7, 0},
                    {"eventually billed", 6, 0}},
                   {"resumes=none"});
}

void build(Lease& m) {
  m.parameter<&Params::ttl>("duration of a lease", 1, 100);
  m.derive<work_out>();
  m.talks<asks, hears, one_service::serves, gives_back>();
  m.token<&Session::token>();
  declare_renewal(m);
  m.parameter<&Params::renewed_by>(
       "who sends requests to extend the lease: worker (the client itself, while it is not "
       "paused), agent (a thread or process beside it)")
      .rare()
      .only_with(renews_at_all);
  m.client_step<renews>("renews its lease").needed_if<is_renewed>().by_agent<by_agent>();
  m.client_due<is_time_to_renew>();
  m.calls_at_a_time(2);
  m.takes_back<recreates>();
  m.parameter<&Params::wait>(
       "what happens to an acquire while another client has the lock: queue (it waits at the "
       "service), try (it is refused)")
      .rare()
      .only_with("identity=own");
  m.parameter<&Params::grant>(
       "how a client gets the lock and its time to live: one-command (SET with NX and PX), "
       "two-commands (SETNX; EXPIRE once that has succeeded)")
      .rare()
      .only_with("expiry=prompt or expiry=lazy");
  m.assumptions<on_commands>();
  m.confirms_release();
  m.may_refuse<only_tries>("wait=try");
  declare_one_service(m);
  claims_at_defaults(m);
  claims(m);
  claims_on_the_service(m);
  claims_of_messages(m);
  claims_of_processes(m);
  claims_of_renewal(m);
  claims_of_limits(m);
  claims_of_refusals(m);
  claims_of_lost_answers(m);
  claims_of_two_commands(m);
  claims_of_retries(m);
  claims_of_releases(m);
  claims_of_work(m);
  claims_of_freeing(m);
  claims_of_progress(m);
}

}  // namespace

LOCKSTEP_LOCK("lease", "a lock that expires, on one service; the clients trust the grant",
              "Kleppmann, How to do distributed locking, 2016; Gray and Cheriton, Leases, "
              "SOSP 1989",
              build)

}  // namespace lockstep::lease
