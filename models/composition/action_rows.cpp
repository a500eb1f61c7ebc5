#include "models/composition/action_rows.hpp"

#include "models/composition/assumptions.hpp"
#include "models/composition/runners.hpp"
#include "models/composition/steps/steps.hpp"
#include "models/composition/words.hpp"

namespace lockstep::composition {
namespace {

// Puts together the actions of one table, in the order in which they are declared.
//
// Fair is what goes on by itself: processes that are neither paused nor crashed, the network, the
// ends of pauses and cuts. To stop is a crash, which is counted. Nobody has to want the lock, and
// no operator has to act.
class Actions {
 public:
  explicit Actions(const Setup& s) : s_(s), e_(s.environment) {}

  std::vector<kit::ActionRow> all() {
    clients();
    processes();
    network(s_.travels != Travels::nothing, "lock service",
            {&calls<call_is_lost>, &calls<call_is_duplicated>, &calls<call_overtakes>});
    network(true, "store",
            {&queries<query_is_lost>, &queries<query_is_duplicated>, &queries<query_overtakes>});
    links();
    servers();
    service_faults();
    clocks();
    parts_own();
    return std::move(rows_);
  }

 private:
  using Row = kit::ActionRow;

  // A row that the methods below fill in further.
  class Words {
   public:
    explicit Words(Row& row) : row_(row) {}
    Words& says(std::string pattern) {
      row_.pattern = [pattern = std::move(pattern)](const void*) { return pattern; };
      return *this;
    }
    Words& fault(std::string noun) {
      row_.about.fault = true;
      row_.about.noun = std::move(noun);
      return *this;
    }
    Words& lane(std::string name) {
      row_.lane = std::move(name);
      return *this;
    }
    Words& shows(std::string witness) {
      row_.about.shows = std::move(witness);
      return *this;
    }
    Words& fair(bool fair = true) {
      row_.fairness = fair ? Fairness::weak : Fairness::none;
      return *this;
    }
    Words& of_author() {
      row_.about.library = false;
      return *this;
    }
    Words& needed(bool needed) {
      row_.needed = needed;
      return *this;
    }

   private:
    Row& row_;
  };

  template <class Runner>
  static Row row_of(std::string name, std::vector<kit::Argument> arguments,
                    const void* context = nullptr) {
    Row row;
    row.about.name = std::move(name);
    row.about.library = true;
    row.arguments = std::move(arguments);
    row.run = &Runner::run;
    row.attempt = &Runner::attempt;
    row.context = context;
    return row;
  }
  Words add(Row row) {
    rows_.push_back(std::move(row));
    return Words(rows_.back());
  }

  template <class Tag>
  static kit::Argument one() {
    return kit::argument_of_identities(kit::key_of<Tag>());
  }
  static std::vector<kit::Argument> a_client() { return {one<ClientTag>()}; }
  std::vector<kit::Argument> a_message(const char* net) const {
    kit::Argument slot;
    slot.kind = kit::Argument::Kind::slot;
    for (const kit::Row& row : s_.layout.state.within)
      if (row.name == net) slot.bag = row;
    slot.offset = slot.bag.offset;
    return {slot};
  }

  template <auto step>
  static Row alone(const char* name) {
    return row_of<Alone<step>>(name, {});
  }
  template <auto step>
  static Row client(std::string name, const void* context = nullptr) {
    return row_of<ForEachClient<step>>(std::move(name), a_client(), context);
  }
  template <auto step>
  static Row server(const char* name) {
    return row_of<ForEachServer<step>>(name, {one<ServerTag>()});
  }
  template <auto step>
  static Row link(const char* name) {
    return row_of<ForEachClientAndServer<step, Takes::client>>(
        name, {one<ClientTag>(), one<ServerTag>()});
  }
  template <auto step>
  static Row calls(const Actions& of, std::string name) {
    return row_of<ForEachMessage<step, &Places::calls>>(std::move(name), of.a_message("calls"));
  }
  template <auto step>
  static Row queries(const Actions& of, std::string name) {
    return row_of<ForEachMessage<step, &Places::queries>>(std::move(name), of.a_message("queries"));
  }

