// What a protocol declares: its parameters, lanes, actions, properties and claims.
//
//   void build(Protocol<Params, State>& m) {
//     m.parameter<&Params::clients>("how many clients", 1, 8);
//     m.lanes<ClientTag>("client");
//     m.start<start>();
//     m.action<request>("asks for the lock");
//     m.always<at_most_one>("mutual exclusion", "at most one client holds the lock");
//     m.claim("clients=2", {{"mutual exclusion", 4}});
//   }
//
// Everything is a function given as a template argument, in an anonymous namespace: one that is
// written and not declared here is unused, which the compiler reports. A missing action would
// otherwise be a smaller state space in which more properties hold.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"
#include "models/kit/layout/lanes.hpp"
#include "models/kit/protocol/action.hpp"
#include "models/kit/protocol/declared.hpp"
#include "models/kit/protocol/goal.hpp"
#include "models/kit/protocol/parameters.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

// What action() returns: further words on the action.
template <class Params, class State>
class ActionWords {
 public:
  explicit ActionWords(kit::ActionRow& action) : action_(action) {}

  // Something went wrong. `noun` is what reports call it when they count: "pause", "lost message".
  ActionWords& fault(std::string_view noun = {});

  // It is possible only under settings that allow it: a number or bool of the parameters that is
  // not 0, or a predicate. Reports name an allowed fault that no run contains.
  template <auto allowed>
  ActionWords& allowed_by();

  // Each such step shows what is declared with sometimes() under this name.
  ActionWords& shows(std::string_view witness);

  // Who takes it. Else: the first argument that has a lane; the receiver of the message that is an
  // argument; the last lane.
  ActionWords& lane(std::string_view name);

  // For each party, a step that stays possible is taken some day; strong: one that is possible
  // again and again. Without it the action may be put off forever, unless it takes a message out of
  // the network. Parties are the identities and the messages among its arguments. A fault is never
  // fair.
  ActionWords& fair(Fairness fairness = Fairness::weak);

  // It is the tick: in the lane "time", unless it has another. All other actions take no time.
  ActionWords& lets_time_pass();

  // The sentence of a step, instead of "<lane> <name>". {0}, {1}, … stand for the arguments.
  ActionWords& says(std::string_view pattern);
  // The same where it depends on the parameters.
  ActionWords& says(std::function<std::string(const Params&)> pattern);

 private:
  kit::ActionRow& action_;
};

// What leads_to() and its like return: further words on the goal.
class GoalWords {
 public:
  explicit GoalWords(Goal& goal) : goal_(goal) {}

  // What a run does that breaks it, without a full stop, {0} for the identity: "{0} waits forever".
  GoalWords& fails(std::string_view sentence) {
    goal_.fails = sentence;
    return *this;
  }

  // What no run does when it is never asked for: "no client ever wants the lock".
  GoalWords& never(std::string_view sentence) {
    goal_.never = sentence;
    return *this;
  }

 private:
  Goal& goal_;
};

template <class Params, class State>
class PropertyWords {
 public:
  explicit PropertyWords(kit::PropertyRow& property) : property_(property) {}

  // std::string explain(const Params&, const State&, const Lanes&): what makes it false, as a
  // sentence without a full stop. Else: "not: <sentence>".
  template <auto explain>
  PropertyWords& because();

  // Under settings for which `bool truth(const Params&)` is false it is not judged, for a reason
  // that is a sentence without a full stop: there a verdict would mean nothing.
  template <auto truth>
  PropertyWords& judged_if(std::string_view reason);

 private:
  kit::PropertyRow& property_;
};

// What parameter() returns.
class ParameterWords {
 public:
  explicit ParameterWords(Parameter& about) : about_(about) {}

  // Reports name it only when it differs from the default.
  ParameterWords& rare() {
    about_.rare = true;
    return *this;
  }

  // It has an effect only where this is true of the other parameters: "store=idempotent",
  // "cuts>0", or several of these with " or " between them. Elsewhere any other value than the
  // one it has when none is given is refused.
  ParameterWords& only_with(std::string condition) {
    about_.only_with = std::move(condition);
    return *this;
  }

 private:
  Parameter& about_;
};

template <class Params, class State>
class Protocol {
 public:
  Protocol();

  // A parameter by its member; its name is the member's, its default value the initialiser.
  // Numbers are within [min, max]; a bool or an enum has choices and no range.
  template <auto member>
  ParameterWords parameter(std::string_view sentence, long min = 0, long max = 0);

  // Settings for which `bool truth(const Params&)` is false are refused with this sentence.
  template <auto truth>
  void needs(std::string_view sentence);

  // void f(Params&): works out from the settings what is not set. Called once, after needs().
  template <auto work_out>
  void derive();

