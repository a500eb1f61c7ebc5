#include "models/composition/parameters.hpp"

#include "checker/errors/errors.hpp"
#include "models/composition/assumptions.hpp"
#include "models/composition/face.hpp"
#include "models/kit/layout/layout.hpp"

namespace lockstep::composition {

kit::ParameterRow described(kit::ParameterRow row, std::string sentence, long min, long max) {
  row.about.sentence = std::move(sentence);
  row.about.min = min;
  row.about.max = max;
  return row;
}

namespace {

template <auto member>
kit::ParameterRow row(std::string sentence, long min = 0, long max = 0) {
  return described(kit::parameter_of<member, Environment>(), std::move(sentence), min, max);
}

template <auto member>
kit::ParameterRow rare(std::string sentence, long min = 0, long max = 0) {
  kit::ParameterRow made = row<member>(std::move(sentence), min, max);
  made.about.rare = true;
  return made;
}

// It has an effect only where the condition is true (Parameter::only_with).
kit::ParameterRow only_with(std::string condition, kit::ParameterRow made) {
  made.about.only_with = std::move(condition);
  return made;
}

}  // namespace

std::vector<kit::ParameterRow> usual_parameters() {
  using E = Environment;
  return {
      row<&E::clients>("number of clients that want the lock", 1, clients_max),
      row<&E::pauses>("maximum client pauses per run", 0, faults_max),
      row<&E::crashes>("maximum client crashes per run", 0, faults_max),
      row<&E::restarts>("maximum client restarts per run", 0, faults_max),
      row<&E::losses>("maximum lost messages per run", 0, faults_max),
      row<&E::duplicates>("maximum duplicated messages per run", 0, faults_max),
      row<&E::cuts>("maximum partitions of a client per run, from what `cut` names", 0, faults_max),
      row<&E::delay>("maximum message delay", 0, lateness_max),
      only_with("pauses>0 or service-pauses>0 or store-pauses>0",
                row<&E::pause>("maximum length of a pause", 0, lateness_max)),
      row<&E::work>("when a client that is not paused takes its next step: prompt (before time "
                    "advances), any (at any time)"),
  };
}

namespace {

std::vector<kit::ParameterRow> service_parameters() {
  using E = Environment;
  return {
      rare<&E::failovers>("maximum failovers of the lock service to its standby per run", 0,
                          faults_max),
      only_with(
          "failovers>0",
          rare<&E::replication>("when the standby learns what the primary did: asynchronous (at "
                                "some time, or never), synchronous (before the primary answers)")),
      only_with("failovers>0",
                rare<&E::old_primary>("fate of the old primary: dies, lives-on (and serves clients "
                                      "that have not found the new one)")),
      rare<&E::service_restarts>("maximum restarts of the lock service per run", 0, faults_max),
      only_with("service-restarts>0",
                rare<&E::fsync>("when the lock service's work reaches its disk: always (before it "
                                "answers), later (in a separate step, or never), never")),
      only_with("service-restarts>0",
                rare<&E::service_restart_delay>(
                    "time that the lock service is down when it restarts", 0, lateness_max)),
      only_with(
          "failovers>0 or service-restarts>0",
          rare<&E::epochs>(
              "whether tokens issued after a failover or restart are newer than all before it")),
      rare<&E::force_unlocks>("maximum times per run that an operator frees the lock", 0,
                              faults_max),
      only_with("force-unlocks>0",
                rare<&E::force_unlock>("whose lock an operator may free: any (also that of a "
                                       "client that still works), gone (of a client that has "
                                       "crashed or finished)")),
  };
}

}  // namespace

std::vector<kit::ParameterRow> rare_parameters() {
  using E = Environment;
  std::vector<kit::ParameterRow> all = service_parameters();
  for (kit::ParameterRow& one : std::vector<kit::ParameterRow>{
           rare<&E::job>("time that the work takes before each write", 0, lateness_max),
           rare<&E::channels>("order of messages between two parties: bag (any), fifo (as sent)"),
           rare<&E::reorders>(
               "maximum messages per run that overtake earlier ones, only with channels=fifo", 0,
               faults_max),
           only_with("cuts>0", rare<&E::cut>("what a partition separates a client from: service, "
                                             "store, both, any (one of the two)")),
           only_with(
               "cuts>0",
               rare<&E::cut_stops>(
                   "what a partition stops: all, requests (from the client), replies (to it)")),
           only_with(
               "cuts>0",
               rare<&E::across_cut>(
                   "fate of messages sent across a partition: held (until it heals), dropped")),
           rare<&E::timeouts>("maximum times per run that a client stops waiting for an answer", 0,
                              faults_max),
           only_with(
               "timeouts>0 or retries=unbounded",
               rare<&E::retry>("what a client does when it stops waiting: same (sends the "
                               "same request again), fresh (sends a new request), "
                               "starts-over (the same, and reads again what it has read), never "
                               "(gives up), goes-on-without (works without the lock), "
                               "swallows-error (works as if it had been granted the lock)")),
           rare<&E::retries>("how often a client stops waiting when no answer can arrive: counted "
                             "(each time counts towards `timeouts`), unbounded"),
           only_with("retry=fresh or retry=starts-over or restarts>0",
                     rare<&E::request_ids>(
                         "whether a client recognises answers to its earlier requests")),
           only_with(
               "timeouts>0 or retries=unbounded or duplicates>0",
               rare<&E::acquire>("what the lock service does with an acquire that it has granted "
                                 "before: plain (treats it as new), idempotent (sends the same "
                                 "grant)")),
           only_with("restarts>0",
                     rare<&E::memory>("what a client remembers after a restart: amnesia (nothing), "
                                      "stable (the grant, if it had written it to its disk)")),
           only_with("restarts>0",
                     rare<&E::restart_delay>("time that a client restart takes", 0, lateness_max)),
           only_with("crashes>0",
                     rare<&E::free_within>("time in which the lock of a client that crashes has to "
                                           "be free; 0: not checked",
                                           0, lateness_max)),
           rare<&E::service_pauses>("maximum pauses of the lock service per run", 0, faults_max),
           rare<&E::store_pauses>("maximum pauses of the store per run", 0, faults_max)})
    all.push_back(std::move(one));
  return all;
}

std::vector<kit::ParameterRow> clock_parameters(const LockPart& lock) {
  using E = Environment;
  const std::vector<kit::ParameterRow> steps = {
      row<&E::clock_steps>("maximum times per run that a wall clock is set", 0, clock_steps_max),
      only_with("clock-steps>0",
                row<&E::step>("how far a wall clock is set, forward or back", 0, step_max))};
  std::vector<kit::ParameterRow> all;
  if (lock.have_clocks)
    all.push_back(
        row<&E::skew>("maximum difference between wall clocks at the start", 0, skew_max));
  if (lock.have_clocks || counts_by_wall_clock(lock))
    all.insert(all.end(), steps.begin(), steps.end());
  if (lock.have_clocks)
    all.push_back(
        rare<&E::start>("when clients ask for the lock: any (at any time), scheduled (once each, "
                        "when their own clocks show the same time)"));
  return all;
}

bool counts_by_wall_clock(const LockPart& lock) {
  const auto counts = [](const Kind& kind) {
    return kind.room > 0 && kit::contains(*kind.row, kit::Kind::wall_timer);
  };
  return lock.has_several() && (counts(lock.service) || counts(lock.for_client));
}

std::vector<kit::ParameterRow> agent_parameters() {
  using E = Environment;
  return {row<&E::agent_pauses>("maximum agent pauses per run", 0, faults_max),
          row<&E::agent_crashes>("maximum agent crashes per run", 0, faults_max)};
}

std::vector<kit::ParameterRow> choices_of(const LockPart& lock) {
  std::vector<kit::ParameterRow> all;
  if (lock.refuses)
    all.push_back(only_with(
        lock.refuses_with,
        rare<&Environment::when_refused>(
            "what a client does when the lock service refuses it the lock: gives-up, tries-again "
            "(until it has the lock), goes-on-without (works without the lock), swallows-error "
            "(works as if it had been granted the lock)")));
  if (lock.confirms_release)
    all.push_back(rare<&Environment::release_answer>(
        "what a client does about the answer to its release: ignored (does not wait), awaited "
        "(waits, and sends the release again when none comes)"));
  return all;
}

namespace {

void require(bool truth, const std::string& sentence) {
  if (!truth) throw Refused(sentence);
}

}  // namespace

void require_together(const Setup& s) {
  if (!s.requests_without_end) return;
  const bool store_tells_apart = s.store->tells_requests_apart != nullptr &&
                                 s.store->tells_requests_apart(s.store_params.get());
  require(!store_tells_apart,
          "`key=request` and `attempts=true` cannot be combined with clients that make requests "
          "without end: the store "
          "would have to remember all of them");
  require(!s.request_ids || s.environment.timeouts + s.environment.restarts <= request_id_max - 2,
          "where clients make requests without end and tell them apart, the sum of `timeouts` and "
          "`restarts` must be at most " +
              std::to_string(request_id_max - 2));
}

void require_together(const Environment& e) {
  require(has_one_service_to_restart(e),
          "`service-restarts` and `old-primary=lives-on` cannot be combined: there would be two "
          "services to restart");
  require(
      two_primaries_are_possible(e),
      "`old-primary=lives-on` requires at most one failover and `replication=asynchronous`: "
      "where replication is synchronous, an old primary can answer nothing, as if it were dead");
  require(requests_are_kept(e),
          "`request-ids` and `acquire=idempotent` cannot be combined with a lock service that may "
          "fall back on an older copy: the list of received requests is not copied");
  require(has_an_order_to_break(e),
          "`reorders` needs channels=fifo: in a bag every message may overtake every other anyway");
  require(has_one_service_to_pause(e),
          "`service-pauses` and `old-primary=lives-on` cannot be combined: only one service can be "
          "paused");
  require(kit::steps_have_a_size(e),
          "`clock-steps` needs `step`: by how much a clock is set, as clock-steps=1 step=2");
  require(fits_in_flight(e),
          "the sum of `clients`, `duplicates`, `timeouts` and `restarts` must be at most " +
              std::to_string(in_flight_max) + ": there is no room for more messages");
}

}  // namespace lockstep::composition
