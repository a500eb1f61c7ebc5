#include "models/composition/assumptions.hpp"

#include "models/composition/effects.hpp"
#include "models/composition/words.hpp"
#include "models/kit/faults/network.hpp"

#include <string>

namespace lockstep::composition {
namespace {

Assumption at_most(int count, const std::string& none, const std::string& some,
                   const std::string& parameter) {
  return lockstep::at_most(count, none, some, parameter, faults_max);
}

// The same for what adds messages: no more than there is room for.
Assumption at_most_in_flight(const Environment& environment, int count, const std::string& none,
                             const std::string& some, const std::string& parameter) {
  const bool room = in_flight(environment) < static_cast<int>(in_flight_max);
  return lockstep::at_most(count, none, some, parameter, room ? faults_max : count);
}

const char* attempts_at(const Setup& setup) {
  if (may_come_again(setup)) return ", and clients come again when they are done";
  const bool tries = setup.refuses ? setup.environment.when_refused == WhenRefused::tries_again
                                   : setup.tries_again;
  return tries ? ", each tries until it has the lock" : ", one attempt each";
}

Assumption on_clients(const Setup& setup) {
  const Environment& environment = setup.environment;
  const int clients = environment.clients;
  const bool room = in_flight(environment) < static_cast<int>(in_flight_max);
  return {std::to_string(clients) + " clients, one job" + attempts_at(setup),
          room && clients < clients_max ? "clients=" + std::to_string(clients + 1) : ""};
}

Assumption on_pause(const Bound& pause) {
  if (pause.unbounded()) return {"pause length is not bounded"};
  return {"a pause ends " +
              (pause.ticks() == 0 ? "before time advances" : "within " + in_words(pause.span())),
          "pause=unbounded"};
}

Assumption on_work(Work work) {
  if (work == Work::any) return {"how long a client waits before it acts is not bounded"};
  return {"a client that is not paused acts before time advances", "work=any"};
}

void add_on_messages(const Environment& environment, std::vector<Assumption>& all) {
  all.push_back(kit::on_delay(environment.delay, ", unless the receiver is paused"));
  all.push_back(at_most(environment.losses, "no message is lost", "messages are lost", "losses"));
  all.push_back(at_most_in_flight(environment, environment.duplicates, "no message is duplicated",
                                  "messages are duplicated", "duplicates"));
}

Assumption on_cuts(const Environment& environment, bool several) {
  const std::string from = link_in_words(environment.cut, several);
  return at_most(environment.cuts, "no client is cut off from " + from,
                 "clients are cut off from " + from, "cuts");
}

// What a cut does; of no interest where there is none.
void add_on_cuts(const Environment& environment, std::vector<Assumption>& all) {
  if (environment.cuts == 0) return;
  if (environment.across_cut == AcrossCut::held)
    all.push_back({"what is sent across a cut is delivered when it heals", "across-cut=dropped"});
  if (environment.cut_stops == CutStops::requests)
    all.push_back({"a cut stops requests, and replies get through", "cut-stops=all"});
  if (environment.cut_stops == CutStops::replies)
    all.push_back({"a cut stops replies, and requests get through", "cut-stops=all"});
}

void add_on_restarts(const Environment& environment, std::vector<Assumption>& all) {
  if (environment.restarts == 0) return;
  if (environment.memory == Memory::amnesia)
    all.push_back({"a client that restarts has forgotten everything", "memory=stable"});
  if (!environment.restart_delay.unbounded())
    all.push_back({environment.restart_delay.ticks() == 0
                       ? "a restart takes no time"
                       : "a restart takes " + in_words(environment.restart_delay.span()),
                   "restart-delay=unbounded"});
}

void add_on_requests(const Setup& setup, std::vector<Assumption>& all) {
  const Environment& environment = setup.environment;
  const bool unbounded = environment.retries == Retries::unbounded;
  const std::string early = std::string(setup.travels == Travels::nothing ? " at the store" : "") +
                            (unbounded ? " too early" : "");
  all.push_back(at_most_in_flight(environment, environment.timeouts,
                                  "clients never time out" + early, "clients time out" + early,
                                  "timeouts"));
  if (unbounded)
    all.push_back({"a client for which no answer can arrive times out, as often as needed"});
  if (environment.request_ids)
    all.push_back({"a client ignores answers to its earlier requests", "request-ids=false"});
  if (environment.acquire == Acquire::idempotent)
    all.push_back({"the lock service recognises an acquire that it has granted", "acquire=plain"});
}

Assumption on_service_pauses(const Environment& environment, bool several) {
  Assumption of_service =
      at_most(environment.service_pauses,
              several ? "no server is paused" : "the lock service is not paused",
              several ? "servers are paused" : "the lock service is paused", "service-pauses");
  if (has_two_primaries(environment)) of_service.without.clear();
  return of_service;
}

void add_on_store(const Environment& environment, std::vector<Assumption>& all) {
  all.push_back(at_most(environment.store_pauses, "the store is not paused", "the store is paused",
                        "store-pauses"));
  all.push_back({"the store does not fail"});
}

}  // namespace

namespace {

void add_on_clocks(const Setup& setup, std::vector<Assumption>& all) {
  const bool read = setup.clocks.clients || setup.clocks.service;
  if (!read && !setup.servers_have_clocks()) return;
  for (const Assumption& one : kit::on_clock_steps(setup.environment)) all.push_back(one);
  if (!read) return;
  if (clocks_may_differ(setup)) all.push_back(kit::on_skew(setup.environment));
  if (setup.environment.start == Start::scheduled)
    all.push_back({"each client asks for the lock once, when its own clock shows the same time"});
}

}  // namespace

std::vector<Assumption> assumptions_of(const Setup& setup) {
  const Environment& environment = setup.environment;
  std::vector<Assumption> all = {
      on_clients(setup),
      at_most(environment.pauses, "no client is paused", "clients are paused", "pauses"),
      at_most(environment.crashes, "no client crashes", "clients crash", "crashes"),
      at_most_in_flight(environment, environment.restarts, "no client restarts", "clients restart",
                        "restarts"),
      on_pause(environment.pause)};
  if (clients_may_be_late(setup)) all.push_back(on_work(environment.work));
  if (messages_travel(setup)) add_on_messages(environment, all);
  all.push_back(on_cuts(environment, setup.several()));
  if (setup.workload->ends_with_job)
    all.push_back({"the job is done within " + in_words(environment.job) + " of having the lock"});
  else if (environment.job > 0)
    all.push_back({"the work before each write takes " + in_words(environment.job)});
  if (messages_cross_cuts(setup)) add_on_cuts(environment, all);
  if (messages_travel(setup))
    for (Assumption& one : kit::on_order(environment.channels, &environment.reorders, faults_max))
      all.push_back(std::move(one));
  add_on_restarts(environment, all);
  if (messages_travel(setup)) add_on_requests(setup, all);
  all.push_back(on_service_pauses(environment, setup.several()));
  if (asks_store(setup)) add_on_store(environment, all);
  add_on_clocks(setup, all);
  return all;
}

std::vector<Assumption> assumptions_on_agents(const Environment& environment) {
  return {at_most(environment.agent_pauses, "no agent is paused apart from its client",
                  "agents are paused apart from their clients", "agent-pauses"),
          at_most(environment.agent_crashes, "no agent crashes", "agents crash", "agent-crashes")};
}

std::vector<Assumption> assumptions_on_calls(const Setup& setup) {
  if (setup.travels == Travels::nothing)
    return {
        {"a call to the lock service and the answer take no time, unless it cannot be reached; no "
         "call hangs"}};
  std::vector<Assumption> list;
  if (setup.travels != Travels::everything)
    list.push_back(
        {"the answer to a request comes in the step in which the lock service serves it"});
  if (setup.lock->calls_take_no_time)
    list.push_back({"some calls to the lock service take no time, unless it cannot be reached"});
  return list;
}

namespace {

// `settings`, when what they change goes together with the rest.
template <class Change>
std::string if_possible(Environment environment, const std::string& settings, Change&& change) {
  change(environment);
  const bool possible = has_one_service_to_restart(environment) && requests_are_kept(environment) &&
                        two_primaries_are_possible(environment) &&
                        has_one_service_to_pause(environment);
  return possible ? settings : "";
}

void on_failovers(const Environment& now, const LockPart& lock, std::vector<Assumption>& list) {
  Assumption bound = at_most(now.failovers, "the lock service does not fail over",
                             "the lock service fails over", "failovers");
  bound.without = if_possible(now, bound.without, [](Environment& more) { ++more.failovers; });
  if (!lock.can_fall_back()) bound.without.clear();
  list.push_back(bound);
  if (now.failovers == 0) return;
  if (now.replication == Replication::synchronous) {
    list.push_back({"the standby has everything that was answered",
                    if_possible(now, "replication=asynchronous", [](Environment& worse) {
                      worse.replication = Replication::asynchronous;
                    })});
    return;
  }
  list.push_back({"the standby may lag behind the primary"});
  if (now.old_primary == OldPrimary::lives_on)
    list.push_back({"the old primary serves the clients that have not found the new one"});
  else
    list.push_back({"an old primary is dead, and requests to it reach the new one",
                    if_possible(now, "old-primary=lives-on", [](Environment& worse) {
                      worse.old_primary = OldPrimary::lives_on;
                    })});
}

void on_restarts(const Environment& now, const LockPart& lock, std::vector<Assumption>& list) {
  const bool several = lock.has_several();
  const std::string service = several ? "a server" : "the lock service";
  Assumption bound = at_most(
      now.service_restarts, several ? "no server restarts" : "the lock service does not restart",
      several ? "servers restart" : "the lock service restarts", "service-restarts");
  const bool from_none =
      now.service_restarts == 0 && now.fsync == Fsync::always && lock.can_fall_back();
  if (from_none) bound.without += " fsync=later";
  bound.without = if_possible(now, bound.without, [&](Environment& more) {
    ++more.service_restarts;
    if (from_none) more.fsync = Fsync::later;
  });
  list.push_back(bound);
  if (now.service_restarts == 0) return;
  if (now.fsync == Fsync::always)
    list.push_back({"everything that " + service + " answered is on its disk",
                    lock.can_fall_back()
                        ? if_possible(now, "fsync=later",
                                      [](Environment& worse) { worse.fsync = Fsync::later; })
                        : ""});
  if (now.fsync == Fsync::later)
    list.push_back({"the disk may lack the newest writes of " + service, "fsync=never"});
  if (now.fsync == Fsync::later && now.failovers > 0)
    list.push_back({"a standby that takes over has its whole state on its disk", "fsync=never"});
  if (now.fsync == Fsync::never) list.push_back({service + " restarts with nothing"});
  if (const Span& delay = now.service_restart_delay; delay > 0)
    list.push_back({service + " stays down for " + in_words(delay) + " when it restarts",
                    "service-restart-delay=0"});
}

void on_tokens(const ServiceFaults& faults, const LockPart& lock, std::vector<Assumption>& list) {
  if (!may_forget(faults) || lock.token < 0) return;
  if (faults.epochs)
    list.push_back({"tokens of a new epoch are newer than all earlier ones", "epochs=false"});
  else
    list.push_back({"the source of tokens falls back with the lock service"});
}

}  // namespace

std::vector<Assumption> assumptions_on_service(const Environment& faults, const LockPart& lock) {
  std::vector<Assumption> list;
  if (!lock.has_several()) on_failovers(faults, lock, list);
  on_restarts(faults, lock, list);
  on_tokens(faults, lock, list);
  if (lock.has_several()) {
    list.push_back({"servers fail and are late each by itself, and no operator frees the lock"});
    return list;
  }
  list.push_back(at_most(faults.force_unlocks, "no operator frees the lock",
                         "operators free the lock", "force-unlocks"));
  if (lock.frees == nullptr) list.back().without.clear();
  if (faults.force_unlocks > 0 && faults.force_unlock == ForceUnlock::gone)
    list.push_back({"operators free the lock only of a client that has crashed or finished",
                    "force-unlock=any"});
  return list;
}

namespace {

const char* what_refused_clients_do(const Setup& s) {
  switch (s.environment.when_refused) {
    case WhenRefused::gives_up: return "gives up";
    case WhenRefused::tries_again:
      return s.tries_again ? "tries again" : "tries again when that may help";
    case WhenRefused::goes_on_without: return "works without it";
    case WhenRefused::swallows_error: return "works as if it had it";
  }
  return "";
}

Assumption on_refusals(const Setup& s) {
  const bool may_go_on = s.environment.when_refused == WhenRefused::gives_up ||
                         s.environment.when_refused == WhenRefused::tries_again;
  return {std::string("a client that is refused the lock ") + what_refused_clients_do(s),
          may_go_on && !s.settles_refusals ? "when-refused=goes-on-without" : ""};
}

}  // namespace

std::vector<Assumption> assumptions_on_choices(const Setup& s) {
  std::vector<Assumption> all;
  if (s.refuses) all.push_back(on_refusals(s));
  if (s.release_is_awaited)
    all.push_back({"a client waits for the answer to its release", "release-answer=ignored"});
  return all;
}

}  // namespace lockstep::composition
