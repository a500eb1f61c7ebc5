// A lock, as its author writes it.
//
//   struct Params    { Span ttl = 1; };
//   struct Service   { Maybe<Client> holder; TokenSource tokens; };   kept once
//   struct ForClient { bool waits; Timer term; };                     kept for each client
//   struct Session   { Token token; };                                kept by a client's library
//   struct Call      { Say say; Token token; };                       a message between the two
//
//   void build(Lock<Params, Service, ForClient, Session, Call>& m) {
//     m.parameter<&Params::ttl>("for how long the lock is granted", 1, 100);
//     m.talks<asks, hears, serves, gives_back>();
//     m.holders<granted, keeps>();
//     m.words<describe>();
//     m.service_step<expires>("lease expires").says("{0}'s lease expires").while_paused();
//     m.claim("delay=0", {{"billed at most once", 20}});
//   }
//   LOCKSTEP_LOCK("my-lease", "a lock that expires", "the paper", build)
//
// All functions are given as template arguments, and what the types do not fit does not compile.
// What only some locks have (a queue, a clock at the client, a service that can fall back) is said
// by a call; where it is missing, settings that need it are refused, and the reason is given.
// Clients, network, faults, clocks, the store and the work are the library's.
#pragma once

#include "models/composition/composed_entry.hpp"
#include "models/composition/face.hpp"
#include "models/composition/parameters.hpp"
#include "models/kit/kit.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lockstep {

// What service_step() returns.
class ServiceStepWords {
 public:
  explicit ServiceStepWords(composition::ServiceStep& step) : step_(step) {}

  // The sentence of the step. {0} is the client, {service} the lane of the service.
  ServiceStepWords& says(std::string pattern) {
    step_.pattern = std::move(pattern);
    return *this;
  }
  // Each such step shows what is declared with sometimes() under this name.
  ServiceStepWords& shows(std::string witness) {
    step_.shows = std::move(witness);
    return *this;
  }
  // It happens to a service that is paused as well, as the end of a lease does.
  ServiceStepWords& while_paused() {
    step_.while_paused = true;
    return *this;
  }

 private:
  composition::ServiceStep& step_;
};

// What sometimes() returns.
template <class Params>
class WitnessWords {
 public:
  explicit WitnessWords(composition::Witness& witness) : witness_(witness) {}

  // Under settings for which `bool truth(const Params&)` is false it cannot happen, for a reason
  // that is a sentence without a full stop.
  template <auto truth>
  void judged_if(std::string reason) {
    witness_.judged = [](const void* p) -> bool { return truth(*static_cast<const Params*>(p)); };
    witness_.not_judged = std::move(reason);
  }

 private:
  composition::Witness& witness_;
};

// What client_step() returns.
template <class Params>
class ClientStepWords {
 public:
  explicit ClientStepWords(composition::ClientStep& step) : step_(step) {}
  ClientStepWords& says(std::string pattern) {
    step_.pattern = std::move(pattern);
    return *this;
  }
  // bool f(const Params&): under settings for which it is false there is no such step.
  template <auto needed>
  ClientStepWords& needed_if() {
    step_.needed = asked<needed>();
    return *this;
  }
  // Each such step shows what is declared with sometimes() under this name, or "acquire".
  ClientStepWords& shows(std::string witness) {
    step_.shows = std::move(witness);
    return *this;
  }
  // bool f(const Params&): an agent beside the client takes it, also while the client is paused.
  template <auto beside>
  ClientStepWords& by_agent() {
    step_.beside = asked<beside>();
    return *this;
  }
  // The machine takes it, whatever runs on it: a watchdog does.
  ClientStepWords& by_machine() {
    step_.of_machine = true;
    return *this;
  }

 private:
  template <auto f>
  static auto asked() {
    return +[](const void* p) -> bool { return f(*static_cast<const Params*>(p)); };
  }

  composition::ClientStep& step_;
};