  void clients() {
    add(client<asks_for_lock>("asks for the lock")).fair(s_.tries_again);
    add(s_.several() ? calls<server_receives>(*this, "receives")
                     : calls<service_receives<first_server>>(*this, "receives"))
        .says(receives(s_.several() ? "server" : service_lane, s_.travels != Travels::everything))
        .needed(s_.travels != Travels::nothing);
    add(calls<client_receives>(*this, "receives"))
        .says("client receives {0}")
        .needed(s_.travels < Travels::requests);
    for (std::size_t i = 0; i < s_.workload->deeds.size(); ++i) {
      const Deed& deed = s_.workload->deeds[i];
      if (deed.sent(s_.workload_params.get()))
        add(client<sends_request>(deed.name, &s_.numbers[i])).fair().shows(witness_of_acquiring);
    }
    add(client<releases>("releases the lock"))
        .fair()
        .says(s_.workload->ends_with_job ? "{0} has done its job" : "{0} releases the lock");
    store<WhichStore::first>(store_lane, "");
    if (s_.two_stores) store<WhichStore::second>(s_.workload->second.lane, " at the second store");
    add(queries<client_hears_store>(*this, "hears")).says("client receives {0}");
  }

  template <WhichStore which>
  void store(const std::string& lane, const std::string& suffix) {
    const std::string says = receives(lane, s_.store->answers_in_same_step);
    add(queries<store_serves<which>>(*this, "serves" + suffix)).says(says);
    add(queries<store_refuses<which>>(*this, "refuses" + suffix))
        .says(says)
        .shows(witness_of_refusing)
        .needed(s_.store->admits != nullptr);
  }

  // It answers where its answer comes in the same step.
  static std::string receives(const std::string& server, bool answers) {
    return server + (answers ? " answers {0}" : " receives {0}");
  }

  void processes() {
    add(client<is_paused>("is paused (garbage collection)")).fault("pause").needed(e_.pauses > 0);
    add(client<resumes>("resumes")).fair().says("the pause of {0} ends").needed(e_.pauses > 0);
    add(client<crashes>("crashes")).fault("crash").needed(e_.crashes > 0);
    add(client<restarts>("restarts and begins again"))
        .says(e_.memory == Memory::stable ? "{0} restarts with what is on its disk"
                                          : "{0} restarts with nothing")
        .fault("restart")
        .needed(e_.restarts > 0);
    add(client<is_up_again>("is up again")).fair().needed(e_.restarts > 0);
    add(client<saves>("writes its grant to its disk")).fair().needed(e_.memory == Memory::stable);
    if (s_.lock->has_agents()) agents();
  }

  void agents() {
    add(client<agent_is_paused>("agent is paused"))
        .says("the agent of {0} is paused")
        .fault("agent pause")
        .needed(e_.agent_pauses > 0);
    add(client<agent_resumes>("agent resumes"))
        .fair()
        .says("the pause of the agent of {0} ends")
        .needed(e_.agent_pauses > 0);
    add(client<agent_crashes>("agent crashes"))
        .says("the agent of {0} crashes")
        .fault("agent crash")
        .needed(e_.agent_crashes > 0);
  }

  using MakeRow = Row (*)(const Actions&, std::string name);
  struct Three {
    MakeRow lost, duplicated, overtakes;
  };
  void network(bool any, const std::string& where, const Three& steps) {
    const auto at = [&](const char* name) { return std::string(name) + " (" + where + ')'; };
    add(steps.lost(*this, at("message is lost")))
        .says("the network loses {0}")
        .fault("lost message")
        .needed(any && e_.losses > 0);
    add(steps.duplicated(*this, at("message is duplicated")))
        .says("the network duplicates {0}")
        .fault("duplicated message")
        .needed(any && e_.duplicates > 0);
    add(steps.overtakes(*this, at("message overtakes")))
        .says("{0} overtakes what was sent before it")
        .fault("reordered message")
        .needed(any && e_.reorders > 0);
  }

