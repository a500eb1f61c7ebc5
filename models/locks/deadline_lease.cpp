// A lease whose holder watches the clock: the discipline of Gray and Cheriton.
//
// The service grants the lock for `ttl` on its clock. The client counts `deadline` on its own, from
// when it sent the request (which was before the grant, whatever the network does) or, mistakenly,
// from when it received the grant; it acts only while the deadline is ahead, and gives up else. The
// inequalities at which this is safe and ceases to be are derived in docs/time.md.
// Gray and Cheriton, "Leases: an efficient fault-tolerant mechanism for distributed file cache
// consistency", SOSP 1989.
#include "models/kit/times/drift.hpp"
#include "models/locks/one_service.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/fencing.hpp"
#include "properties/progress.hpp"

namespace lockstep {
namespace {

enum class CountedFrom : std::uint8_t { from_sending, from_receipt };
BOOST_DESCRIBE_ENUM(CountedFrom, from_sending, from_receipt)

enum class Check : std::uint8_t {
  atomic,    // the client looks at its clock and sends, in one step
  separate,  // a pause fits between
};
BOOST_DESCRIBE_ENUM(Check, atomic, separate)

struct Params : ServiceRules {
  Span ttl = 2;
  Span deadline = 2;
  Drift drift = 0;
  CountedFrom counted = CountedFrom::from_sending;
  Check check = Check::atomic;