template <class P, class ServiceState, class ForClientState, class SessionState, class CallType>
class Lock : public composition::Face<P> {
 public:
  using Params = P;
  using Service = Kept<ServiceState, ForClientState>;
  using Session = SessionState;
  using Call = CallType;

  explicit Lock(composition::LockPart& part) : composition::Face<P>(part), part_(part) {
    static_assert(!kit::facts<ServiceState>.repeats_a_source(),
                  "a family of tokens has one source: number something else with "
                  "BasicTokenSource<struct Tickets>");
    static_assert(sizeof(Session) <= composition::session_max, "a session has up to 64 bytes");
    static_assert(sizeof(Call) <= composition::body_max, "a call has up to 48 bytes");
    part.service = composition::kind_of<ServiceState>();
    part.for_client = composition::kind_of<ForClientState>();
    part.session = composition::kind_of<Session>();
    part.call = composition::kind_of<Call>();
  }

  // void asks(const Params&, Session&, Out&)             the client wants the lock
  // Heard hears(const Params&, Session&, Stage, const Call&, Out&)    it gets a message; of a lock
  //                     with several services also with the Server that sent it after the Stage
  // void serves(const Params&, Kept<…>, Client, const Call&, Replies&)  the service gets one
  // void gives_back(const Params&, Session&, Out&)       the client is done
  template <auto asks, auto hears, auto serves, auto gives_back>
  void talks() {
    part_.asks = sender<asks>();
    part_.gives_back = sender<gives_back>();
    part_.hears = [](const void* p, std::byte* session, Stage stage, Server from,
                     const std::byte* call, Out& out) -> Heard {
      Session& me = kit::view<Session>(session);
      const Call& said = kit::view<Call>(call);
      if constexpr (std::is_invocable_v<decltype(hears), const P&, Session&, Stage, const Call&,
                                        Out&>)
        return hears(params(p), me, stage, said, out);
      else
        return hears(params(p), me, stage, from, said, out);
    };
    part_.hears_from_servers =
        std::is_invocable_v<decltype(hears), const P&, Session&, Stage, Server, const Call&, Out&>;
    part_.serves = [](const void* p, const composition::KeptBytes& service, Client from,
                      const std::byte* call, Replies& replies) {
      serves(params(p), Service(service), from, kit::view<Call>(call), replies);
    };
  }

  // The lock has several services, as many as this parameter says (up to 5), which know nothing of
  // each other. Each keeps a copy of what a service keeps, gets messages, takes steps and fails by
  // itself; a client has the lock, as far as they go, that a majority has granted.
  template <auto member>
  void services() {
    part_.servers = [](const void* p) -> int { return params(p).*member; };
  }

  // bool granted(Kept<…>, Client): its grant was not released, has not expired and was not freed.
  // bool keeps(Kept<…>, Client): it is the holder, as the service sees it.
  template <auto granted, auto keeps>
  void holders() {
    part_.granted = asked<granted>();
    part_.keeps = asked<keeps>();
  }

  // std::string describe(const Params&, const Call&): the text on the arrow. Else, or where
  // it is empty, its fields.
  template <auto describe>
  void words() {
    part_.words = [](const void* p, const std::byte* call) -> std::string {
      return describe(params(p), kit::view<Call>(call));
    };
  }

  // Where the session keeps the token that goes along to the store.
  template <Token Session::*member>
  void token() {
    part_.token = composition::offset_of<member>();
  }

  // void cancels(const Params&, Session&, Out&): the client gives up waiting, and says so.
  template <auto cancels>
  void cancels_with() {
    part_.cancels = sender<cancels>();
  }

  // bool queues(Kept<…>, Client): the service has its request, and has not granted it yet.
  template <auto queues>
  void queue() {
    part_.queues = asked<queues>();
  }

  // A step that the service takes by itself:
  // Step f(const Params&, Kept<…>, Client, Replies&), or without the Replies.
  template <auto step>
  ServiceStepWords service_step(std::string name) {
    part_.service_steps.push_back({std::move(name), "", "", false, true, service_step_of<step>()});
    return ServiceStepWords(part_.service_steps.back());
  }

