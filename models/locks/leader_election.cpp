// Leader election as client-go does it for Kubernetes: a record in the API server, written only
// where it is unchanged, and no clock that two machines share.
//
// The leader rewrites the record again and again. A candidate compares what it reads with what it
// read before; only when the record has stood still for `lease` on the candidate's own clock does
// it write its name into it. The leader sleeps for `retry` after a success, then tries every
// `retry` until it succeeds or `renew` has passed since the first try, and only then stops. So it
// leads for up to retry + renew after its last success, and two lead at once if and only if
// lease < retry + renew; with clocks that may be fast or slow by a share r of the time, if and only
// if lease / (1 + r) < (retry + renew) / (1 - r) (docs/leader-election.md). The library asks only
// for lease > renew. Requests and pauses take no time here, unlike elsewhere: a leader that is
// paused believes that it leads until it wakes up, and no lease is long enough for that.
// k8s.io/client-go, tools/leaderelection/leaderelection.go: tryAcquireOrRenew, renew, acquire.
#include "models/kit/kit.hpp"
#include "models/kit/protocol/time.hpp"
#include "models/kit/times/drift.hpp"
#include "properties/exclusion.hpp"

#include <numeric>

namespace lockstep {
namespace {

struct ClientTag {};
using Client = Id<ClientTag>;

enum class Update : std::uint8_t {
  checked,  // refused when the record is not the one that was read: its resourceVersion differs
  blind,
};
BOOST_DESCRIBE_ENUM(Update, checked, blind)

struct Params {
  int clients = 2;
  Span lease = 15;  // the library's standard values, in seconds
  Span renew = 10;
  Span retry = 2;
  Drift drift = 0;
  Update update = Update::checked;
  int cuts = 1;