  Window trust;  // in a grant: derived
  bool rounded = false;
};
BOOST_DESCRIBE_STRUCT(Params, (ServiceRules), (ttl, deadline, drift, counted, check))

struct Session {
  Token token;     // of the grant
  Timer deadline;  // true time until the slowest clock allowed has counted it
};
BOOST_DESCRIBE_STRUCT(Session, (), (token, deadline))

void start_deadline(const Params& params, Session& session, CountedFrom when) {
  if (params.counted == when) session.deadline.start(params.trust.latest);
}

using DeadlineLease = Lock<Params, OneService, Term, Session, LockCall>;

void asks(const Params& p, Session& me, Out& out) {
  start_deadline(p, me, CountedFrom::from_sending);
  out.send(one_service::asking());
}

Heard hears(const Params& p, Session& me, Stage stage, const LockCall& call, Out& out) {
  one_service::answers(stage, call, out);
  if (stage != Stage::waits || call.kind != LockRequest::granted) return Heard::nothing;
  start_deadline(p, me, CountedFrom::from_receipt);
  me.token = call.token;
  return Heard::granted;
}

void gives_back(const Params& p, Session&, Out& out) { out.send(one_service::releasing(p)); }

bool may_act(const Params&, const Session& me) { return me.deadline.running(); }
bool may_give_up(const Params& p, const Session& me) {
  return me.deadline.stopped() || may_be_over(p.trust, me.deadline);
}
bool checks_apart(const Params& p) { return p.check == Check::separate; }

// Safety rests on the earliest end of the term and the latest of the trust. The other two only make
// the service later or the client more careful.
void count_times(Params& p, Environment& e) {
  p.rounded = count_in_true_time(
      p.drift, {{{p.ttl, p.term, Counted::earliest}, {p.deadline, p.trust, Counted::latest}},
                {&e.delay.span(), &e.pause.span()},
                {&e.restart_delay.span(), &e.service_restart_delay}});
}

std::vector<Assumption> on_clocks(const Params& params) {
  return on_drift(params.drift, params.rounded);
}

// With default settings: a message takes any time. Belief is exclusive all the same, as the
// deadline is counted from sending; effect is not, unless the store looks at tokens.
void claims_at_defaults(DeadlineLease& m) {
  const Expected effect{exclusion_in_effect.name, 16};
  const Expected stale{no_stale_write.name, 19};
  const Expected twice{billed_at_most_once.name, 19};
  const Expected unbilled{nothing_left_unbilled.name, 14};
  m.claim("", {effect, stale, twice, unbilled});
  m.claim("pauses=0", {effect, stale, twice, unbilled});
  m.claim("store=fenced", {unbilled});
  m.claim("store=fenced pauses=0", {unbilled});
  m.claim("pauses=0 deadline=3",
          {{exclusion_in_belief.name, 9}, effect, stale, twice, {nothing_left_unbilled.name, 15}});
  m.claim("pauses=0 deadline=1 counted=from-receipt",
          {{exclusion_in_belief.name, 9}, effect, stale, twice, {nothing_left_unbilled.name, 20}});
}

// Both sides of every edge in docs/time.md.
void claims(DeadlineLease& m) {
  const auto belief = exclusion_in_belief.name;
  const auto effect = exclusion_in_effect.name;
  const auto stale = no_stale_write.name;
  const auto twice = billed_at_most_once.name;
  const auto unbilled = nothing_left_unbilled.name;
  m.claim("delay=0 pauses=0");
  m.claim("delay=0 pauses=1", {{unbilled, 17}});
  m.claim("delay=0 deadline=3",
          {{belief, 10}, {effect, 18}, {stale, 21}, {twice, 21}, {unbilled, 19}});
  m.claim("delay=0 drift=1/10 ttl=11 deadline=9", {{unbilled, 12}});
  m.claim("delay=0 drift=1/10 ttl=11 deadline=10",
          {{belief, 17}, {effect, 25}, {stale, 28}, {twice, 28}, {unbilled, 23}});
  m.claim("drift=unbounded pauses=0 delay=0 ttl=50 deadline=1",
          {{belief, 7}, {effect, 14}, {stale, 17}, {twice, 17}, {unbilled, 12}});
  m.claim("drift=unbounded pauses=0 delay=0 store=fenced", {{belief, 7}, {unbilled, 12}});
  m.claim("expiry=lazy ttl=3 deadline=2 delay=1 work=any", {{unbilled, 15}});
  m.claim("counted=from-receipt pauses=0 delay=1 work=any deadline=1",
          {{effect, 16}, {stale, 19}, {twice, 19}, {unbilled, 14}});
  m.claim("counted=from-receipt pauses=0 delay=2 work=any deadline=1",
          {{belief, 9}, {effect, 16}, {stale, 19}, {twice, 19}, {unbilled, 14}});
  m.claim("delay=0 check=separate pause=1 work=any ttl=3 deadline=2", {{unbilled, 15}});
  m.claim("delay=0 check=separate pause=1 work=any ttl=3 deadline=3",
          {{effect, 22}, {stale, 26}, {twice, 26}, {unbilled, 16}});
  m.claim("delay=0 expiry=never crashes=1", {{unbilled, 7}, {no_deadlock.name, 7}});
  m.claim("delay=0 pauses=0 losses=1", {{unbilled, 13}, {no_deadlock.name, 13}});
  m.claim("delay=0 pauses=0 duplicates=1", {{effect, 18}, {twice, 10}});
  m.claim("delay=0 pauses=0 cuts=1", {{unbilled, 17}});
  m.claim("delay=0 pauses=0 cuts=2 cut=any",
          {{effect, 18}, {stale, 21}, {twice, 21}, {unbilled, 17}});
  m.claim("delay=0 pauses=0 restarts=1", {{effect, 26}, {unbilled, 21}});
  m.claim("pauses=0 restarts=1 delay=unbounded",
          {{belief, 11}, {effect, 16}, {stale, 19}, {twice, 19}, {unbilled, 14}});
  m.claim(
      "delay=0 clients=3 release=blind store=fenced",
      {{exclusion_at_service.name, 15}, {belief, 17}, {no_grant_lost.name, 13}, {unbilled, 24}});
}

// What a service that fails, an operator and a shared name do to it: docs/services.md.
void claims_on_the_service(DeadlineLease& m) {
  const auto at_service = exclusion_at_service.name;
  const auto belief = exclusion_in_belief.name;
  const auto effect = exclusion_in_effect.name;
  const auto lost = no_grant_lost.name;
  const auto tokens = tokens_grow.name;
  const auto stale = no_stale_write.name;
  const auto twice = billed_at_most_once.name;
  m.claim("delay=0 pauses=0 failovers=1 replication=synchronous");
  m.claim("delay=0 pauses=0 failovers=1 old-primary=lives-on",
          {{at_service, 6}, {belief, 8}, {effect, 15}, {tokens, 6}, {twice, 18}});
  m.claim("delay=0 pauses=0 service-restarts=1 fsync=later service-restart-delay=1",
          {{at_service, 15}, {lost, 3}, {tokens, 15}});
  m.claim("delay=0 pauses=0 service-restarts=1 fsync=later service-restart-delay=2",
          {{lost, 3}, {tokens, 16}, {nothing_left_unbilled.name, 16}});
  const std::string both =
      "delay=0 pauses=0 failovers=1 replication=synchronous service-restarts=1 fsync=never ";
  m.claim(both + "service-restart-delay=1", {{at_service, 15}, {lost, 3}, {tokens, 15}});
  m.claim(both + "service-restart-delay=2",
          {{lost, 3}, {tokens, 16}, {nothing_left_unbilled.name, 16}});
  m.claim("delay=0 pauses=0 force-unlocks=1 release=checked-apart",
          {{belief, 7}, {effect, 14}, {lost, 16}, {stale, 17}, {twice, 17}});
  m.claim("delay=0 pauses=0 identity=shared store=fenced",
          {{belief, 6}, {effect, 13}, {tokens, 4}, {twice, 16}});
}

// A grant that answers an earlier request is trusted for too long, unless it is told apart.
void claims_of_faults(DeadlineLease& m) {
  const auto belief = exclusion_in_belief.name;
  const auto effect = exclusion_in_effect.name;
  const auto stale = no_stale_write.name;
  const auto twice = billed_at_most_once.name;
  const auto unbilled = nothing_left_unbilled.name;
  m.claim(rare_faults, {{twice, 11}, {unbilled, 11}, {no_deadlock.name, 15}});
  m.claim("delay=0 pauses=0 store-pauses=1",
          {{effect, 18}, {stale, 21}, {twice, 21}, {unbilled, 20}});
  m.claim("delay=0 pauses=0 restarts=1 memory=stable restart-delay=unbounded",
          {{belief, 12}, {effect, 21}, {stale, 24}, {twice, 16}, {unbilled, 19}});
  m.claim("delay=0 pauses=0 restarts=1 memory=stable restart-delay=unbounded request-ids=true",
          {{effect, 22}, {twice, 16}, {unbilled, 19}});
}

void build(DeadlineLease& m) {
  m.parameter<&Params::ttl>("duration of a lease, on the service's clock", 1, 50);
  m.parameter<&Params::deadline>("time that the client trusts its lease, on its own clock", 1, 50);
  m.parameter<&Params::drift>("maximum rate error of a clock", 0, 1);
  m.parameter<&Params::counted>(
      "when the client starts to count: from-sending (when it sends the request), from-receipt "
      "(when it receives the grant)");
  m.parameter<&Params::check>(
      "how the client checks its deadline before it sends: atomic (in the same step), separate (in "
      "a step before)");
  m.talks<asks, hears, one_service::serves, gives_back>();
  m.token<&Session::token>();
  m.watches_clock<may_act, may_give_up>();
  m.checks_apart<checks_apart>();
  m.read_when(ReadWhen::store_is_asked, "check");
  declare_one_service(m);
  m.derive<count_times>();
  m.assumptions<on_clocks>();
  claims_at_defaults(m);
  claims(m);
  claims_on_the_service(m);
  claims_of_faults(m);
}

}  // namespace

LOCKSTEP_LOCK("deadline-lease", "an expiring lock; clients watch a deadline and stop before it",
              "Gray and Cheriton, Leases, SOSP 1989", build)

}  // namespace lockstep
