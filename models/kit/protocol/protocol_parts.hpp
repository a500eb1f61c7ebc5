// The members of Protocol (protocol.hpp): each turns a function into a row of a table. A thunk
// takes the place of the function, with bytes where it has types.
#pragma once

#include "models/kit/layout/rows_of.hpp"
#include "models/kit/protocol/protocol.hpp"
#include "models/kit/protocol/time.hpp"

#include <cstring>
#include <utility>

namespace lockstep {

namespace kit {

template <class T>
const T& typed(const void* params) {
  return *static_cast<const T*>(params);
}

template <auto f, class Params>
bool asked(const void* params) {
  return f(typed<Params>(params));
}
// A number or bool of the parameters that is not 0, or a predicate on them.
template <auto allowed, class Params>
bool is_allowed(const void* params) {
  if constexpr (std::is_member_object_pointer_v<decltype(allowed)>)
    return typed<Params>(params).*allowed != 0;
  else
    return allowed(typed<Params>(params));
}
template <auto f, class Params>
void worked_out(void* params) {
  f(*static_cast<Params*>(params));
}
template <auto f, class Params, class State>
void filled_in(const void* params, std::byte* start) {
  f(typed<Params>(params), view<State>(start));
}
template <auto f, class Params>
std::vector<Assumption> assumed(const void* params) {
  return f(typed<Params>(params));
}
template <auto f, class Params, class State>
bool judged(const void* params, const std::byte* state) {
  if constexpr (std::is_invocable_r_v<bool, decltype(f), const State&>) {
    return f(view<State>(state));
  } else {
    static_assert(std::is_invocable_r_v<bool, decltype(f), const Params&, const State&>,
                  "a property is `bool f(const State&)` or `bool f(const Params&, const State&)`");
    return f(typed<Params>(params), view<State>(state));
  }
}
template <auto f, class Params, class State>
auto described(const void* params, const std::byte* state, const Lanes& lanes) {
  return f(typed<Params>(params), view<State>(state), lanes);
}
template <class Tag, class Params>
unsigned counted(const void* params) {
  return population_of<Tag>(typed<Params>(params));
}

// Hands out start(params, arguments…) for all values of the arguments.
template <auto start, class Params, class State, class... Arguments>
struct Starter {
  static void run(const void* params, const ProtocolTable::Emit& out) {
    all(typed<Params>(params), out);
  }