  // What the author claims of the service, in every state: bool f(const Params&, Kept<…>), or
  // bool f(Kept<…>). The name is short, the sentence says what is true, without a full stop. Of two
  // primaries it is claimed of each.
  template <auto truth>
  void always(std::string name, std::string sentence) {
    part_.invariants.push_back({std::move(name), std::move(sentence), invariant<truth>()});
  }

  // A witness: something that some step of the service shows (ServiceStepWords::shows). Reports
  // name those that never happen. The sentence is one without a full stop: "a lease expires".
  WitnessWords<P> sometimes(std::string name, std::string sentence) {
    part_.witnesses.push_back({std::move(name), std::move(sentence), nullptr, ""});
    return WitnessWords<P>(part_.witnesses.back());
  }

  // Settings for which `bool truth(const Params&)` is false leave the property without meaning, for
  // a reason that is a sentence without a full stop.
  template <auto truth>
  void judged_if(const LockProperty& property, std::string reason) {
    part_.not_judged.push_back(
        {&property, [](const void* p) -> bool { return truth(params(p)); }, std::move(reason)});
  }

  // void runs_out(const Params&, Kept<…>): what has run out is gone, in the step in which time
  // passes or a clock is set: no step of the service's own is needed. For several services only.
  template <auto runs_out>
  void forgets_in_time() {
    part_.runs_out = [](const void* p, const composition::KeptBytes& service) {
      runs_out(params(p), Service(service));
    };
  }

  // bool due(const Params&, Kept<…>): the service has to act before time advances.
  template <auto due>
  void service_due() {
    part_.service_due = [](const void* p, const composition::KeptBytes& service) -> bool {
      return due(params(p), Service(service));
    };
  }

  // A step that the client's library takes by itself, beside the client's work, while the client
  // runs: Step f(const Params&, Session&, Stage, Out&). It may end the client's belief:
  // out.tells(Heard::lost).
  template <auto step>
  ClientStepWords<P> client_step(std::string name) {
    part_.client_steps.push_back({std::move(name), "", "",
                                  [](const void* p, std::byte* session, Stage stage, Out& out) {
                                    return step(params(p), kit::view<Session>(session), stage, out);
                                  },
                                  nullptr, nullptr, false});
    return ClientStepWords<P>(part_.client_steps.back());
  }

  // bool due(const Params&, const Session&, Stage): the library has to act before time advances,
  // unless its client is paused.
  template <auto due>
  void client_due() {
    part_.client_due = [](const void* p, const std::byte* session, Stage stage) -> bool {
      return due(params(p), kit::view<Session>(session), stage);
    };
  }

  // Agents beside the clients are processes of their own, which are paused and crash apart from
  // them (agent-pauses, agent-crashes); steps by_agent() are theirs, and asking is.
  // bool leads(const Params&, const Session&)   the agent believes that its client has the lock
  // bool due(const Params&, const Session&, Stage)   it has to act before time advances
  template <auto leads, auto due>
  void agents() {
    part_.agent_leads = session_asked<leads>();
    part_.agent_due = [](const void* p, const std::byte* session, Stage stage) -> bool {
      return due(params(p), kit::view<Session>(session), stage);
    };
  }
  // bool due(const Params&, const Session&): the machine has to act before time advances.
  template <auto due>
  void machine_due() {
    part_.machine_due = session_asked<due>();
  }

  // The client looks at its clock before it acts: bool f(const Params&, const Session&), it is not
  // too late, by some clock allowed; it is too late, by some clock allowed.
  template <auto may_act, auto may_give_up>
  void watches_clock() {
    part_.may_act = session_asked<may_act>();
    part_.may_give_up = session_asked<may_give_up>();
  }
  // The same where a step of the library's ends the belief. Until that is taken the client neither
  // acts nor believes: bool f(const Params&, const Session&).
  template <auto may_act>
  void acts_while() {
    part_.may_act = session_asked<may_act>();
  }
  // This parameter of the lock is read only when clients do this, and is refused with a workload in
  // which they never do. bool f(const Params&): that is so of the values for which it is true.
  void read_when(ReadWhen when, std::string parameter) {
    part_.read_only.push_back({std::move(parameter), when, nullptr});
  }
  template <auto at>
  void read_when(ReadWhen when, std::string parameter) {
    part_.read_only.push_back(
        {std::move(parameter), when, [](const void* p) -> bool { return at(params(p)); }});
  }