  void links() {
    const std::string link =
        link_in_words(e_.cut == Cut::any ? Cut::service : e_.cut, s_.several());
    const std::string store = link_in_words(Cut::store, s_.several());
    const bool any = e_.cuts > 0 && e_.cut == Cut::any;
    const bool from_server = s_.several() && e_.cut != Cut::store;
    add(client<&composition::is_cut_off>("is cut off"))
        .says("{0} is cut off from " + link)
        .fault("partition")
        .needed(e_.cuts > 0 && !from_server);
    add(client<is_connected>("is connected again"))
        .fair()
        .says("{0} reaches " + link + " again")
        .needed(e_.cuts > 0 && !from_server);
    if (s_.several()) links_of_servers(e_.cuts > 0 && from_server);
    add(client<is_cut_off_from_store>("is cut off from the store"))
        .says("{0} is cut off from " + store)
        .fault("store partition")
        .needed(any);
    add(client<reaches_store_again>("reaches the store again"))
        .fair()
        .says("{0} reaches " + store + " again")
        .needed(any);
    const std::string stops = e_.retry == Retry::never ? "{0} gives up waiting" : "{0} times out";
    if (s_.lock->refuses)
      add(client<tries_again>("asks for the lock again"))
          .fair()
          .needed(s_.refuses && !s_.tries_again && e_.when_refused == WhenRefused::tries_again);
    add(client<times_out<true>>("stops waiting in vain"))
        .fair()
        .says(stops)
        .needed(may_stop_waiting(e_));
    add(client<times_out<false>>("stops waiting too early"))
        .says(stops)
        .fault("timeout")
        .needed(e_.timeouts > 0);
  }

  void links_of_servers(bool needed) {
    add(link<is_cut_off_from_server>("is cut off from a server"))
        .says("{0} is cut off from {1}")
        .fault("partition")
        .needed(needed);
    const char* again = "{0} reaches {1} again";
    add(link<reaches_server_again>("reaches a server again")).fair().says(again).needed(needed);
  }

  void servers() {
    const auto pauses = [&](Row paused, Row resumed, const std::string& lane, bool needed) {
      add(std::move(paused))
          .lane(lane)
          .says("the " + lane + " is paused")
          .fault(lane == store_lane ? "store pause" : "service pause")
          .needed(needed);
      add(std::move(resumed))
          .fair()
          .lane(lane)
          .says("the pause of the " + lane + " ends")
          .needed(needed);
    };
    if (!s_.several())
      pauses(alone<service_is_paused>("lock service is paused"),
             alone<service_resumes>("lock service resumes"), service_lane, e_.service_pauses > 0);
    pauses(alone<store_is_paused>("store is paused"), alone<store_resumes>("store resumes"),
           store_lane, e_.store_pauses > 0);
  }

  void faults_of_servers() {
    const bool pause = e_.service_pauses > 0;
    add(server<server_is_paused>("server is paused"))
        .says("{0} is paused")
        .fault("service pause")
        .needed(pause);
    add(server<server_resumes>("server resumes"))
        .fair()
        .says("the pause of {0} ends")
        .needed(pause);
    add(server<server_restarts>("restarts"))
        .fault("service restart")
        .needed(e_.service_restarts > 0);
    add(server<server_syncs>("syncs to its disk"))
        .fair()
        .needed(e_.service_restarts > 0 && e_.fsync == Fsync::later);
  }

  // Of what the lock does not have there are no actions.
  void service_faults() {
    if (s_.several()) return faults_of_servers();
    if (s_.lock->can_fall_back()) failovers();
    add(alone<restarts_service>("restarts"))
        .lane(service_lane)
        .fault("service restart")
        .needed(e_.service_restarts > 0);
    add(alone<is_back>("is back")).fair().lane(service_lane).needed(e_.service_restarts > 0);
    if (s_.lock->can_fall_back())
      add(alone<syncs>("syncs to its disk"))
          .fair()
          .lane(service_lane)
          .needed(e_.service_restarts > 0 && e_.fsync == Fsync::later);
    if (s_.lock->frees != nullptr) operators();
  }

  void failovers() {
    const bool two = has_two_primaries(e_);
    add(calls<service_receives<second_server>>(*this, "receives at the standby"))
        .says(receives(standby_lane, s_.travels != Travels::everything))
        .needed(two && s_.travels != Travels::nothing);
    add(alone<fails_over>("fails over to the standby"))
        .lane(service_lane)
        .fault("failover")
        .needed(e_.failovers > 0);
    add(alone<replicates>("replicates to the standby"))
        .fair()
        .lane(service_lane)
        .needed(may_lose_by_failover(e_));
    add(client<finds_new_primary>("finds the new primary")).fair().needed(two);
  }

  void operators() {
    add(alone<frees_lock_of_one_gone>("operator frees the lock of one that is gone"))
        .lane(service_lane)
        .says("an operator frees the lock: its holder crashed or finished")
        .needed(e_.force_unlocks > 0);
    add(alone<frees_lock_in_use>("operator frees the lock by mistake"))
        .lane(service_lane)
        .says("an operator frees the lock by mistake")
        .fault("mistaken force-unlock")
        .needed(e_.force_unlocks > 0 && e_.force_unlock == ForceUnlock::any);
  }