 private:
  template <class... Chosen>
  static void all(const Params& params, const ProtocolTable::Emit& out, Chosen... chosen) {
    if constexpr (sizeof...(Chosen) == sizeof...(Arguments)) {
      alignas(8) std::byte bytes[room_for<State>] = {};
      const State state = start(params, chosen...);
      std::memcpy(bytes, &state, sizeof(State));
      out(bytes);
    } else {
      using Next = Domain<boost::mp11::mp_at_c<mp_list<Arguments...>, sizeof...(Chosen)>>;
      for (unsigned i = 0; i < Next::radix(params); ++i) all(params, out, chosen..., Next::at(i));
    }
  }
};

template <auto start, class Params, class State, class... Arguments>
auto starter(State (*)(const Params&, Arguments...)) {
  return &Starter<start, Params, State, Arguments...>::run;
}

template <auto describe, class Params, class Wire>
void add_message(Declared& declared, Message (*)(const Params&, const Wire&, const Lanes&)) {
  static_assert(Described<Wire>, "a message is a struct with a BOOST_DESCRIBE_STRUCT line");
  declared.add_message(key_of<Wire>(), &described<describe, Params, Wire>);
}

}  // namespace kit

template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::fault(std::string_view noun) {
  action_.about.fault = true;
  action_.about.noun = noun;
  return *this;
}
template <class P, class S>
template <auto allowed>
ActionWords<P, S>& ActionWords<P, S>::allowed_by() {
  action_.allowed = &kit::is_allowed<allowed, P>;
  return *this;
}
template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::shows(std::string_view witness) {
  action_.about.shows = witness;
  return *this;
}
template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::lane(std::string_view name) {
  action_.lane = name;
  return *this;
}
template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::fair(Fairness fairness) {
  action_.fairness = fairness;
  return *this;
}
template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::lets_time_pass() {
  action_.lets_time_pass = true;
  return lane("time");
}
template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::says(std::string_view pattern) {
  kit::say(action_, pattern);
  return *this;
}
template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::says(std::function<std::string(const P&)> pattern) {
  action_.pattern = [pattern = std::move(pattern)](const void* params) {
    return pattern(kit::typed<P>(params));
  };
  return *this;
}

template <class P, class S>
template <auto explain>
PropertyWords<P, S>& PropertyWords<P, S>::because() {
  kit::explain(property_, &kit::described<explain, P, S>);
  return *this;
}
template <class P, class S>
template <auto truth>
PropertyWords<P, S>& PropertyWords<P, S>::judged_if(std::string_view reason) {
  property_.judged = &kit::asked<truth, P>;
  property_.not_judged = reason;
  return *this;
}

template <class P, class S>
Protocol<P, S>::Protocol() {
  static_assert(!kit::facts<S>.repeats_a_source() || kit::copies_token_sources<S>,
                "a family of tokens has exactly one source in the state");
  declared_.state = &kit::row_of<S>();
  declared_.described = kit::member_names<P>();
  declared_.copies_token_sources = kit::copies_token_sources<S>;
  if constexpr (kit::facts<S>.instants) declared_.clock_bounds = &kit::clock_bounds_of<P>;
}

template <class P, class S>
template <auto member>
ParameterWords Protocol<P, S>::parameter(std::string_view sentence, long min, long max) {
  return ParameterWords(declared_.add(kit::parameter_of<member, P>(), sentence, min, max).about);
}
template <class P, class S>
template <auto truth>
void Protocol<P, S>::needs(std::string_view sentence) {
  declared_.needs.emplace_back(&kit::asked<truth, P>, sentence);
}

template <class P, class S>
template <auto work_out>
void Protocol<P, S>::derive() {
  declared_.derive.push_back(&kit::worked_out<work_out, P>);
}
template <class P, class S>
template <auto truth>
void Protocol<P, S>::tokens_repeat() {
  declared_.tokens_repeat = &kit::asked<truth, P>;
}
template <class P, class S>
template <auto due>
void Protocol<P, S>::time() {
  declared_.due.push_back(&kit::judged<due, P, S>);
  lane("time");
  action<time_passes<due, P, S>>("time passes").lets_time_pass().says("time passes");
}

template <class P, class S>
template <class Tag>
void Protocol<P, S>::identities(std::string_view name, bool acts) {
  declared_.add_lane(name, {{}, kit::key_of<Tag>(), &kit::counted<Tag, P>, acts, nullptr});
}
template <class P, class S>
template <class Tag>
void Protocol<P, S>::lanes(std::string_view name) {
  identities<Tag>(name, true);
}
template <class P, class S>
template <class Tag>
void Protocol<P, S>::names(std::string_view name) {
  identities<Tag>(name, false);
}
template <class P, class S>
void Protocol<P, S>::lane(std::string_view name) {
  declared_.add_lane(name, {});
}
template <class P, class S>
template <auto needed>
void Protocol<P, S>::lane(std::string_view name) {
  declared_.add_lane(name, {.needed = &kit::asked<needed, P>});
}

template <class P, class S>
template <auto start_state>
void Protocol<P, S>::start() {
  declared_.add_start(kit::starter<start_state>(start_state));
}
template <class P, class S>
template <auto fill>
void Protocol<P, S>::fills_in() {
  declared_.fills.push_back(&kit::filled_in<fill, P, S>);
}
template <class P, class S>
template <auto step>
ActionWords<P, S> Protocol<P, S>::action(std::string_view name) {
  return ActionWords<P, S>(kit::add_action<step, P, S>(declared_, name));
}

template <class P, class S>
template <auto truth>
PropertyWords<P, S> Protocol<P, S>::property(std::string_view name, std::string_view sentence,
                                             When when) {
  return PropertyWords<P, S>(
      declared_.add_property({name, sentence, when}, &kit::judged<truth, P, S>));
}
template <class P, class S>
template <auto truth>
PropertyWords<P, S> Protocol<P, S>::always(std::string_view name, std::string_view sentence) {
  return property<truth>(name, sentence, When::always);
}
template <class P, class S>
template <auto truth>
PropertyWords<P, S> Protocol<P, S>::at_end(std::string_view name, std::string_view sentence) {
  return property<truth>(name, sentence, When::at_end);
}

template <class P, class S>
template <auto truth>
PropertyWords<P, S> Protocol<P, S>::sometimes(std::string_view name, std::string_view sentence) {
  return property<truth>(name, sentence, When::sometimes);
}
template <class P, class S>
PropertyWords<P, S> Protocol<P, S>::sometimes(std::string_view name, std::string_view sentence) {
  return PropertyWords<P, S>(declared_.add_property({name, sentence, When::sometimes}, nullptr));
}

template <class P, class S>
template <auto asks, auto answers>
GoalWords Protocol<P, S>::goal(Form form, std::string_view name, std::string_view sentence) {
  using Calls = kit::GoalCalls<asks, answers, P, S>;
  return GoalWords(declared_.add_goal(form, name, sentence, Calls::key(), &Calls::call).about);
}
template <class P, class S>
template <auto asks, auto answers>
GoalWords Protocol<P, S>::leads_to(std::string_view name, std::string_view sentence) {
  return goal<asks, answers>(Form::leads_to, name, sentence);
}
template <class P, class S>
template <auto answers>
GoalWords Protocol<P, S>::eventually(std::string_view name, std::string_view sentence) {
  return goal<kit::everywhere<S>, answers>(Form::eventually, name, sentence);
}
template <class P, class S>
template <auto answers>
GoalWords Protocol<P, S>::always_eventually(std::string_view name, std::string_view sentence) {
  return goal<kit::everywhere<S>, answers>(Form::always_eventually, name, sentence);
}
template <class P, class S>
template <auto answers>
GoalWords Protocol<P, S>::eventually_always(std::string_view name, std::string_view sentence) {
  return goal<kit::everywhere<S>, answers>(Form::eventually_always, name, sentence);
}

template <class P, class S>
template <auto comes, auto waits, auto inside, auto bypass, auto fifo>
void Protocol<P, S>::order_of_entry() {
  using Coming = kit::GoalCalls<comes, waits, P, S>;
  using Inside = kit::GoalCalls<inside, inside, P, S>;
  parameter<bypass>("number of others that may enter while one waits; 0: not checked", 0, 200)
      .rare();
  parameter<fifo>("whether to check that who comes first enters first").rare();
  kit::DeclaredOrder order;
  order.row.of = Coming::key();
  order.row.ordered = Coming::ordered();
  order.row.comes = &Coming::call;
  order.row.inside = [](const void* params, const std::byte* state) {
    return Inside::call(params, state).asks;
  };
  order.bypass = [](const void* params) -> int { return kit::typed<P>(params).*bypass; };
  order.fifo = [](const void* params) -> bool { return kit::typed<P>(params).*fifo; };
  declared_.order = order;
}

template <class P, class S>
template <auto describe>
void Protocol<P, S>::message() {
  kit::add_message<describe, P>(declared_, describe);
}
template <class P, class S>
template <auto describe>
void Protocol<P, S>::messages() {
  declared_.add_messages(&kit::described<describe, P, S>);
}
template <class P, class S>
template <auto describe>
void Protocol<P, S>::bars() {
  declared_.add_bars(&kit::described<describe, P, S>);
}

template <class P, class S>
void Protocol<P, S>::assumption(std::string_view sentence, std::string_view without) {
  declared_.add_assumption(sentence, without);
}
template <class P, class S>
template <auto list>
void Protocol<P, S>::assumptions() {
  declared_.add_assumptions(&kit::assumed<list, P>);
}
template <class P, class S>
void Protocol<P, S>::assumptions(std::function<std::vector<Assumption>(const P&)> list) {
  declared_.assumptions.emplace_back(
      [list = std::move(list)](const void* params) { return list(kit::typed<P>(params)); });
}
template <class P, class S>
void Protocol<P, S>::claim(std::string_view settings, kit::Breaks breaks) {
  declared_.add_claim(settings, std::move(breaks));
}
template <class P, class S>
void Protocol<P, S>::claim_liveness(std::string_view settings, kit::Breaks breaks, kit::Fair fair) {
  declared_.add_claim_of_liveness(settings, std::move(breaks), fair);
}

}  // namespace lockstep