  // bool f(const Params&): looking and sending are two steps, and a pause fits between.
  template <auto apart>
  void checks_apart() {
    part_.checks_apart = [](const void* p) -> bool { return apart(params(p)); };
  }

  // bool f(const Params&): the service may refuse an acquire, and the client hears so
  // (Heard::refused). Then `when-refused` says what the client does. `only_with` are the settings
  // with which that has an effect, as "wait=try", where there are others.
  template <auto refuses>
  void may_refuse(std::string only_with = "") {
    part_.refuses = [](const void* p) -> bool { return refuses(params(p)); };
    part_.refuses_with = std::move(only_with);
  }

  // `serves` asks Replies::has_granted(), so that `acquire=idempotent` has an effect.
  void recognises_acquires() { part_.recognises_acquires = true; }

  // The service answers a release and a cancel, where the settings say so
  // (Environment::release_answer, for a derive<…>()), and `hears` says Heard::released. Then
  // `release-answer=awaited` has clients say it again until they hear that.
  void confirms_release() { part_.confirms_release = true; }

  // The most messages that are in flight between a client and the service, without a fault: 1,
  // unless its library or the service speaks up while another message is under way.
  void calls_at_a_time(unsigned most) { part_.calls_at_a_time = most; }

  // Travels f(const Params&): what travels between clients and the service as messages. Everything,
  // unless this is declared.
  template <auto what>
  void travels() {
    part_.travels = [](const void* p) -> Travels { return what(params(p)); };
  }
  // Some calls of the library travel, and some are made with Out::call and do not.
  void calls_take_no_time() { part_.calls_take_no_time = true; }

  // Clients, the lock service or both have wall clocks: Out::now and Replies::now. With them come
  // the parameters skew, clock-steps, step and start.
  // HaveClocks whose(const Params&)   whose clocks anybody looks at
  // int reach(const Params&)          the most ticks that the lock adds, in all, to what one shows
  template <auto whose, auto reach>
  void wall_clocks() {
    part_.have_clocks = [](const void* p) -> HaveClocks { return whose(params(p)); };
    part_.clock_reach = [](const void* p) -> int { return reach(params(p)); };
  }

  // bool f(const Params&): a client that has given the lock back, or lost it, may want it again,
  // and so on forever.
  template <auto again>
  void comes_again() {
    part_.comes_again = [](const void* p) -> bool { return again(params(p)); };
  }

  // A client that has lost the lock before its work was over asks for it anew.
  void asks_again_when_lost() { part_.asks_again_when_lost = true; }

  // bool f(const Params&): a client may become the holder again without a new grant.
  // Then "held without a gap" is a property.
  template <auto again>
  void takes_back() {
    part_.takes_back = [](const void* p) -> bool { return again(params(p)); };
  }

  // bool f(const Params&): two grants may come with one token.
  template <auto repeat>
  void tokens_repeat() {
    part_.tokens_repeat = [](const void* p) -> bool { return repeat(params(p)); };
  }

  // void frees(Kept<…>): an operator ends every grant.
  template <auto frees>
  void operator_frees() {
    part_.frees = [](const composition::KeptBytes& service) { frees(Service(service)); };
  }