  // bool f(const Params&): a source of tokens may fall back on an older copy of itself, so that
  // numbers come twice. Then not only their order matters, and they are not ranked (token.hpp).
  template <auto truth>
  void tokens_repeat();

  // Identities with a lane each: "client 1", …; identities with names only; a single lane. The
  // order of declaration is the order in the chart. bool needed(const Params&): only under settings
  // for which it is true is there such a lane.
  template <class Tag>
  void lanes(std::string_view name);
  template <class Tag>
  void names(std::string_view name);
  void lane(std::string_view name);
  template <auto needed>
  void lane(std::string_view name);

  // State f(const Params&, arguments…): a start for each value of the arguments.
  template <auto start_state>
  void start();

  // void f(const Params&, State&): what a library adds to every start, such as budgets.
  template <auto fill>
  void fills_in();

  // Step f(const Params&, State&, arguments…).
  template <auto step>
  ActionWords<Params, State> action(std::string_view name);

  // The action "time passes", in a lane of its own (time.hpp).
  // bool due(const Params&, const State&): what time does not pass over, besides Deadlines.
  template <auto due>
  void time();

  // bool f(const State&) or bool f(const Params&, const State&): true in every reachable state; in
  // every one in which no step is possible but faults.
  template <auto truth>
  PropertyWords<Params, State> always(std::string_view name, std::string_view sentence);
  template <auto truth>
  PropertyWords<Params, State> at_end(std::string_view name, std::string_view sentence);

  // A witness: something that happens in some reachable state, or by some step of an action that
  // shows it (ActionWords::shows). It is never violated; reports name those that never happen. The
  // sentence is one without a full stop: "a client has the lock".
  template <auto truth>
  PropertyWords<Params, State> sometimes(std::string_view name, std::string_view sentence);
  PropertyWords<Params, State> sometimes(std::string_view name, std::string_view sentence);

  // Liveness, judged on request (docs/liveness.md): wherever `asks` is true, `answers` is true then
  // or later; every run comes to a state, comes to such states again and again, or comes to stay
  // in them. Predicates are those of properties; with an identity as last argument, such as
  // `bool waits(const State&, Client)`, the goal is claimed for each.
  template <auto asks, auto answers>
  GoalWords leads_to(std::string_view name, std::string_view sentence);
  template <auto answers>
  GoalWords eventually(std::string_view name, std::string_view sentence);
  template <auto answers>
  GoalWords always_eventually(std::string_view name, std::string_view sentence);
  template <auto answers>
  GoalWords eventually_always(std::string_view name, std::string_view sentence);

  // Bounded bypass and first come, first served, as safety (docs/liveness.md). Predicates of one
  // identity: it is in the doorway or waits; it is through the doorway and waits; it is inside.
  // `bypass` is a parameter, the number of others that may enter while one waits, and 0 does not
  // ask; `fifo` is a bool. What they need to know of the run is kept only when one of them asks.
  template <auto comes, auto waits, auto inside, auto bypass, auto fifo>
  void order_of_entry();

  // What is declared until end_library() belongs to a library: the claims of a protocol that is not
  // of this catalogue need not take its actions nor break its properties.
  void begin_library() { ++declared_.library; }
  void end_library() { --declared_.library; }

  // How a message of a bag or queue is drawn: Message f(const Params&, const Wire&, const Lanes&).
  // For protocols that keep messages otherwise:
  // std::vector<Message> f(const Params&, const State&, const Lanes&).
  template <auto describe>
  void message();
  template <auto describe>
  void messages();

  // std::vector<Bar> f(const Params&, const State&, const Lanes&).
  template <auto describe>
  void bars();

  // What every verdict rests on, and the settings that drop it ("delay=unbounded"), if there are
  // any; std::vector<Assumption> f(const Params&) when that depends on the parameters.
  void assumption(std::string_view sentence, std::string_view without = {});
  template <auto list>
  void assumptions();
  void assumptions(std::function<std::vector<Assumption>(const Params&)> list);

  // What is violated under these settings, and in how many steps; all else holds.
  void claim(std::string_view settings, kit::Breaks breaks = {});

  // The same of the liveness properties, each with the steps of its stem and of its loop:
  // {"starvation freedom", 2, 12}, or {"others go on", never_asked}. `fair` is as with --fair:
  // {"leaves=none"}.
  void claim_liveness(std::string_view settings, kit::Breaks breaks = {}, kit::Fair fair = {});

 private:
  template <class P, class S>
  friend class ProtocolEntry;

  template <class Tag>
  void identities(std::string_view name, bool acts);
  template <auto truth>
  PropertyWords<Params, State> property(std::string_view name, std::string_view sentence,
                                        When when);

  template <auto asks, auto answers>
  GoalWords goal(Form form, std::string_view name, std::string_view sentence);

  kit::Declared declared_;
};

}  // namespace lockstep

#include "models/kit/protocol/protocol_parts.hpp"
