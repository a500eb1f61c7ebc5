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
      row<&E::clients>("how many clients want the lock", 1, clients_max),
      row<&E::pauses>("maximum client pauses per run", 0, faults_max),
      row<&E::crashes>("maximum client crashes per run", 0, faults_max),
      row<&E::restarts>("how often per run a client may restart and begin again", 0, faults_max),
      row<&E::losses>("maximum lost messages", 0, faults_max),
      row<&E::duplicates>("maximum duplicated messages", 0, faults_max),
      row<&E::cuts>("how often per run a client may be cut off (from what `cut` says)", 0,
                    faults_max),
      row<&E::delay>("maximum message delay", 0, lateness_max),
      only_with("pauses>0 or service-pauses>0 or store-pauses>0",
                row<&E::pause>("how long a pause may take", 0, lateness_max)),
      row<&E::work>("when a client that is not paused acts"),
  };
}

namespace {

std::vector<kit::ParameterRow> service_parameters() {
  using E = Environment;
  return {
      rare<&E::failovers>("how often the standby takes over from the lock service", 0, faults_max),
      only_with("failovers>0",
                rare<&E::replication>("when the standby learns what the primary did")),
      only_with("failovers>0", rare<&E::old_primary>("what becomes of the old primary")),
      rare<&E::service_restarts>("how often the lock service restarts", 0, faults_max),
      only_with("service-restarts>0",
                rare<&E::fsync>("when the lock service's work reaches its disk")),
      only_with("service-restarts>0",
                rare<&E::service_restart_delay>(
                    "how long the lock service stays down when it restarts", 0, lateness_max)),
      only_with(
          "failovers>0 or service-restarts>0",
          rare<&E::epochs>("whether tokens are newer, after such a failure, than all before")),
      rare<&E::force_unlocks>("how often an operator may free the lock", 0, faults_max),
  };
}

}  // namespace

std::vector<kit::ParameterRow> rare_parameters() {
  using E = Environment;
  std::vector<kit::ParameterRow> all = service_parameters();
  for (kit::ParameterRow& one : std::vector<kit::ParameterRow>{
           rare<&E::job>("how long the work takes before each write", 0, lateness_max),
           rare<&E::channels>("whether messages between two parties keep their order"),
           rare<&E::reorders>("how many messages may overtake earlier ones, with channels=fifo", 0,
                              faults_max),
           only_with("cuts>0", rare<&E::cut>("from what a cut (`cuts`) cuts a client off")),
           only_with("cuts>0", rare<&E::cut_stops>("what does not get through a cut")),
           only_with("cuts>0",
                     rare<&E::across_cut>("what becomes of messages that are sent across a cut")),
           rare<&E::timeouts>("how often per run a client may stop waiting for an answer", 0,
                              faults_max),
           only_with(
               "timeouts>0 or retries=unbounded",
               rare<&E::retry>("whether it then sends the same request, asks anew, gives up or "
                               "works without the lock")),
           rare<&E::retries>("whether `timeouts` counts it when a client stops waiting in vain"),
           rare<&E::request_ids>("whether a client tells answers to its earlier requests apart"),
           rare<&E::acquire>("whether the lock service recognises an acquire that it has granted"),
           only_with("restarts>0",
                     rare<&E::memory>("whether a client that restarts has its grant on a disk")),
           only_with("restarts>0",
                     rare<&E::restart_delay>("how long a restart takes", 0, lateness_max)),
           rare<&E::service_pauses>("how often the lock service may be paused", 0, faults_max),
           rare<&E::store_pauses>("how often the store may be paused", 0, faults_max)})
    all.push_back(std::move(one));
  return all;
}

std::vector<kit::ParameterRow> clock_parameters(const LockPart& lock) {
  using E = Environment;
  const std::vector<kit::ParameterRow> steps = {
      row<&E::clock_steps>("how often, in all, a wall clock is set", 0, clock_steps_max),
      only_with("clock-steps>0",
                row<&E::step>("by how much it is set forward or back", 0, step_max))};
  std::vector<kit::ParameterRow> all;
  if (lock.have_clocks)
    all.push_back(row<&E::skew>("by how much wall clocks disagree at the start", 0, skew_max));
  if (lock.have_clocks || counts_by_wall_clock(lock))
    all.insert(all.end(), steps.begin(), steps.end());
  if (lock.have_clocks) all.push_back(rare<&E::start>("when clients ask for the lock"));
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
  return {row<&E::agent_pauses>("maximum pauses of agents per run", 0, faults_max),
          row<&E::agent_crashes>("maximum crashes of agents per run", 0, faults_max)};
}

std::vector<kit::ParameterRow> choices_of(const LockPart& lock) {
  std::vector<kit::ParameterRow> all;
  if (lock.refuses)
    all.push_back(only_with(lock.refuses_with,
                            rare<&Environment::when_refused>(
                                "what a client does that the lock service refuses the lock")));
  if (lock.confirms_release)
    all.push_back(
        rare<&Environment::release_answer>("what a client makes of the answer to its release"));
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
          "a store that tells every request apart (`key=request`) does not go with clients that "
          "make requests without end: it would have to remember all of them");
  require(!s.request_ids || s.environment.timeouts + s.environment.restarts <= request_id_max - 2,
          "where clients make requests without end and tell them apart, `timeouts` and `restarts` "
          "are " +
              std::to_string(request_id_max - 2) + " at most in all");
}

void require_together(const Environment& e) {
  require(has_one_service_to_restart(e),
          "`service-restarts` and `old-primary=lives-on` do not go together: there would be two "
          "services to restart");
  require(two_primaries_are_possible(e),
          "`old-primary=lives-on` goes with at most one failover and `replication=asynchronous`: "
          "where replication is synchronous an old primary can answer nothing, and may as well be "
          "dead");
  require(requests_are_kept(e),
          "`request-ids` and `acquire=idempotent` do not go with a lock service that may fall back "
          "on an older copy: which requests it has heard is not copied");
  require(has_an_order_to_break(e),
          "`reorders` needs channels=fifo: in a bag every message may overtake every other anyway");
  require(has_one_service_to_pause(e),
          "`service-pauses` and `old-primary=lives-on` do not go together: there is one service to "
          "pause");
  require(kit::steps_have_a_size(e),
          "`clock-steps` needs `step`: by how much a clock is set, as clock-steps=1 step=2");
  require(fits_in_flight(e), "`clients`, `duplicates`, `timeouts` and `restarts` are " +
                                 std::to_string(in_flight_max) +
                                 " at most in all: there is room for so many messages");
}

}  // namespace lockstep::composition