  // The service can go on from an older copy of itself (steps/failures.cpp):
  // void forgets(const Params&, const ServiceFaults&, Kept<…> copy)   what is not copied
  // void restores(const Params&, const ServiceFaults&, Kept<…> now, Kept<…> before)
  //                              `now` is the copy; a grant that was over before is none again
  // void adds(const Params&, Kept<…> now, Kept<…> before)    the grants of `before` that last
  // void promises(const Params&, Kept<…> left, Kept<…> before, Kept<…> now)
  //                              into `left`, which is empty: the grants that `now` lacks
  // void asks_instead(Kept<…> from, Kept<…> to, Client)      it waits there and not here
  // bool has_ended(Kept<…>, Client)                          by every clock allowed
  // void end_grant(Kept<…>, Client)
  template <auto forgets, auto restores, auto adds, auto promises, auto asks_instead,
            auto has_ended, auto end_grant>
  void falls_back() {
    using Bytes = composition::KeptBytes;
    composition::FallsBack& f = part_.falls_back;
    f.forgets = [](const void* p, const ServiceFaults& e, const Bytes& copy) {
      forgets(params(p), e, Service(copy));
    };
    f.restores = [](const void* p, const ServiceFaults& e, const Bytes& now, const Bytes& before) {
      restores(params(p), e, Service(now), Service(before));
    };
    f.adds = [](const void* p, const Bytes& now, const Bytes& before) {
      adds(params(p), Service(now), Service(before));
    };
    f.promises = [](const void* p, const Bytes& left, const Bytes& before, const Bytes& now) {
      promises(params(p), Service(left), Service(before), Service(now));
    };
    f.asks_instead = [](const Bytes& from, const Bytes& to, Client c) {
      asks_instead(Service(from), Service(to), c);
    };
    f.has_ended = asked<has_ended>();
    f.end_grant = [](const Bytes& service, Client c) { end_grant(Service(service), c); };
  }

  // The defaults of the library's parameters, where this lock has others: "pauses=0 cuts=1".
  void defaults(const std::string& settings) { part_.defaults = parse_settings({settings}); }

  void claim(std::string_view settings, kit::Breaks breaks = {}) {
    composition::add_claim(part_, settings, std::move(breaks));
  }
  // Of the liveness properties, as in Protocol.
  void claim_liveness(std::string_view settings, kit::Breaks breaks = {}, kit::Fair fair = {}) {
    composition::add_claim_of_liveness(part_, settings, std::move(breaks), fair);
  }

 private:
  static const P& params(const void* p) { return *static_cast<const P*>(p); }

  template <auto f>
  static auto sender() {
    return +[](const void* p, std::byte* session, Out& out) {
      f(params(p), kit::view<Session>(session), out);
    };
  }
  template <auto truth>
  static auto invariant() {
    return +[](const void* p, const composition::KeptBytes& service) -> bool {
      if constexpr (std::is_invocable_v<decltype(truth), Service>)
        return truth(Service(service));
      else
        return truth(params(p), Service(service));
    };
  }
  template <auto f>
  static auto asked() {
    return +[](const composition::KeptBytes& service, Client c) -> bool {
      return f(Service(service), c);
    };
  }
  template <auto f>
  static auto session_asked() {
    return +[](const void* p, const std::byte* session) -> bool {
      return f(params(p), kit::view<Session>(session));
    };
  }
  template <auto step>
  static auto service_step_of() {
    return +[](const void* p, const composition::KeptBytes& service, Client c,
               Replies& replies) -> Step {
      if constexpr (std::is_invocable_v<decltype(step), const P&, Service, Client>)
        return step(params(p), Service(service), c);
      else
        return step(params(p), Service(service), c, replies);
    };
  }

  composition::LockPart& part_;
};

// A lock in the catalogue, by LOCKSTEP_PROTOCOL like every protocol: LOCKSTEP_LOCK is the same.
template <class P, class Service, class ForClient, class Session, class Call>
std::unique_ptr<CatalogueEntry> entry(std::string name, std::string sentence, std::string source,
                                      void (*build)(Lock<P, Service, ForClient, Session, Call>&),
                                      const char* file = __builtin_FILE()) {
  return composition::composed_entry(
      composition::built<composition::LockPart>(std::move(name), std::move(sentence),
                                                std::move(source), build),
      file);
}

}  // namespace lockstep

#define LOCKSTEP_LOCK(name, sentence, source, build) \
  LOCKSTEP_PROTOCOL(name, sentence, source, build)