  void clocks() {
    if (s_.lock->watches_clock()) {
      add(client<looks_at_clock>("looks at its clock: in time")).fair().needed(s_.checks_apart);
      if (s_.lock->may_give_up != nullptr)
        add(client<gives_up>("looks at its clock: too late, and gives up")).fair();
    }
    if (s_.lock->have_clocks) wall_clocks();
    if (s_.servers_have_clocks()) clocks_of_servers();
    Row tick = alone<time_passes>("time passes");
    tick.lets_time_pass = true;
    add(std::move(tick)).lane("time").says("time passes");
  }

  void clocks_of_servers() {
    const auto set = [&](Row row, const std::string& way) {
      add(std::move(row))
          .says("{0} has its clock set " + way)
          .fault("clock step")
          .needed(e_.clock_steps > 0);
    };
    set(server<server_clock_is_set<1>>("server has its clock set forward"), "forward");
    set(server<server_clock_is_set<-1>>("server has its clock set back"), "back");
  }

  void wall_clocks() {
    const bool set = e_.clock_steps > 0;
    add(client<clock_is_set<1>>("has its clock set forward"))
        .fault("clock step")
        .needed(set && s_.clocks.clients);
    add(client<clock_is_set<-1>>("has its clock set back"))
        .fault("clock step")
        .needed(set && s_.clocks.clients);
    add(alone<service_clock_is_set<1>>("has its clock set forward (lock service)"))
        .lane(service_lane)
        .says("the lock service has its clock set forward")
        .fault("clock step")
        .needed(set && s_.clocks.service);
    add(alone<service_clock_is_set<-1>>("has its clock set back (lock service)"))
        .lane(service_lane)
        .says("the lock service has its clock set back")
        .fault("clock step")
        .needed(set && s_.clocks.service);
  }

  // What the author of the lock declared.
  void parts_own() {
    for (std::size_t i = 0; i < s_.lock->client_steps.size(); ++i) {
      const ClientStep& step = s_.lock->client_steps[i];
      Words words = add(client<library_acts>(step.name, &s_.numbers[i]));
      words.of_author().fair().shows(step.shows);
      words.needed(step.needed == nullptr || step.needed(s_.lock_params.get()));
      if (!step.pattern.empty()) words.says(step.pattern);
    }
    if (s_.several()) return steps_of_servers();
    service_steps<first_server>("");
    if (s_.lock->can_fall_back()) service_steps<second_server>(" at the standby");
  }

  // {0} is the server, which takes the step, and {1} the client.
  void steps_of_servers() {
    for (std::size_t i = 0; i < s_.lock->service_steps.size(); ++i) {
      const ServiceStep& step = s_.lock->service_steps[i];
      Words words = add(row_of<ForEachClientAndServer<server_acts, Takes::server>>(
          step.name, {one<ServerTag>(), one<ClientTag>()}, &s_.numbers[i]));
      words.of_author().fair().shows(step.shows);
      if (!step.pattern.empty())
        words.says(with(with(step.pattern, "{0}", "{1}"), "{service}", "{0}"));
    }
  }

  template <int which>
  void service_steps(const std::string& suffix) {
    const std::string lane = lane_of(which);
    for (std::size_t i = 0; i < s_.lock->service_steps.size(); ++i) {
      const ServiceStep& step = s_.lock->service_steps[i];
      Words words = add(client<service_acts<which>>(step.name + suffix, &s_.numbers[i]));
      words.fair().lane(lane).needed(which == first_server || has_two_primaries(e_));
      if (which == first_server) words.of_author().shows(step.shows);
      if (!step.pattern.empty()) words.says(with(step.pattern, "{service}", lane));
    }
  }

  // The pattern with each such hole filled.
  static std::string with(std::string pattern, std::string_view hole, const std::string& filling) {
    for (std::size_t at = 0; (at = pattern.find(hole, at)) != std::string::npos;
         at += filling.size())
      pattern.replace(at, hole.size(), filling);
    return pattern;
  }

  const Setup& s_;
  const Environment& e_;
  std::vector<Row> rows_;
};

}  // namespace

std::vector<kit::ActionRow> action_rows(const Setup& setup) { return Actions(setup).all(); }

}  // namespace lockstep::composition
