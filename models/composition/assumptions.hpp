// What every verdict on a lock protocol rests on, in sentences, with the settings that drop it.
#pragma once

#include "models/composition/post.hpp"
#include "models/kit/faults/faults.hpp"

#include <string>
#include <vector>

namespace lockstep::composition {

inline std::string ticks(int count) {
  return std::to_string(count) + (count == 1 ? " tick" : " ticks");
}

inline Assumption at_most(int count, const std::string& none, const std::string& some,
                          const std::string& parameter) {
  return lockstep::at_most(count, none, some, parameter, faults_max);
}

// The same for what adds messages: no more than there is room for.
inline Assumption at_most_in_flight(const Environment& environment, int count,
                                    const std::string& none, const std::string& some,
                                    const std::string& parameter) {
  const bool room = in_flight(environment) < static_cast<int>(in_flight_max);
  return lockstep::at_most(count, none, some, parameter, room ? faults_max : count);
}

inline Assumption on_clients(const Environment& environment) {
  const int clients = environment.clients;
  const bool room = in_flight(environment) < static_cast<int>(in_flight_max);
  return {std::to_string(clients) + " clients, one job, one attempt by each",
          room && clients < clients_max ? "clients=" + std::to_string(clients + 1) : ""};
}

inline Assumption on_delay(const Bound& delay) {
  if (delay.unbounded()) return {"a message may take any time"};
  const std::string when =
      delay.ticks() == 0 ? "before time passes" : "within " + ticks(delay.ticks());
  return {"a message arrives " + when + ", unless its receiver is paused", "delay=unbounded"};
}

inline Assumption on_pause(const Bound& pause) {
  if (pause.unbounded()) return {"a pause may take any time"};
  return {"a pause is over " +
              (pause.ticks() == 0 ? "before time passes" : "within " + ticks(pause.ticks())),
          "pause=unbounded"};
}

inline Assumption on_work(Work work) {
  if (work == Work::any) return {"a client may take any time before it acts"};
  return {"a client that is not paused acts before time passes", "work=any"};
}

inline std::string link_in_words(Cut cut) {
  if (cut == Cut::both) return "the lock service and the store";
  if (cut == Cut::any) return "the lock service or the store";
  return cut == Cut::store ? "the store" : "the lock service";
}

inline Assumption on_cuts(const Environment& environment) {
  const std::string from = link_in_words(environment.cut);
  return at_most(environment.cuts, "no client is cut off from " + from,
                 "clients are cut off from " + from, "cuts");
}

// What a cut does; of no interest where there is none.
inline void add_on_cuts(const Environment& environment, std::vector<Assumption>& all) {
  if (environment.cuts == 0) return;
  if (environment.across_cut == AcrossCut::held)
    all.push_back({"what is sent across a cut arrives when it heals", "across-cut=dropped"});
  if (environment.cut_stops == CutStops::requests)
    all.push_back({"a cut stops requests, and replies get through", "cut-stops=all"});
  if (environment.cut_stops == CutStops::replies)
    all.push_back({"a cut stops replies, and requests get through", "cut-stops=all"});
}

inline void add_on_order(const Environment& environment, std::vector<Assumption>& all) {
  if (environment.channels == Channels::bag) return all.push_back({"messages overtake each other"});
  all.push_back({"messages between two parties arrive in the order of sending",
                 environment.reorders == 0 ? "channels=bag" : "channels=bag reorders=0"});
  all.push_back(at_most(environment.reorders, "no message overtakes another",
                        "messages overtake others", "reorders"));
}

inline void add_on_restarts(const Environment& environment, std::vector<Assumption>& all) {
  if (environment.restarts == 0) return;
  if (environment.memory == Memory::amnesia)
    all.push_back({"a client that restarts has forgotten everything", "memory=stable"});
  if (!environment.restart_delay.unbounded())
    all.push_back({environment.restart_delay.ticks() == 0
                       ? "a restart takes no time"
                       : "a restart takes " + ticks(environment.restart_delay.ticks()),
                   "restart-delay=unbounded"});
}

inline void add_on_requests(const Environment& environment, std::vector<Assumption>& all) {
  all.push_back(at_most_in_flight(environment, environment.timeouts,
                                  "no client stops waiting for an answer",
                                  "clients stop waiting for an answer", "timeouts"));
  if (environment.request_ids)
    all.push_back({"a client tells answers to its earlier requests apart", "request-ids=false"});
  if (environment.acquire == Acquire::idempotent)
    all.push_back({"the lock service recognises an acquire that it has granted", "acquire=plain"});
  if (environment.store == StoreKind::idempotent && environment.key == IdempotencyKey::job)
    all.push_back({"all requests to bill the job have one idempotency key", "key=request"});
}

inline void add_on_server_pauses(const Environment& environment, std::vector<Assumption>& all) {
  Assumption of_service = at_most(environment.service_pauses, "the lock service is not paused",
                                  "the lock service is paused", "service-pauses");
  if (has_two_primaries(environment)) of_service.without.clear();
  all.push_back(of_service);
  all.push_back(at_most(environment.store_pauses, "the store is not paused", "the store is paused",
                        "store-pauses"));
}

inline std::vector<Assumption> assumptions(const Environment& environment) {
  std::vector<Assumption> all = {
      on_clients(environment),
      at_most(environment.pauses, "no client is paused", "clients are paused", "pauses"),
      at_most(environment.crashes, "no client crashes", "clients crash", "crashes"),
      at_most_in_flight(environment, environment.restarts, "no client restarts", "clients restart",
                        "restarts"),
      on_pause(environment.pause),
      on_work(environment.work),
      on_delay(environment.delay),
      at_most(environment.losses, "no message is lost", "messages are lost", "losses"),
      at_most_in_flight(environment, environment.duplicates, "no message comes twice",
                        "messages come twice", "duplicates"),
      on_cuts(environment)};
  add_on_cuts(environment, all);
  add_on_order(environment, all);
  add_on_restarts(environment, all);
  add_on_requests(environment, all);
  add_on_server_pauses(environment, all);
  all.push_back({"the store does not fail"});
  return all;
}

template <class Lock>
std::vector<Assumption> assumptions_of(const typename Lock::Params& params) {
  return assumptions(params);
}

}  // namespace lockstep::composition