  Window patience;  // of a candidate: derived, and so are the others
  Window tries;     // of a leader
  Window pauses;    // between two of them
  int scale = 1;
  bool rounded = false;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, lease, renew, retry, drift, update, cuts))

int population(const Params& p, ClientTag) { return p.clients; }

// Only ratios matter: a tick is the greatest common divisor of the three.
int scale(const Params& p) {
  return std::gcd(static_cast<int>(p.lease),
                  std::gcd(static_cast<int>(p.renew), static_cast<int>(p.retry)));
}

// A leader is late at worst, and a candidate is early.
void count_times(Params& p) {
  if (p.drift.none()) {
    p.scale = scale(p);
    p.patience = {p.lease / p.scale, p.lease / p.scale};
    p.tries = {p.renew / p.scale, p.renew / p.scale};
    p.pauses = {p.retry / p.scale, p.retry / p.scale};
    return;
  }
  p.rounded = count_in_true_time(p.drift, {{{p.lease, p.patience, Counted::earliest},
                                            {p.renew, p.tries, Counted::latest},
                                            {p.retry, p.pauses, Counted::latest}},
                                           {},
                                           {}});
}

enum class At : std::uint8_t {
  following,
  taking,    // has read a record that it may overwrite, and is about to
  sleeping,  // leads; its last write succeeded
  renewing,  // leads; its last write failed
};
BOOST_DESCRIBE_ENUM(At, following, taking, sleeping, renewing)

struct Candidate {
  At at;
  bool current;      // the record is still what it last read or wrote
  bool cut;          // from the API server
  Timer patience;    // until the record has stood still for long enough by the fastest clock
  Deadline next;     // a leader's next try
  Deadline give_up;  // the end of a leader's tries
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (at, current, cut, patience, next, give_up))

struct State {
  Maybe<ClientTag> holder;  // the record
  Budget cuts;
  Table<ClientTag, Timer, 3> term;  // what is left of the lease that was written: nobody reads it
  Table<ClientTag, Candidate, 3> client;
};
BOOST_DESCRIBE_STRUCT(State, (), (holder, cuts, term, client))

State start(const Params& p) {
  State s{};
  s.cuts = Budget(p.cuts);
  return s;
}

// The step that reads and the one that writes are two, so that others may write in between.
bool may_take(const State& s, Client c) {
  return !s.holder || s.holder == c || (s.client[c].current && s.client[c].patience.expired());
}

Step looks(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(me.at == At::following && !me.cut);
  WHEN(!me.current || may_take(s, c));  // else it learns nothing
  if (!me.current) me.patience.start(p.patience.earliest);
  me.current = true;
  if (may_take(s, c)) me.at = At::taking;
  return taken;
}

bool write_succeeds(const Params& p, const Candidate& me) {
  return !me.cut && (me.current || p.update == Update::blind);
}

void write(const Params& p, State& s, Client c) {
  for (const Client other : each<Client>(p)) {
    s.client[other].current = other == c;
    if (s.client[other].at <= At::taking) s.client[other].patience.stop();
  }
  s.holder = c;
  s.term[c].start(p.patience.earliest);
  s.client[c].at = At::sleeping;
  s.client[c].next.start(p.pauses.latest);
  s.client[c].give_up.stop();
}

Step takes_over(const Params& p, State& s, Client c) {
  WHEN(s.client[c].at == At::taking && write_succeeds(p, s.client[c]));
  write(p, s, c);
  return taken;
}

Step fails_to_take_over(const Params& p, State& s, Client c) {
  WHEN(s.client[c].at == At::taking && !write_succeeds(p, s.client[c]));
  s.client[c].at = At::following;
  return taken;
}

bool tries_now(const Params& p, const Candidate& me) {
  return may_be_over(p.pauses, me.next) && !me.give_up.expired();
}

Step renews(const Params& p, State& s, Client c) {
  WHEN(tries_now(p, s.client[c]) && write_succeeds(p, s.client[c]));
  write(p, s, c);
  return taken;
}

// Even when it reads that another leads, it goes on trying until `renew` is over. It cannot win
// back the record by patience before that, since lease > renew.
Step fails_to_renew(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(tries_now(p, me) && !write_succeeds(p, me));
  if (me.at == At::sleeping) me.give_up.start(p.tries.latest);
  me.at = At::renewing;
  me.next.start(p.pauses.latest);
  return taken;
}

// Its process ends, and is started again with the same name.
Step gives_up(const Params& p, State& s, Client c) {
  auto& me = s.client[c];
  WHEN(may_be_over(p.tries, me.give_up));
  me = {.at = At::following,
        .current = false,
        .cut = me.cut,
        .patience = {},
        .next = {},
        .give_up = {}};
  return taken;
}

Step loses_the_api_server(const Params&, State& s, Client c) {
  WHEN(s.cuts.left() && !s.client[c].cut);
  s.cuts.spend();
  s.client[c].cut = true;
  return taken;
}

Step reaches_the_api_server(const Params&, State& s, Client c) {
  WHEN(s.client[c].cut);
  s.client[c].cut = false;
  return taken;
}

// A term that is over is forgotten, so that states that behave alike are one.
Step time_goes_on(const Params& p, State& s) {
  WHEN(time_may_pass(s));
  for (const Client c : each<Client>(p)) WHEN(s.client[c].at != At::taking);
  tick(s);
  for (const Client c : each<Client>(p))
    if (s.term[c].expired()) s.term[c].stop();
  return taken;
}

// With the last tick of `renew` its belief is over, and what it then does in no time at all is to
// stop.
bool believes(const State& s, Client c) {
  const auto& me = s.client[c];
  return me.at >= At::sleeping && !me.give_up.expired();
}

bool at_most_one_leads(const Params& p, const State& s) {
  return how_many<Client>(p, [&](Client c) { return believes(s, c); }) <= 1;
}

bool at_most_one_term(const Params& p, const State& s) {
  return how_many<Client>(p, [&](Client c) { return s.term[c].running(); }) <= 1;
}

std::string two_lead(const Params& p, const State& s, const Lanes& lanes) {
  std::string names;
  for (const Client c : each<Client>(p))
    if (believes(s, c)) names += (names.empty() ? "" : " and ") + lanes.name(c);
  return names + " lead at once";
}

std::string two_terms(const Params& p, const State& s, const Lanes& lanes) {
  std::string names;
  for (const Client c : each<Client>(p))
    if (s.term[c].running()) names += (names.empty() ? "" : " and ") + lanes.name(c);
  return "the leases of " + names + " run at once";
}

std::vector<Bar> bars(const Params& p, const State& s, const Lanes& lanes) {
  std::vector<Bar> found;
  for (const Client c : each<Client>(p)) {
    if (s.term[c].running())
      found.push_back({lanes["API server"], BarKind::lease, "lease of " + lanes.name(c)});
    if (believes(s, c)) found.push_back({lanes[c], BarKind::critical_section, "leads"});
    if (s.client[c].cut) found.push_back({lanes[c], BarKind::cut, "no API server"});
  }
  return found;
}

std::vector<Assumption> assumptions(const Params& p) {
  std::vector<Assumption> list = {
      {"A request to the API server is answered at once, or fails at once.", ""},
      {"No process is paused.", ""},
      {"Without a partition no request fails.", "cuts=1"},
  };
  if (p.scale > 1)
    list.push_back(
        {"One tick is " + std::to_string(p.scale) + " of the units that were given.", ""});
  for (const Assumption& one : on_drift(p.drift, p.rounded)) list.push_back(one);
  return list;
}

bool clocks_have_a_rate(const Params& p) { return !p.drift.unbounded(); }
bool checks_updates(const Params& p) { return p.update != Update::blind; }
bool lease_above_renew(const Params& p) { return p.lease > p.renew; }
bool renew_above_retry(const Params& p) { return p.renew > p.retry; }
bool fits_a_timer(const Params& p) {
  return !p.drift.none() || p.lease / scale(p) <= Timer::ticks_max;
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("how many clients want to lead", 2, 3);
  m.parameter<&Params::lease>("how long a record stands still before another takes over", 1, 9999);
  m.parameter<&Params::renew>("how long a leader tries to renew before it stops", 1, 9999);
  m.parameter<&Params::retry>("how long between two tries of a leader", 1, 9999);
  m.parameter<&Params::drift>("how much a clock may gain or lose on true time", 0, 1);
  m.parameter<&Params::update>("whether a write checks that the record is the one that was read");
  m.parameter<&Params::cuts>("how often a client may lose the API server", 0, 3);
  m.needs<lease_above_renew>("lease must be longer than renew: the library validates it");
  m.needs<renew_above_retry>("renew must be longer than retry: the library validates it");
  m.needs<fits_a_timer>("lease must be at most " + std::to_string(Timer::ticks_max) +
                        " times the common divisor of all three");
  m.derive<count_times>();
  m.lanes<ClientTag>("client");
  m.lane("API server");
  m.lane("time");
  m.start<start>();

  m.action<looks>("reads the record");
  m.action<takes_over>("writes its name into the record, and leads").shows("acquire");
  m.action<fails_to_take_over>("comes too late to write the record").shows("contend");
  m.action<renews>("renews the record");
  m.action<fails_to_renew>("fails to renew the record");
  m.action<gives_up>("gives up leading");
  m.action<loses_the_api_server>("loses the API server")
      .fault("partition")
      .allowed_by<&Params::cuts>();
  m.action<reaches_the_api_server>("reaches the API server again");
  m.action<time_goes_on>("time passes").lets_time_pass().says("time passes");

  m.always<at_most_one_leads>(exclusion_in_belief.name, "at most one client believes that it leads")
      .because<two_lead>();
  m.always<at_most_one_term>(exclusion_at_service.name,
                             "nobody takes over before the last written lease is over")
      .because<two_terms>()
      .judged_if<clocks_have_a_rate>(
          "by the fastest clock that drift=unbounded allows, a lease is over as soon as it is "
          "written, so that nobody takes over before that says nothing");
  m.sometimes("acquire", "a client leads");
  m.sometimes("contend", "a client comes too late to write the record")
      .judged_if<checks_updates>("with update=blind no write comes too late");
  m.bars<bars>();
  m.assumptions<assumptions>();

  m.claim("");
  m.claim("lease=10 renew=8 retry=2");
  m.claim("lease=9 renew=8 retry=2 cuts=0");
  m.claim("lease=9 renew=8 retry=2", {{exclusion_in_belief.name, 19}});
  m.claim("lease=270 renew=240 retry=60", {{exclusion_in_belief.name, 19}});
  m.claim("lease=6 renew=2 retry=1 drift=1/3");
  m.claim("lease=5 renew=2 retry=1 drift=1/3", {{exclusion_in_belief.name, 13}});
  m.claim("drift=unbounded cuts=0", {{exclusion_in_belief.name, 4}});
  m.claim("drift=200ppm");
  m.claim("lease=12s renew=10s retry=2s drift=200ppm", {{exclusion_in_belief.name, 34}});
  m.claim("clients=3 lease=5 renew=3 retry=2 cuts=2");
  m.claim("clients=3 lease=4 renew=3 retry=2", {{exclusion_in_belief.name, 11}});
  m.claim("lease=5 renew=3 retry=2 update=blind cuts=0",
          {{exclusion_in_belief.name, 4}, {exclusion_at_service.name, 4}});
}

}  // namespace

LOCKSTEP_PROTOCOL("leader-election", "a record that candidates watch: client-go, for Kubernetes",
                  "Kubernetes client-go, tools/leaderelection", build)

}  // namespace lockstep
