// The members of Protocol (protocol.hpp): each turns a function into a row of a table.
#pragma once

#include "models/kit/action_of.hpp"
#include "models/kit/protocol.hpp"
#include "models/kit/time.hpp"

#include <utility>

namespace lockstep {

namespace kit {

template <class Params, class State>
struct PropertyOf {
  Property about;
  bool (*truth)(const Params&, const State&) = nullptr;
  std::string (*explain)(const Params&, const State&, const Lanes&) = nullptr;
  bool (*judged)(const Params&) = nullptr;  // none: always
  std::string not_judged = {};              // why not
};

template <auto allowed, class Params>
bool is_allowed(const Params& params) {
  if constexpr (std::is_member_object_pointer_v<decltype(allowed)>)
    return params.*allowed != 0;
  else
    return allowed(params);
}

// Calls f(start(params, arguments…)) for all values of the arguments.
template <auto start, class Params, class... Arguments>
struct Starter {
  template <class F, class... Chosen>
  static void run(const Params& params, const F& f, Chosen... chosen) {
    if constexpr (sizeof...(Chosen) == sizeof...(Arguments)) {
      f(start(params, chosen...));
    } else {
      using Next = Domain<boost::mp11::mp_at_c<mp_list<Arguments...>, sizeof...(Chosen)>>;
      for (unsigned i = 0; i < Next::radix(params); ++i) run(params, f, chosen..., Next::at(i));
    }
  }
};

template <auto start, class Params, class State, class... Arguments>
auto starter(State (*)(const Params&, Arguments...)) {
  return +[](const Params& params, const std::function<void(const State&)>& f) {
    Starter<start, Params, Arguments...>::run(params, f);
  };
}

template <auto truth, class Params, class State>
bool truth_of(const Params& params, const State& state) {
  if constexpr (std::is_invocable_r_v<bool, decltype(truth), const State&>) {
    return truth(state);
  } else {
    static_assert(std::is_invocable_r_v<bool, decltype(truth), const Params&, const State&>,
                  "a property is `bool f(const State&)` or `bool f(const Params&, const State&)`");
    return truth(params, state);
  }
}

template <auto describe, class Params, class Wire>
WireDescription<Params> wire_description(Message (*)(const Params&, const Wire&, const Lanes&)) {
  return {key_of_tag<Wire>(), [](const Params& params, const void* wire, const Lanes& lanes) {
            return describe(params, *static_cast<const Wire*>(wire), lanes);
          }};
}

template <auto describe, class Params, class State, class Wire>
void list_wires(const Params& params, const State& state, const Lanes& lanes,
                std::vector<Message>& out, Message (*)(const Params&, const Wire&, const Lanes&)) {
  for_each_wire<Wire>(state,
                      [&](const Wire& wire) { out.push_back(describe(params, wire, lanes)); });
}

}  // namespace kit

template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::fault(std::string noun) {
  action_.about.fault = true;
  action_.about.noun = std::move(noun);
  return *this;
}
template <class P, class S>
template <auto allowed>
ActionWords<P, S>& ActionWords<P, S>::allowed_by() {
  action_.allowed = &kit::is_allowed<allowed, P>;
  return *this;
}
template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::shows(std::string witness) {
  action_.about.shows = std::move(witness);
  return *this;
}
template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::lane(std::string name) {
  action_.lane = std::move(name);
  return *this;
}
template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::lets_time_pass() {
  action_.lets_time_pass = true;
  return lane("time");
}
template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::says(std::string pattern) {
  return says([pattern = std::move(pattern)](const P&) { return pattern; });
}
template <class P, class S>
ActionWords<P, S>& ActionWords<P, S>::says(std::function<std::string(const P&)> pattern) {
  action_.pattern = std::move(pattern);
  return *this;
}

template <class P, class S>
template <auto explain>
PropertyWords<P, S>& PropertyWords<P, S>::because() {
  property_.explain = explain;
  return *this;
}
template <class P, class S>
template <auto truth>
PropertyWords<P, S>& PropertyWords<P, S>::judged_if(std::string reason) {
  property_.judged = truth;
  property_.not_judged = std::move(reason);
  return *this;
}

template <class P, class S>
template <auto member>
ParameterWords Protocol<P, S>::parameter(std::string sentence, long min, long max) {
  parameters_.push_back(kit::parameter_of<member, P>(std::move(sentence), min, max));
  return ParameterWords(parameters_.back().about);
}
template <class P, class S>
template <auto truth>
void Protocol<P, S>::needs(std::string sentence) {
  needs_.emplace_back(truth, std::move(sentence));
}

template <class P, class S>
template <auto work_out>
void Protocol<P, S>::derive() {
  derive_.push_back(work_out);
}
template <class P, class S>
template <auto truth>
void Protocol<P, S>::tokens_repeat() {
  tokens_repeat_ = truth;
}
template <class P, class S>
template <auto due>
void Protocol<P, S>::time() {
  due_.push_back(due);
  lane("time");
  action<time_passes<due, P, S>>("time passes").lets_time_pass().says("time passes");
}

template <class P, class S>
template <class Tag>
void Protocol<P, S>::identities(std::string name, bool acts) {
  lanes_.push_back([=](const P& params, Lanes& lanes) {
    lanes.add({kit::key_of_tag<Tag>(), name, kit::population_of<Tag>(params), acts, 0});
  });
}
template <class P, class S>
template <class Tag>
void Protocol<P, S>::lanes(std::string name) {
  identities<Tag>(std::move(name), true);
}
template <class P, class S>
template <class Tag>
void Protocol<P, S>::names(std::string name) {
  identities<Tag>(std::move(name), false);
}
template <class P, class S>
void Protocol<P, S>::lane(std::string name) {
  lanes_.push_back([name = std::move(name)](const P&, Lanes& lanes) { lanes.add(name); });
}

template <class P, class S>
template <auto needed>
void Protocol<P, S>::lane(std::string name) {
  lanes_.push_back([name = std::move(name)](const P& params, Lanes& lanes) {
    if (needed(params)) lanes.add(name);
  });
}

template <class P, class S>
template <auto start_state>
void Protocol<P, S>::start() {
  starts_.push_back(kit::starter<start_state>(start_state));
}
template <class P, class S>
template <auto step>
ActionWords<P, S> Protocol<P, S>::action(std::string name) {
  actions_.push_back(kit::action_of<step, P, S>(std::move(name)));
  actions_.back().about.library = library_ > 0;
  return ActionWords<P, S>(actions_.back());
}

template <class P, class S>
PropertyWords<P, S> Protocol<P, S>::add(kit::PropertyOf<P, S> property) {
  property.about.library = library_ > 0;
  properties_.push_back(std::move(property));
  return PropertyWords<P, S>(properties_.back());
}
template <class P, class S>
template <auto truth>
PropertyWords<P, S> Protocol<P, S>::property(std::string name, std::string sentence, When when) {
  return add({{std::move(name), std::move(sentence), when}, &kit::truth_of<truth, P, S>});
}
template <class P, class S>
template <auto truth>
PropertyWords<P, S> Protocol<P, S>::always(std::string name, std::string sentence) {
  return property<truth>(std::move(name), std::move(sentence), When::always);
}
template <class P, class S>
template <auto truth>
PropertyWords<P, S> Protocol<P, S>::at_end(std::string name, std::string sentence) {
  return property<truth>(std::move(name), std::move(sentence), When::at_end);
}

template <class P, class S>
template <auto truth>
PropertyWords<P, S> Protocol<P, S>::sometimes(std::string name, std::string sentence) {
  return property<truth>(std::move(name), std::move(sentence), When::sometimes);
}
template <class P, class S>
PropertyWords<P, S> Protocol<P, S>::sometimes(std::string name, std::string sentence) {
  return add({{std::move(name), std::move(sentence), When::sometimes}});
}

template <class P, class S>
template <auto describe>
void Protocol<P, S>::message() {
  wires_.add(kit::wire_description<describe>(describe));
  messages_.push_back(
      [](const P& params, const S& state, const Lanes& lanes, std::vector<Message>& out) {
        kit::list_wires<describe>(params, state, lanes, out, describe);
      });
}
template <class P, class S>
template <auto describe>
void Protocol<P, S>::messages() {
  messages_.push_back(
      [](const P& params, const S& state, const Lanes& lanes, std::vector<Message>& out) {
        for (Message& message : describe(params, state, lanes)) out.push_back(std::move(message));
      });
}
template <class P, class S>
template <auto describe>
void Protocol<P, S>::bars() {
  bars_.push_back(describe);
}

template <class P, class S>
void Protocol<P, S>::assumption(std::string sentence, std::string without) {
  assumptions_.push_back([one = Assumption{std::move(sentence), std::move(without)}](const P&) {
    return std::vector<Assumption>{one};
  });
}
template <class P, class S>
template <auto list>
void Protocol<P, S>::assumptions() {
  assumptions_.push_back(list);
}
template <class P, class S>
void Protocol<P, S>::assumptions(std::function<std::vector<Assumption>(const P&)> list) {
  assumptions_.push_back(std::move(list));
}
template <class P, class S>
void Protocol<P, S>::claim(std::string settings, std::vector<Expected> breaks) {
  claims_.push_back({std::move(settings), std::move(breaks)});
}

}  // namespace lockstep
